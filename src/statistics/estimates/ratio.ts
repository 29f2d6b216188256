import { caveatsWhere } from "../../core/caveats";
import { checkNoOthers, checkObject, checkOneOf, refuse, reject } from "../../core/checks";
import { type Estimate, isDifference, type OpenInterval, type Unit } from "../../core/estimate";
import { checkComparable, checkSameLevel, errorForWald, intervalOf, originOf } from "./comparable";
import { normalInterval } from "./interval";

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
  const standardError = deltaError(control, treatment);
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

/** Whether an estimate is of something that cannot be negative. */
function isAmount(value: Estimate): boolean {
  return value.unit !== "value" && !isDifference(value) && value.estimate >= 0;
}

/** An end as results hold it. */
function bounded(end: number): number | null {
  return Number.isFinite(end) ? end + 0 : null;
}

function deltaError(control: Estimate, treatment: Estimate): number | null {
  if (control.standardError === null || treatment.standardError === null) return null;
  const size = Math.abs(control.estimate);
  const share = Math.abs(treatment.estimate) / size;
  const error = Math.hypot(treatment.standardError / size, share * (control.standardError / size));
  return Number.isFinite(error) ? error : null;
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

/** Ends of an interval, infinite where it is unbounded. */
interface Ends {
  readonly lower: number;
  readonly upper: number;
}

/** An estimate within its own ends, in units of its own size. */
interface Scaled extends Ends {
  readonly estimate: number;
}

function moverRatioEnds(control: Estimate, c: OpenInterval, treatment: Estimate, t: OpenInterval): Ends {
  // a negative control is a positive one with both signs turned
  const sign = Math.sign(control.estimate);
  const unit = Math.abs(control.estimate);
  const size = Math.max(Math.abs(treatment.estimate), Math.abs(t.lower ?? 0), Math.abs(t.upper ?? 0)) || 1;
  const below = scaled(control, c, sign * unit);
  const above = scaled(treatment, t, sign * size);
  if (below.lower < 0) return { lower: -Infinity, upper: Infinity };
  const times = (end: number) => (Number.isFinite(end) ? end * (size / unit) : end);
  return {
    lower: times(lowestRatio(above, below)),
    upper: times(-lowestRatio({ estimate: -above.estimate, lower: -above.upper, upper: -above.lower }, below)),
  };
}

function scaled(value: Estimate, interval: OpenInterval, unit: number): Scaled {
  const estimate = value.estimate / unit;
  const ends = [
    interval.lower === null ? -Infinity * Math.sign(unit) : interval.lower / unit,
    interval.upper === null ? Infinity * Math.sign(unit) : interval.upper / unit,
  ];
  // an amount is not below 0, and an estimate beyond its own end does not reach towards it
  const floor = isAmount(value) ? 0 : Number.NEGATIVE_INFINITY;
  return { estimate, lower: Math.max(floor, Math.min(estimate, ...ends)), upper: Math.max(estimate, ...ends) };
}

/**
 * The lowest r at which treatment - r control may be 0: `t - r c` is the root of the sum of the squares of how far
 * treatment reaches down, and how far r times control reaches up. Control and its lower end are not negative.
 */
function lowestRatio(treatment: Scaled, control: Scaled): number {
  const { estimate: t, lower } = treatment;
  const { estimate: c } = control;
  if (lower === -Infinity) return -Infinity;
  if (lower === 0) return 0;
  const reach = t - lower;
  if (lower > 0) {
    if (control.upper === Infinity) return 0;
    const above = control.upper - c;
    // the root in the form that subtracts nothing
    const product = lower * (t + reach);
    return product / (t * c + Math.hypot(above * Math.sqrt(product), reach * c));
  }
  // a negative ratio reaches up where control reaches down
  const product = control.lower * (2 * c - control.lower);
  const root = Math.hypot(reach * Math.sqrt(product), t * (c - control.lower));
  return t > 0 ? (lower * (t + reach)) / (t * c + root) : (t * c - root) / product;
}
