import { caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject } from "../../../core/checks";
import type { Alternative } from "../../../core/estimate";
import { pairedRatioInterval } from "../../../statistics/estimates/paired-ratio-score";
import type { ProportionResult } from "../../../statistics/estimates/proportion";
import { signedScore, signedScoreInterval } from "../../../statistics/estimates/trinomial-score";
import { wilsonOdds } from "../../../statistics/estimates/wilson-odds";
import { type PairedCounts, pairedCounts } from "../../../statistics/hypothesis-tests/paired-counts";
import { type Comparison, type ComparisonOptions, newComparison } from "../comparison/comparison";
import { marginResult, marginSettings } from "../comparison/margin";
import { normalTest } from "../comparison/normal-test";
import { type ArmOddsRatio, type ArmRatio, newArmRatio } from "../comparison/ratio-of-arms";
import { ratioInterval } from "./ratio-interval";
import { wilsonOf } from "./share-difference";

/** Options of {@link compareProportionsPaired}. */
export type CompareProportionsPairedOptions = ComparisonOptions;

/** Two shares of the same customers compared: `effectSize` is the odds of a change to success. */
export interface PairedProportionComparison
  extends Comparison<"paired-proportion-comparison", ProportionResult, "share", ArmRatio, ArmOddsRatio> {
  readonly counts: PairedCounts;
}

/**
 * The difference of two proportions of the same customers, with an interval and the test that belongs to it.
 *
 * @remarks Of n customers b succeed the first time only, and c the second time only. The difference is (c - b) / n with
 * Tango's score interval: the differences that their score test does not reject, and that test at 0 is McNemar's, $$z =
 * \frac{c - b}{\sqrt{b + c}}$$ `ratio` is the second share divided by the first, with the score interval of Nam and
 * Blackwelder; `effectSize` is the conditional odds ratio c / b, with Wilson's interval of c among b + c as odds. All
 * three exclude no difference exactly where p is below 1 - level. Standard errors are the delta method's: $$\sqrt{b + c
 * - (c - b)^2 / n}\, \big/ n, \qquad \frac{x_2}{x_1} \sqrt{\frac{b + c}{x_1 x_2}}, \qquad \frac c b \sqrt{\frac 1 b +
 * \frac 1 c}$$ Where no customer changes, p = 1, the odds ratio is anything, and the caveat `no-differences` says so.
 * `mcnemar` has the exact test. With 20 customers and a share below 1 %, the interval of the ratio may cover 85 % at 95
 * %, all else 92 % and more (see the calibration page). Customers of whom one answer is missing are left out by the
 * caller. O(1).
 *
 * @param counts - Integers >= 0, at least one customer; the first time is control, the second is treatment.
 * @param options - See {@link CompareProportionsPairedOptions}; `margin` is a difference of shares, at most 1.
 * @returns Both shares and their difference in [-1, 1], second minus first; `n` counts customers.
 * @throws A {@link StatsError}: `invalid-input` on a count that is not a whole number >= 0, or a margin outside (0, 1];
 * `insufficient-data` without a customer.
 * @see Tango (1998), Statistics in Medicine 17(8), 891-908 (not read); Nam and Blackwelder (2002), Statistics in
 * Medicine 21(5), 689-699 (not read); McNemar (1947), Psychometrika 12(2), 153-157,
 * doi:10.1007/BF02295996 (not read)
 *
 * @example
 * ```ts
 * const result = compareProportionsPaired({ both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 });
 * result.difference.estimate; //=> 0.1
 * result.difference.interval; //~> { lower: 0.0134, upper: 0.1924, level: 0.95, method: "tango" }
 * result.test.pValue; //~> 0.0253
 * ```
 */
export function compareProportionsPaired(
  counts: PairedCounts,
  options: CompareProportionsPairedOptions = {},
): PairedProportionComparison {
  const fn = "compareProportionsPaired";
  checkObject(fn, "options", options);
  const { confidenceLevel: level = 0.95, margin, direction, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, level);
  const settings = marginSettings(fn, { margin, direction }, 1);
  const { counts: known, n } = pairedCounts(fn, counts);
  const { both, onlyFirst, onlySecond, neither } = known;
  const changes = { successes: onlySecond, failures: onlyFirst, n };
  const interval = { ...signedScoreInterval(changes, level), level, method: "tango" };
  // the score is in standard errors already
  const against = (difference: number, alternative: Alternative) =>
    normalTest(signedScore(changes, difference), 1, alternative, "tango");
  // b + c - (c - b)^2 / n, in the form that subtracts nothing
  const scatter = (4 * onlyFirst * onlySecond) / n + (onlyFirst + onlySecond) * ((both + neither) / n);
  const comparison = newComparison({
    kind: "paired-proportion-comparison",
    control: wilsonOf({ successes: both + onlyFirst, trials: n }, level),
    treatment: wilsonOf({ successes: both + onlySecond, trials: n }, level),
    difference: {
      unit: "share",
      scale: null,
      estimate: (onlySecond - onlyFirst) / n,
      standardError: Math.sqrt(scatter) / n,
      interval,
    },
    ratio: ratioOf(known, n, level),
    test: { ...against(0, "two-sided"), method: "mcnemar-score" },
    effectSize: oddsOf(known, n, level),
    margin: settings === null ? null : marginResult(settings, interval, against),
    method: "tango",
    size: { n, nMissing: 0 },
    caveats: caveatsWhere({ "no-differences": onlyFirst + onlySecond === 0 }),
  });
  return { ...comparison, counts: known };
}

/** The second share divided by the first. */
function ratioOf({ both, onlyFirst, onlySecond }: PairedCounts, n: number, level: number): ArmRatio {
  const [first, second] = [both + onlyFirst, both + onlySecond];
  const none = first === 0;
  const estimate = none ? null : second / first;
  const relative = Math.sqrt(((onlyFirst + onlySecond) / first) * (second / first));
  return newArmRatio("arm-ratio", {
    estimate,
    standardError: none ? null : relative / Math.sqrt(first),
    interval: ratioInterval(
      pairedRatioInterval({ both, onlyFirst, onlySecond }, level),
      estimate,
      level,
      "nam-blackwelder",
    ),
    n,
    nMissing: 0,
    zeroBaseline: none,
  });
}

/** The odds, among those who change, of changing to success. */
function oddsOf({ onlyFirst, onlySecond }: PairedCounts, n: number, level: number): ArmOddsRatio {
  const estimate = onlyFirst === 0 ? null : onlySecond / onlyFirst;
  return newArmRatio("arm-odds-ratio", {
    estimate,
    standardError: estimate === null ? null : Math.sqrt(estimate * (1 + estimate)) / Math.sqrt(onlyFirst),
    interval: ratioInterval(wilsonOdds(onlySecond, onlyFirst, level), estimate, level, "wilson"),
    n,
    nMissing: 0,
    zeroBaseline: false,
  });
}
