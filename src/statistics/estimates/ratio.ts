import { caveatsWhere } from "../../core/caveats";
import { checkNoOthers, checkObject, checkOneOf, refuse, reject } from "../../core/checks";
import type { Ends, Estimate, OpenInterval, Unit } from "../../core/estimate";
import { checkComparable, checkSameLevel, errorForWald, intervalOf, originOf, ratioError } from "./comparable";
import { bounded, normalInterval } from "./interval";
import { isAmount, moverRatioEnds } from "./mover-ratio";

/** How the interval of a ratio is made from the two estimates. */
export type RatioMethod = "mover" | "wald";

/** Options of {@link ratio}. */
export interface RatioOptions {
  /** @defaultValue `"mover"` */
  readonly method?: RatioMethod | undefined;
}

/** Units whose zero means none of something, so that one amount can be so many times another. */
export type RatioUnit = Exclude<Unit, "points" | "rating">;

/** Treatment divided by control; an end is `null` where the data do not bound the ratio. */
export interface RatioResult extends Estimate<"ratio", OpenInterval> {
  readonly kind: "ratio";
}

/**
 * The ratio of two independent estimates, treatment divided by control, with an interval.
 *
 * @remarks `mover` recovers the variances from the two intervals, $(l_c, u_c)$ and $(l_t, u_t)$. For positive ends
 * $$\frac{t c - \sqrt{(t c)^2 - l_t u_c (2 t - l_t)(2 c - u_c)}}{u_c (2 c - u_c)} \le \rho \le \frac{t c + \sqrt{(t c)^2
 * - u_t l_c (2 t - u_t)(2 c - l_c)}}{l_c (2 c - l_c)}$$ and in general the ratios $\rho$ for which the same method's
 * interval of $t - \rho c$ holds 0. An end is `null` where control's interval reaches 0 or, in a one-sided interval, the
 * ends that it would take are free; both are where 0 lies inside of control's interval. `wald` is the delta method on
 * the log scale, $$\frac t c \exp\left(\pm z \sqrt{(s_t / t)^2 + (s_c / c)^2}\right)$$ with a normal quantile that the
 * level of the intervals names; it needs both estimates above 0. Ratios of quantities that cannot be negative are cut at
 * 0. `standardError` is the delta method's on the plain scale. O(1).
 *
 * Where control's share is below 0.1 and it has 20 answers, `mover` covers 84 to 93 % at 95 % (see the calibration
 * page), counted among the samples that have a ratio.
 *
 * The two must be independent: not a segment and the whole that contains it, nor two answers of the same customers.
 *
 * @param control - The estimate that is divided by, not 0.
 * @param treatment - The estimate that is divided: same unit, scale and confidence level.
 * @param options - See {@link RatioOptions}.
 * @returns How many times control's estimate treatment's is.
 * @throws A {@link StatsError}: `invalid-input` when units, scales or levels differ, or the unit is points or rating,
 * whose zero is a convention; `insufficient-data` when one has no interval or, for `wald`, no standard error;
 * `degenerate-data` when control is 0 or, for `wald`, an estimate is not above 0.
 * @see Donner and Zou (2012), Statistical Methods in Medical Research 21(4), 347-359, doi:10.1177/0962280210383082 (not
 * read); Katz, Baptista, Azen and Pike (1978), Biometrics 34(3), 469-474, doi:10.2307/2530610 (not read)
 *
 * @example
 * ```ts
 * const lift = ratio(proportion(48, 80), proportion(56, 70));
 * lift.estimate; //~> 1.3333
 * lift.interval; //~> { lower: 1.0783, upper: 1.6629, level: 0.95, method: "mover" }
 * ratio(proportion(0, 80), proportion(56, 70)); //=> throws StatsError
 * ```
 */
export function ratio<U extends RatioUnit>(
  control: Estimate<U>,
  treatment: Estimate<NoInfer<U>>,
  options: RatioOptions = {},
): RatioResult {
  const fn = "ratio";
  checkObject(fn, "options", options);
  const { method = "mover", ...others } = options;
  checkNoOthers(fn, others);
  checkComparable(fn, control, treatment);
  checkOneOf(fn, "method", method, ["mover", "wald"]);
  if (!["value", "share", "count", "time", "ratio"].includes(control.unit)) {
    const units = '"share", "value", "count", "time" or "ratio"';
    const why = "points and ratings have no true zero, use difference()";
    reject(fn, "control.unit", `be ${units}: ${why}`, control.unit);
  }
  const c = intervalOf(fn, "control", control);
  const t = intervalOf(fn, "treatment", treatment);
  checkSameLevel(fn, c, t);
  if (control.estimate === 0) {
    refuse("degenerate-data", fn, "control.estimate", "must not be 0: a ratio to 0 is undefined");
  }
  const estimate = treatment.estimate / control.estimate;
  if (!Number.isFinite(estimate)) reject(fn, "control.estimate", "give a ratio below 1.8e308", control.estimate);
  const standardError = ratioError(control, treatment);
  const ends = method === "wald" ? waldEnds(fn, control, treatment, c.level) : moverRatioEnds(control, c, treatment, t);
  const floor = isAmount(control) && isAmount(treatment) ? 0 : Number.NEGATIVE_INFINITY;
  const lower = bounded(Math.max(floor, ends.lower));
  const upper = bounded(ends.upper);
  const { caveats, ...origin } = originOf(control, treatment);
  return {
    kind: "ratio",
    unit: "ratio",
    scale: null,
    estimate: estimate + 0,
    standardError,
    interval: { lower, upper, level: c.level, method },
    ...origin,
    caveats: [...caveatsWhere({ "unbounded-interval": lower === null || upper === null }), ...caveats],
  };
}

function waldEnds(fn: string, control: Estimate, treatment: Estimate, level: number): Ends {
  const relative = [control, treatment].map(({ estimate, standardError }) => {
    const error = errorForWald(fn, standardError);
    if (!(estimate > 0)) {
      refuse(
        "degenerate-data",
        fn,
        "method",
        'must not be "wald" where an estimate has no logarithm: it is not above 0',
      );
    }
    return error / estimate;
  });
  const { lower, upper } = normalInterval(0, Math.hypot(...relative), level, "wald");
  const estimate = treatment.estimate / control.estimate;
  return { lower: estimate * Math.exp(lower), upper: estimate * Math.exp(upper) };
}
