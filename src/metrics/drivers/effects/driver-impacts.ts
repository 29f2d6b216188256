import { type Caveat, caveatsAt, caveatsWhere } from "../../../core/caveats";
import { representable } from "../../../statistics/models/linear-model-result";
import type { DriverTable } from "../rows/driver-table";
import type { DriverModel } from "./driver-model";
import { type ImpactAsymmetry, impactAsymmetry, negligibleEffect } from "./impact-asymmetry";
import { effectOf, type PenaltyRewardDriver } from "./penalty-reward-result";
import { slopeDraws } from "./sampled-slopes";

/** What the data say of the two ends of a driver. */
export interface EstimatedImpact extends Pick<PenaltyRewardDriver, "penalty" | "reward"> {
  readonly impact: ImpactAsymmetry;
  readonly caveats: readonly Caveat[];
}

/**
 * Penalties and rewards with what they come to, one a driver.
 *
 * @param coefficients - Of the columns of the drivers' contrasts: the penalty of each driver in turn, then its reward.
 */
export function estimatedImpacts(
  fn: string,
  { names, outcome }: DriverTable,
  coefficients: DriverModel["coefficients"],
): EstimatedImpact[] {
  const negligible = negligibleEffect(outcome);
  return names.map((name, j) => {
    const [low, high] = [coefficients[2 * j]!, coefficients[2 * j + 1]!];
    const penalty = typeof low === "string" ? null : effectOf(low);
    const reward = typeof high === "string" ? null : effectOf(high);
    const impact = impactAsymmetry(penalty?.estimate, reward?.estimate, negligible);
    representable(fn, `the range of impact of ${name}`, impact.rangeOfImpact ?? 0);
    const caveats = [
      ...caveatsAt("penalty", effectCaveats(low, penalty !== null && penalty.estimate > negligible)),
      ...caveatsAt("reward", effectCaveats(high, reward !== null && reward.estimate < -negligible)),
    ];
    return { penalty, reward, impact, caveats };
  });
}

function effectCaveats(found: DriverModel["coefficients"][number], wrongSigned: boolean): Caveat[] {
  return caveatsWhere({
    "no-contrast": found === "constant",
    "aliased-columns": found === "dependent",
    "wrong-signed-effect": wrongSigned,
  });
}

/**
 * Asymmetries in samples of the rows, one array a driver; NaN where a sample does not tell one.
 *
 * @param columns - Of the drivers' contrasts: the low answers of each driver in turn, then its high ones.
 * @param fitted - Places of the columns in the model: they vary, and none repeats the others.
 */
export function drawnAsymmetries(
  { names, outcome, weights }: DriverTable,
  columns: readonly Float64Array[],
  fitted: readonly number[],
  draws: number,
  seed: number,
): Float64Array[] {
  const inModel = fitted.map((place) => columns[place]!);
  const sample = slopeDraws(inModel, outcome, weights, seed);
  const negligible = negligibleEffect(outcome);
  const drawn = names.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    const { slopes } = sample();
    const slopeOf = (place: number) => slopes[fitted.indexOf(place)] ?? Number.NaN;
    drawn.forEach((asymmetries, j) => {
      asymmetries[draw] = impactAsymmetry(slopeOf(2 * j), slopeOf(2 * j + 1), negligible).asymmetry ?? Number.NaN;
    });
  }
  return drawn;
}
