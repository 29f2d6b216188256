import { caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject, checkOneOf, reject } from "../../../core/checks";
import {
  conditionalOddsError,
  conditionalOddsInterval,
  conditionalOddsRatio,
  hypergeometricSupport,
  hypergeometricTwiceSmaller,
  hypergeometricTwoSided,
  type Urn,
} from "../../../numerics/hypergeometric";
import { ratioError } from "../../../statistics/estimates/comparable";
import { liesOutside } from "../../../statistics/estimates/interval";
import type { ProportionResult } from "../../../statistics/estimates/proportion";
import type { RatioEnds } from "../../../statistics/estimates/score-ratio-ends";
import { type Comparison, newComparison } from "../comparison/comparison";
import { type ArmOddsRatio, type ArmRatio, newArmRatio } from "../comparison/ratio-of-arms";
import { checkArm, type ProportionArm } from "./proportion-arm";
import { wilsonOf } from "./share-difference";

/** What counts as extreme among the tables that have the same totals. */
export type CompareProportionsExactMethod = "fisher" | "central" | "mid-p";

/** Options of {@link compareProportionsExact}. */
export interface CompareProportionsExactOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** @defaultValue `"fisher"` */
  readonly method?: CompareProportionsExactMethod | undefined;
}

/**
 * Two shares compared by an exact test: the effect is the conditional odds ratio, for such a test knows nothing else.
 * `difference` and `ratio` are plain estimates without an interval.
 */
export type ExactProportionComparison = Comparison<
  "exact-proportion-comparison",
  ProportionResult,
  "share",
  ArmRatio,
  ArmOddsRatio
>;

/** Up to here an interval takes a tenth of a second. */
const LARGEST_TOTAL = 1e8;

/**
 * Two independent proportions compared by an exact test, with the odds ratio that it rests on.
 *
 * @remarks Given the trials of the arms, n1 and n0, and the successes of both, m, the number a of treatment's successes
 * has the noncentral hypergeometric distribution $$P_\psi(a) \propto \binom{n_1}{a} \binom{n_0}{m - a} \psi^a$$ which
 * depends on nothing but the odds ratio psi. `effectSize` is its most likely value, which is not ad / bc, with the
 * standard error that the information of that distribution gives. `central`: p is twice the smaller tail at psi = 1, at
 * most 1, and the interval holds the odds ratios that this test does not reject. `mid-p`: the same with half of the
 * probability of a itself in either tail, which comes closer to the level and may exceed it: 5.7 % at 5 % with 50
 * trials an arm (see the calibration page). `fisher`: p is the probability of all tables that are at most as probable
 * (to a relative 1e-7), as in R; the interval is that of `central`, as in R, so that the two can disagree (caveat
 * `p-and-interval-differ`). `fisher` and `central` never reject more often than their level, mostly much less, which
 * `compareProportions` keeps about; and it has intervals of the difference and of the ratio, which depend on more than
 * the odds ratio and hence have none here.
 *
 * Where all tables have the same a (no success, or nothing but successes, in both arms), p = 1 and the odds ratio is
 * anything from 0. Each arm's interval is `proportion`'s. The arms must be different customers; for the same customers
 * asked twice use `compareProportionsPaired`. O(sqrt(n)) time, a tenth of a second at n = 1e8.
 *
 * @param control - The arm that is compared with: integers, `trials` >= 1; at most 1e8 trials in both arms.
 * @param treatment - The arm that is compared: an odds ratio above 1 means that it succeeds more often.
 * @param options - See {@link CompareProportionsExactOptions}.
 * @returns Both shares, the test, and the odds of treatment over those of control.
 * @throws A {@link StatsError}: `invalid-input` when a count is not a whole number >= 0, exceeds the trials, or the
 * arms are too large; `insufficient-data` when an arm has no trials.
 * @see Fisher (1935), Journal of the Royal Statistical Society 98(1), 39-82, doi:10.2307/2342435 (not read); Fay
 * (2010), Biostatistics 11(2), 373-374, doi:10.1093/biostatistics/kxp050, on p-values and intervals that differ (not
 * read)
 *
 * @example
 * ```ts
 * const result = compareProportionsExact({ successes: 1, trials: 4 }, { successes: 3, trials: 4 });
 * result.test.pValue; //~> 0.4857
 * result.effectSize.estimate; //~> 6.408
 * result.effectSize.interval; //~> { lower: 0.2117, upper: 626.24, level: 0.95, method: "exact" }
 * ```
 */
export function compareProportionsExact(
  control: ProportionArm,
  treatment: ProportionArm,
  options: CompareProportionsExactOptions = {},
): ExactProportionComparison {
  const fn = "compareProportionsExact";
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95, method = "fisher", ...others } = options;
  checkNoOthers(fn, others);
  checkArm(fn, "control", control);
  checkArm(fn, "treatment", treatment);
  checkOneOf(fn, "method", method, ["fisher", "central", "mid-p"]);
  checkConfidenceLevel(fn, confidenceLevel);
  const n = control.trials + treatment.trials;
  if (n > LARGEST_TOTAL) {
    reject(fn, "control.trials", "be at most 1e8 with treatment's; compareProportions() serves larger arms", n);
  }
  const arms = { control: wilsonOf(control, confidenceLevel), treatment: wilsonOf(treatment, confidenceLevel) };
  const urn = { marked: treatment.trials, unmarked: control.trials, drawn: control.successes + treatment.successes };
  const { pValue, ...odds } = conditional(treatment.successes, urn, confidenceLevel, method);
  return newComparison({
    kind: "exact-proportion-comparison",
    ...arms,
    difference: {
      unit: "share",
      scale: null,
      // products below 2^53, so that nothing is lost of a small difference
      estimate:
        (treatment.successes * control.trials - control.successes * treatment.trials) /
          (control.trials * treatment.trials) +
        0,
      standardError: Math.hypot(arms.control.standardError!, arms.treatment.standardError!),
      interval: null,
    },
    ratio: plainRatio(arms.control, arms.treatment),
    test: {
      statistic: null,
      degreesOfFreedom: [],
      pValue,
      alternative: "two-sided",
      method: method === "fisher" ? "fisher-exact" : `fisher-exact-${method}`,
    },
    effectSize: oddsRatioOf(arms.control, arms.treatment, odds, pValue),
    tested: "effectSize",
    margin: null,
    method,
  });
}

/** Treatment's share divided by control's; that there is no interval is for no want of answers. */
function plainRatio(control: ProportionResult, treatment: ProportionResult): ArmRatio {
  const none = control.successes === 0;
  const ratio = newArmRatio("arm-ratio", {
    estimate: none ? null : (treatment.successes * control.n) / (control.successes * treatment.n),
    standardError: none ? null : ratioError(control, treatment),
    interval: null,
    n: control.n + treatment.n,
    nMissing: 0,
    zeroBaseline: none,
  });
  return { ...ratio, caveats: caveatsWhere({ "zero-baseline": none }) };
}

function oddsRatioOf(control: ProportionResult, treatment: ProportionResult, odds: ConditionalOdds, pValue: number) {
  const { estimate, interval } = odds;
  const { lower, upper, level } = interval;
  const ratio: ArmOddsRatio = newArmRatio("arm-odds-ratio", {
    ...odds,
    n: control.n + treatment.n,
    nMissing: 0,
    zeroBaseline: control.successes === 0,
  });
  const own = caveatsWhere({
    "estimate-outside-interval": estimate !== null && liesOutside(estimate, { lower, upper: upper ?? Infinity }),
    "p-and-interval-differ": excludesOne(interval) !== pValue < 1 - level,
  });
  return { ...ratio, caveats: [...ratio.caveats, ...own] };
}

/** The odds ratio that an exact test is of. */
interface ConditionalOdds {
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly interval: RatioEnds & { readonly level: number; readonly method: string };
}

/** The test and its odds ratio, given the margins of the table. */
function conditional(
  successes: number,
  urn: Urn,
  level: number,
  method: CompareProportionsExactMethod,
): ConditionalOdds & { readonly pValue: number } {
  const part = method === "mid-p" ? 0.5 : 1;
  const { low, high } = hypergeometricSupport(urn);
  // the only table that there can be is as likely under any odds ratio
  const estimate = low === high ? null : conditionalOddsRatio(successes, urn);
  const central = hypergeometricTwiceSmaller(successes, urn, part);
  const ends = conditionalOddsInterval(successes, urn, (1 - level) / 2, part);
  return {
    pValue: method === "fisher" ? hypergeometricTwoSided(successes, urn) : central,
    estimate,
    standardError: estimate ? conditionalOddsError(successes, urn, estimate) : estimate,
    interval: { ...agreeing(ends, central < 1 - level), level, method: method === "mid-p" ? "mid-p" : "exact" },
  };
}

/** Where a p-value is 1 - level exactly, an end is 1 exactly: rounding must not put the two on different sides. */
function agreeing(ends: RatioEnds, excludes: boolean): RatioEnds {
  const { lower, upper } = ends;
  if (!excludes) return { lower: Math.min(1, lower), upper: upper === null ? null : Math.max(1, upper) };
  if (excludesOne(ends)) return ends;
  if (upper === null || 1 - lower < upper - 1) return { lower: 1 + Number.EPSILON, upper };
  return { lower, upper: 1 - Number.EPSILON };
}

function excludesOne({ lower, upper }: RatioEnds): boolean {
  return lower > 1 || (upper !== null && upper < 1);
}
