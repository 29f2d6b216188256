import { checkObject, checkSequence, checkTotal, reject } from "../../../core/checks";
import type { BinaryColumn, NumericColumn, RowUse } from "../../../core/columns";
import { levelsOf, type Scale } from "../../../core/scale";
import { keepComplete, readColumns } from "../../../statistics/summaries/complete-rows";
import { slotOfRating } from "../../../statistics/summaries/count-ratings";
import { type MeanArm, momentsOfArm } from "../../../statistics/summaries/mean-arm";
import { mergeSound } from "../../../statistics/summaries/merge-moments";
import { checkSameWeighting, isWeighted } from "../../../statistics/summaries/merge-tallies";
import { type Moments, momentsOf, type WeightedSums } from "../../../statistics/summaries/moments";
import { momentsOfLevels } from "../../../statistics/summaries/moments-of-levels";
import { readWeights } from "../../../statistics/summaries/read-values";
import { isWithin } from "../../../statistics/summaries/sound-tally";
import { soundTwoWayTally } from "../../../statistics/summaries/sound-two-way-tally";
import { tallyOf } from "../../../statistics/summaries/tally";
import type { TwoWayTally } from "../../../statistics/summaries/two-way-tally";
import { yesAndNo } from "../../../statistics/summaries/yes-and-no";

/** The loyalty of the customers at one level of satisfaction. */
export interface LevelGroup {
  readonly level: number;
  readonly summary: Moments & { readonly mean: number };
}

/** Customers by their level of satisfaction, whatever they were read from. */
export interface LevelGroups {
  readonly scale: Scale;
  /** The levels with answers, lowest first. */
  readonly groups: readonly LevelGroup[];
  /** Customers who left out at least one answer. */
  readonly nMissing: number;
  readonly rows: RowUse | null;
}

/** Reads two columns; a customer with weight 0 is outside of the sample. */
export function groupsOfColumns(
  fn: string,
  satisfaction: NumericColumn,
  loyalty: BinaryColumn,
  scale: Scale,
  binary: boolean,
  weights: ArrayLike<number> | undefined,
): LevelGroups {
  const read = readColumns(fn, [
    { name: "satisfaction", path: "satisfaction", values: satisfaction },
    { name: "loyalty", path: "loyalty", values: binary ? yesAndNo(fn, "loyalty", loyalty) : loyalty },
  ]);
  // counting checks every answer, also those of rows that are not complete, and names the index of a wrong one
  tallyOf(fn, satisfaction, scale, undefined, "satisfaction");
  const sizes =
    weights === undefined ? null : Float64Array.from(readWeights(fn, weights, "satisfaction", read[0]!.length));
  const inSample = sizes === null ? read : [...read, sizes].map((column) => column.filter((_, i) => sizes[i] !== 0));
  const { columns, rows } = keepComplete(["satisfaction", "loyalty", "weights"], inSample);
  const [ratings, values, kept] = columns as [Float64Array, Float64Array, Float64Array | undefined];
  const byLevel = Array.from({ length: levelsOf(scale) }, () => ({ values: [] as number[], weights: [] as number[] }));
  ratings.forEach((rating, i) => {
    const level = byLevel[rating - scale.min]!;
    level.values.push(values[i]!);
    if (kept !== undefined) level.weights.push(kept[i]!);
  });
  const summaries = byLevel.map((level) => momentsOf(fn, "loyalty", level.values, kept && level.weights));
  return {
    scale,
    groups: withAnswers(scale, summaries),
    nMissing: rows.total - rows.used,
    rows: { ...rows, missing: rows.missing.slice(0, 2) },
  };
}

/** Reads a two-way tally, whose rows are levels of satisfaction. */
export function groupsOfTally(fn: string, path: string, tally: TwoWayTally, binary: boolean): LevelGroups {
  const sound = soundTwoWayTally(fn, path, tally);
  const { rowScale, columnScale, n, nMissing, rowMissing, columnMissing } = sound;
  if (binary && (columnScale.min !== 0 || columnScale.max !== 1)) {
    reject(
      fn,
      `${path}.columnScale`,
      "be 0 to 1 where the outcome is binary",
      `${columnScale.min} to ${columnScale.max}`,
    );
  }
  const summaries = sound.counts.map((counts, row) =>
    momentsOfLevels(fn, path, {
      scale: columnScale,
      counts,
      weights: sound.weights && sound.weights[row]!,
      squaredWeights: sound.squaredWeights && sound.squaredWeights[row]!,
    }),
  );
  return {
    scale: rowScale,
    groups: withAnswers(rowScale, summaries),
    nMissing,
    rows: {
      total: n + nMissing,
      used: n,
      missing: [
        { name: "satisfaction", n: rowMissing },
        { name: "loyalty", n: columnMissing },
      ],
    },
  };
}

/** Loyalty at a level of satisfaction, as it is known without the single answers. */
export interface LoyaltyMoments {
  /** On the scale of satisfaction; `null` for the customers who did not answer that question. */
  readonly level: number | null;
  /** Their loyalty: moments, or number, mean and standard deviation; the numbers themselves will do as well. */
  readonly moments: MeanArm;
}

/** Reads moments level by level; those of the same level are merged. */
export function groupsOfMoments(
  fn: string,
  path: string,
  levels: Iterable<LoyaltyMoments>,
  scale: Scale,
  binary: boolean,
): LevelGroups {
  checkSequence(fn, path, levels);
  const read = Array.from(levels, (one, i) => {
    const at = `${path}.${i}`;
    checkObject(fn, at, one);
    const slot = one.level === null ? null : slotOfRating(fn, `${at}.level`, one.level, scale);
    const summary = momentsOfArm(fn, `${at}.moments`, one.moments);
    if (binary) checkBinary(fn, `${at}.moments`, summary);
    return { slot, path: `${at}.moments`, summary, n: summary.n, weights: summary.squaredWeights };
  });
  const weighted = read.length > 0 && isWeighted(read);
  for (const one of read) checkSameWeighting(fn, one.path, one, weighted);
  const summaries = Array.from({ length: levelsOf(scale) }, (_, slot) =>
    mergeSound(
      fn,
      path,
      read.filter((one) => one.slot === slot),
    ),
  );
  const unrated = read
    .filter(({ slot }) => slot === null)
    .reduce((sum, { summary: { n, nMissing } }) => sum + n + nMissing, 0);
  const nMissing = summaries.reduce((sum, summary) => sum + summary.nMissing, unrated);
  checkTotal(
    fn,
    path,
    summaries.reduce((sum, { n }) => sum + n, nMissing),
  );
  return { scale, groups: withAnswers(scale, summaries), nMissing, rows: null };
}

/** Refuses moments that zeros and ones do not have. */
function checkBinary(
  fn: string,
  path: string,
  { n, mean, meanLow, sumOfSquares, sumOfWeights, squaredWeights }: Moments,
) {
  if (mean === null) return;
  const own = { sum: sumOfWeights ?? n, mean, meanLow, sumOfSquares };
  const ones = sumOfWeights === null ? Math.round(n * mean) : n * mean;
  if (!(isWithin(n * mean, ones, ones) && isOfBinary(own) && (squaredWeights === null || isOfBinary(squaredWeights)))) {
    reject(fn, path, "be of zeros and ones, as the outcome is binary", mean);
  }
}

function isOfBinary({ sum, mean, meanLow, sumOfSquares }: WeightedSums): boolean {
  const squares = sum * mean * (1 - mean - meanLow);
  return mean >= 0 && mean <= 1 && isWithin(sumOfSquares, squares, squares);
}

function withAnswers(scale: Scale, summaries: readonly Moments[]): LevelGroup[] {
  return summaries.flatMap((summary, slot) =>
    summary.mean === null ? [] : [{ level: scale.min + slot, summary: { ...summary, mean: summary.mean } }],
  );
}
