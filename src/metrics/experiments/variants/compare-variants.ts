import { type Caveat, caveatsAt, caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject, checkOneOf, checkTotal, reject } from "../../../core/checks";
import { P_VALUE_ADJUSTMENTS, type PValueAdjustment } from "../../../numerics/adjusted-p-values";
import type { ArmResult, Comparison } from "../comparison/comparison";
import type { TestedInterval } from "../comparison/tested-part";
import { adjustedComparisons, boundsFalseDiscoveries, leavesIntervals } from "./adjusted-comparisons";
import { plannedShares, type SampleRatioMismatch, sampleRatioOf } from "./sample-ratio-mismatch";
import { type SimultaneousMethod, simultaneousMeans } from "./simultaneous-means";
import { type CompareArms, comparedPair, type VariantPair, variantPairs } from "./variant-pairs";

/** How several comparisons are kept from passing chance for a finding. */
export type VariantsAdjustment = PValueAdjustment | SimultaneousMethod;

/** Options of {@link compareVariants}. */
export interface CompareVariantsOptions<Arm, C extends Comparison> {
  /** A comparison of two arms, such as {@link compareProportions}, or a function that calls one with its options. */
  readonly compare: CompareArms<Arm, C>;
  /** @defaultValue `"holm"` */
  readonly adjust?: VariantsAdjustment | undefined;
  /** Of each comparison alone, and of all adjusted intervals together. @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /**
   * Planned ratio of control and the variants in their order, as in {@link sampleRatioMismatch}; `null` where customers
   * were not assigned at random, so that no sizes were planned.
   * @defaultValue arms of equal size
   */
  readonly ratio?: readonly number[] | null | undefined;
}

/** Which comparisons are adjusted for one another, and what is kept low among them. */
export interface ComparisonFamily {
  /** Those with a p-value. */
  readonly comparisons: number;
  readonly of: "all-against-control" | "all-pairs";
  /** The chance of a single false finding, or the expected share of false findings among all findings. */
  readonly errorRate: "family-wise" | "false-discovery";
  readonly level: number;
}

/** One of several comparisons. */
export interface VariantComparison<C extends Comparison = Comparison, N extends string = string> {
  /** The variant that is treatment. */
  readonly name: N;
  /** The arm that is control. */
  readonly against: N | "control";
  /** As if it were the only one. */
  readonly comparison: C;
  readonly adjusted: {
    readonly pValue: number | null;
    /** Of the part that `comparison.tested` names. */
    readonly interval: TestedInterval<C> | null;
  };
}

/** Several variants compared; `N` are their names. */
export interface VariantsComparison<C extends Comparison = Comparison, N extends string = string> {
  readonly kind: "variants-comparison";
  readonly adjust: VariantsAdjustment;
  readonly family: ComparisonFamily;
  /** Whether the arms have the planned sizes; `null` where none were planned. */
  readonly sampleRatio: SampleRatioMismatch | null;
  readonly comparisons: readonly VariantComparison<C, N>[];
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * Several variants compared with control, or with one another, adjusted for the number of comparisons.
 *
 * @remarks The more variants, the likelier that one of them differs by chance. With m comparisons, `bonferroni` and
 * `holm` keep the chance of a single false finding at 1 - level or below, whatever the comparison. Their intervals are
 * made at the level $$1 - \frac{1 - \text{level}}{m}$$ and hold together; where Holm's p-value, which is smaller than
 * Bonferroni's, excludes no difference and the interval does not, the caveat `adjusted-p-and-interval-differ` says so.
 * `hochberg` keeps the same chance where the p-values depend on each other positively, as those against one control do;
 * `benjamini-hochberg` and `benjamini-yekutieli` bound the expected share of false findings. These three adjust
 * p-values only: the intervals are unadjusted, each for itself (caveat `unadjusted-intervals`). P-values that the data
 * leave undefined stay `null` and do not count. `dunnett` (all variants against control) and `tukey` (all pairs, as
 * Tukey and Kramer) are for comparisons of unweighted means: p-value and interval of each from the distribution of the
 * largest of all statistics under one pooled variance, $$t = \frac{\bar x_1 - \bar x_0}{s \sqrt{1 / n_1 + 1 / n_0}},
 * \quad s^2 = \frac{\sum_i (n_i - 1) s_i^2}{\sum_i (n_i - 1)}$$ which is exact for normal values of one spread and
 * shorter than Bonferroni's (caveat `unequal-spreads` where the spreads differ more than twofold: then use `holm`). Of
 * ratings with a ceiling in arms of unequal size both keep a family's 5 %, where Welch's tests under `holm` find a
 * difference that is none up to 11 % of the time (see the calibration page). Before anything else the sizes of the
 * arms, missing answers included, are checked against the plan ({@link sampleRatioMismatch}); a mismatch is the first
 * caveat. Every arm is read several times: of large data, pass summaries.
 *
 * @param control - The arm that the variants are compared with, of whatever `compare` takes.
 * @param variants - The other arms by name; at least one; only own enumerable keys, none of them `control`.
 * @param options - See {@link CompareVariantsOptions}.
 * @returns Each comparison as if alone and adjusted, those against control first, in the order of the keys.
 * @throws A {@link StatsError}: `invalid-input` without a variant, on a variant named `control`, an arm that can be
 * read only once, an unsound ratio, or another comparison than of unweighted means for `dunnett` and `tukey`; whatever
 * `compare` throws, the arm named by its place in `variants`.
 * @see Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70 (not read); Dunnett (1955), JASA 50(272), 1096-1121,
 * doi:10.1080/01621459.1955.10501294 (not read); Kramer (1956), Biometrics 12(3), 307-310, doi:10.2307/3001469 (not
 * read)
 *
 * @example
 * ```ts
 * const variants = { blue: { successes: 66, trials: 400 }, green: { successes: 82, trials: 390 } };
 * const result = compareVariants({ successes: 52, trials: 410 }, variants, { compare: compareProportions });
 * result.comparisons.map(({ name, adjusted }) => [name, adjusted.pValue]); //~> [["blue", 0.1239], ["green", 0.0032]]
 * result.comparisons[1]?.adjusted.interval; //~> { lower: 0.0244, upper: 0.1434, level: 0.95, method: "bonferroni" }
 * result.sampleRatio?.verdict; //=> "none-found"
 * ```
 */
export function compareVariants<A, B, C extends Comparison, N extends string>(
  control: A,
  variants: Readonly<Record<N, B>>,
  options: CompareVariantsOptions<A | B, C>,
): VariantsComparison<C, N> {
  const fn = "compareVariants";
  checkObject(fn, "options", options);
  const { compare, adjust = "holm", confidenceLevel: level = 0.95, ratio, ...others } = options;
  checkNoOthers(fn, others);
  if (typeof compare !== "function") reject(fn, "compare", "be a comparison, such as compareProportions", compare);
  checkOneOf(fn, "adjust", adjust, [...P_VALUE_ADJUSTMENTS, "dunnett", "tukey"]);
  checkConfidenceLevel(fn, level);
  const pairs = variantPairs<A | B, N>(fn, control, variants, adjust === "tukey");
  const size = Object.keys(variants).length;
  const shares = ratio === null ? null : plannedShares(fn, ratio, size + 1);
  const compareAt = (at: number) => comparedPairs(fn, compare, pairs, at);
  const alone = compareAt(level);
  const { adjusted, unequalSpreads } =
    adjust === "dunnett" || adjust === "tukey"
      ? simultaneousMeans(fn, alone, size, adjust, level)
      : { adjusted: adjustedComparisons(alone, compareAt, adjust, level), unequalSpreads: false };
  const arms: readonly ArmResult[] = [alone[0]!.control, ...alone.slice(0, size).map(({ treatment }) => treatment)];
  const sizes = arms.map(({ n, nMissing }) => n + nMissing);
  checkTotal(
    fn,
    "variants",
    sizes.reduce((sum, own) => sum + own, 0),
  );
  const sampleRatio = shares && sampleRatioOf(sizes, shares);
  return {
    kind: "variants-comparison",
    adjust,
    family: {
      comparisons: adjusted.filter(({ pValue }) => pValue !== null).length,
      of: adjust === "tukey" ? "all-pairs" : "all-against-control",
      errorRate: boundsFalseDiscoveries(adjust) ? "false-discovery" : "family-wise",
      level,
    },
    sampleRatio,
    comparisons: pairs.map(({ name, against }, i) => {
      const { pValue, interval } = adjusted[i]!;
      return {
        name,
        against,
        comparison: alone[i]!,
        // made from the interval that the part has, with the same ends bounded
        adjusted: { pValue, interval: interval as TestedInterval<C> | null },
      };
    }),
    n: arms.reduce((sum, { n }) => sum + n, 0),
    nMissing: arms.reduce((sum, { nMissing }) => sum + nMissing, 0),
    caveats: [
      ...caveatsWhere({
        "sample-ratio-mismatch": sampleRatio?.verdict === "mismatch",
        "unadjusted-intervals": leavesIntervals(adjust),
        "unequal-spreads": unequalSpreads,
      }),
      ...caveatsAt("sampleRatio", sampleRatio?.caveats ?? []),
      ...adjusted.flatMap(({ caveats }, i) => caveatsAt(`comparisons.${i}`, [...caveats, ...alone[i]!.caveats])),
    ],
  };
}

function comparedPairs<Arm, C extends Comparison>(
  fn: string,
  compare: CompareArms<Arm, C>,
  pairs: readonly VariantPair<Arm, string>[],
  level: number,
): C[] {
  return pairs.map((pair) => comparedPair(fn, compare, pair, level));
}
