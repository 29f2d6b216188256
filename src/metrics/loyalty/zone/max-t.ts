import { normalUpper } from "../../../numerics/normal";
import { type Contrast, errorOf, ratioOf, scoreOf } from "../curve/contrasts";
import { type DrawSettings, noiseOf } from "../curve/level-noise";
import type { WeighedLevels } from "../curve/weighed-levels";

/** Contrasts among which the data choose, one a candidate. */
export type Family = readonly Contrast[];

/** For each family and each draw of noise alone, the largest score of a contrast. */
export function largestScores(
  levels: WeighedLevels,
  families: readonly Family[],
  settings: DrawSettings,
): Float64Array[] {
  const size = levels.positions.length;
  const rows = families.map((family) =>
    // contrasts that candidates share count once
    Float64Array.from([...new Set(family)].flatMap((contrast) => rowOf(contrast, levels))),
  );
  const found = families.map(() => new Float64Array(settings.draws));
  let draw = 0;
  for (const noise of noiseOf(levels, settings)) {
    rows.forEach((row, family) => {
      let largest = -Infinity;
      for (let at = 0; at < row.length; at += size) {
        let score = 0;
        for (let k = 0; k < size; k++) score += row[at + k]! * noise[k]!;
        if (score > largest) largest = score;
      }
      found[family]![draw] = largest;
    });
    draw++;
  }
  return found;
}

/** What a contrast over its standard error makes of noise in standard errors. */
function rowOf(contrast: Contrast, levels: WeighedLevels): number[] {
  const error = errorOf(contrast, levels);
  return Array.from(contrast.weights, (weight, k) => (weight * levels.errors[k]!) / error);
}

/** The largest, over the candidates, of the smallest score that a candidate has in any family, and whose it is. */
export function maxMinScore(
  levels: WeighedLevels,
  families: readonly Family[],
): { readonly score: number; readonly candidate: number } {
  let best = { score: -Infinity, candidate: 0 };
  families[0]!.forEach((_, candidate) => {
    // a score above 0 is below its ratio, which costs less
    if (best.score > 0 && families.some((family) => ratioOf(family[candidate]!, levels) <= best.score)) return;
    const score = minScore(levels, families, candidate);
    if (score > best.score) best = { score, candidate };
  });
  return best;
}

/** The smallest score that a candidate has in any family. */
export function minScore(levels: WeighedLevels, families: readonly Family[], candidate: number): number {
  return Math.min(...families.map((family) => scoreOf(family[candidate]!, levels)));
}

/**
 * P-value of the hypothesis that, in one family at least, no contrast is above 0, given the smallest score of a
 * candidate that the data chose.
 *
 * @remarks The largest, over the families, of the probability that noise alone reaches the score somewhere in the
 * family: an intersection-union test, with each family adjusted for the choice. The data count as one of the draws, as
 * in every simulated p-value.
 */
export function maxTPValue(
  levels: WeighedLevels,
  families: readonly Family[],
  score: number,
  settings: DrawSettings,
): number {
  // a single candidate is no choice, and needs no draws
  if (families[0]!.length === 1) return normalUpper(score);
  return Math.max(
    ...largestScores(levels, families, settings).map((largest) => {
      let reached = 0;
      for (const noise of largest) if (noise >= score) reached++;
      return (reached + 1) / (largest.length + 1);
    }),
  );
}
