import { caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject } from "../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import type { GroupSize, RatingsArm } from "../summaries/arms";
import { armLevels, type LevelTable } from "./level-table";
import { type Placements, placements, shareOf } from "./placements";
import { wilsonBrunnerMunzelInterval } from "./wilson-brunner-munzel";

/** Options of {@link probabilityOfSuperiority} and {@link cliffsDelta}. */
export interface SuperiorityOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** The probability of superiority with its interval; a comparison whose test belongs to no interval has none. */
export interface SuperiorityResult<I extends ConfidenceInterval | null = ConfidenceInterval>
  extends Estimate<"share", I> {
  readonly kind: "probability-of-superiority";
  readonly control: GroupSize;
  readonly treatment: GroupSize;
}

/** Cliff's delta with its interval. */
export interface CliffsDeltaResult extends Estimate<"value", ConfidenceInterval> {
  readonly kind: "cliffs-delta";
  readonly control: GroupSize;
  readonly treatment: GroupSize;
}

/**
 * Probability of superiority: how likely an answer in treatment is higher than one in control.
 *
 * @remarks $$p = P(T > C) + \tfrac12 P(T = C)$$ estimated by the share of pairs. Interval `wilson-brunner-munzel`:
 * Wilson's, with Student's t for z and for n the number of answers that a share with Brunner and Munzel's variance
 * rests on, $$\tilde n = \tilde p (1 - \tilde p) / \tilde s^2$$ where share, variance and degrees of freedom are those
 * after each arm is given half an answer at the lowest value seen and half at the highest, which the variance of a
 * small or lopsided arm needs. It stays within [0, 1] and is no point where one arm lies wholly above the other, as one
 * on the logit scale would be. Where all answers are equal, n is that of the smaller arm. The groups must be different
 * customers; for two answers of the same customers use `wilcoxonSignedRank`, or `mcnemar` for yes and no. O(n log n)
 * time for answers, O(levels) for tallies.
 *
 * @param control - Numbers, or the unweighted tally of ratings; at least two answers.
 * @param treatment - The same; where one arm is a tally, the answers of both must be on its scale.
 * @param options - See {@link SuperiorityOptions}.
 * @returns A share in [0, 1]; 1/2 is no difference.
 * @throws A {@link StatsError}: `invalid-input` on an answer that is not a finite number or off a tally's scale, or
 * weights; `insufficient-data` when an arm has fewer than two answers.
 * @see Brunner and Munzel (2000), Biometrical Journal 42(1), 17-25 (not read); the interval is this library's
 *
 * @example
 * ```ts
 * const { estimate, interval } = probabilityOfSuperiority([1, 2, 4, 4, 5], [3, 4, 5, 5, 5]);
 * estimate; //=> 0.74
 * interval; //~> { lower: 0.3696, upper: 0.9325, level: 0.95, method: "wilson-brunner-munzel" }
 * ```
 */
export function probabilityOfSuperiority(
  control: RatingsArm,
  treatment: RatingsArm,
  options: SuperiorityOptions = {},
): SuperiorityResult {
  const { table, level } = superiorityTable("probabilityOfSuperiority", control, treatment, options);
  const observed = placements(table.counts[0]!, table.counts[1]!);
  return superiorityResult(table, observed, wilsonBrunnerMunzelInterval(table, observed, level));
}

/**
 * Cliff's delta: how much more often an answer in treatment is higher than one in control, than lower.
 *
 * @remarks $$\delta = P(T > C) - P(T < C) = 2 p - 1$$ with p, its interval and all else as
 * {@link probabilityOfSuperiority} has them. The groups must be different customers; for two answers of the same
 * customers use `wilcoxonSignedRank`, or `mcnemar` for yes and no.
 *
 * @param control - Numbers, or the unweighted tally of ratings; at least two answers.
 * @param treatment - The same; where one arm is a tally, the answers of both must be on its scale.
 * @param options - See {@link SuperiorityOptions}.
 * @returns A number in [-1, 1]; 0 is no difference.
 * @throws A {@link StatsError}: as {@link probabilityOfSuperiority}.
 * @see Cliff (1993), Psychological Bulletin 114(3), 494-509, doi:10.1037/0033-2909.114.3.494 (not read)
 *
 * @example
 * ```ts
 * cliffsDelta([1, 2, 4, 4, 5], [3, 4, 5, 5, 5]).estimate; //=> 0.48
 * ```
 */
export function cliffsDelta(
  control: RatingsArm,
  treatment: RatingsArm,
  options: SuperiorityOptions = {},
): CliffsDeltaResult {
  const { table, level } = superiorityTable("cliffsDelta", control, treatment, options);
  const observed = placements(table.counts[0]!, table.counts[1]!);
  const interval = wilsonBrunnerMunzelInterval(table, observed, level);
  return {
    ...superiorityResult(table, observed, interval),
    kind: "cliffs-delta",
    unit: "value",
    estimate: observed.advantage,
    standardError: 2 * observed.standardError,
    interval: { ...interval, lower: 2 * interval.lower - 1, upper: 2 * interval.upper - 1 },
  };
}

/** The answers of two arms by level, and the confidence level. */
function superiorityTable(fn: string, control: RatingsArm, treatment: RatingsArm, options: SuperiorityOptions) {
  checkObject(fn, "options", options);
  const { confidenceLevel: level = 0.95, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, level);
  return { table: armLevels(fn, control, treatment, 2), level };
}

/** The probability of superiority of the second of two arms, with an interval that a method of its own has made. */
export function superiorityResult<I extends ConfidenceInterval | null>(
  { totals, sizes, n, nMissing }: LevelTable,
  observed: Placements,
  interval: I,
): SuperiorityResult<I> {
  return {
    kind: "probability-of-superiority",
    unit: "share",
    scale: null,
    estimate: shareOf(observed),
    standardError: observed.standardError,
    interval,
    control: sizes[0]!,
    treatment: sizes[1]!,
    n,
    nMissing,
    caveats: caveatsWhere({
      "all-answers-equal": totals.length === 1,
      "complete-separation": Math.abs(observed.advantage) === 1,
    }),
  };
}
