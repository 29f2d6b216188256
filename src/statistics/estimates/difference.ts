import { checkNoOthers, checkObject, checkOneOf, refuse, reject } from "../../core/checks";
import { type ConfidenceInterval, type Ends, type Estimate, isDifference, type Unit } from "../../core/estimate";
import { checkComparable, checkSameLevel, errorForWald, intervalOf, originOf } from "./comparable";
import { cut, normalInterval } from "./interval";

/** How the interval of a difference is made from the two estimates. */
export type DifferenceMethod = "mover" | "wald";

/** Options of {@link difference}. */
export interface DifferenceOptions {
  /** @defaultValue `"mover"` */
  readonly method?: DifferenceMethod | undefined;
}

/** Treatment minus control. */
export interface DifferenceResult<U extends Unit = Unit> extends Estimate<U, ConfidenceInterval> {
  readonly kind: "difference";
}

/**
 * The difference of two independent estimates, treatment minus control, with an interval.
 *
 * @remarks `mover` recovers the variances from the two intervals, so it inherits how good they are: $$d - \sqrt{(t -
 * l_t)^2 + (u_c - c)^2} \le \delta \le d + \sqrt{(u_t - t)^2 + (c - l_c)^2}$$ Of two Wilson intervals it is Newcombe's
 * hybrid-score interval. `wald` takes the two standard errors and a normal quantile that the level of the intervals
 * names. Both are cut where no difference can be. The free end of a one-sided interval, at the end of its scale, makes
 * `mover` wider than its level asks for. Neither method has a p-value: where the raw counts are at hand,
 * `compareProportions`, `compareMeans` and `compareNps` do better. O(1).
 *
 * The two must be independent: not a segment and the whole that contains it, nor two answers of the same customers.
 * Each should lie within its own interval.
 *
 * @param control - The estimate that is subtracted; with both ends of its interval.
 * @param treatment - The estimate that it is subtracted from: same unit, scale and confidence level.
 * @param options - See {@link DifferenceOptions}.
 * @returns The difference in the unit of the two.
 * @throws A {@link StatsError}: `invalid-input` when units, scales or levels differ; `insufficient-data` when one has
 * no interval, an open one or, for `wald`, no standard error.
 * @see Zou and Donner (2008), Statistics in Medicine 27(10), 1693-1702, doi:10.1002/sim.3095 (not read);
 * Newcombe (1998), Statistics in Medicine 17(8), 873-890 (not read)
 *
 * @example
 * ```ts
 * const lift = difference(proportion(48, 80), proportion(56, 70));
 * lift.estimate; //~> 0.2
 * lift.interval; //~> { lower: 0.0524, upper: 0.3339, level: 0.95, method: "mover" }
 * ```
 */
export function difference<U extends Unit>(
  control: Estimate<U>,
  treatment: Estimate<NoInfer<U>>,
  options: DifferenceOptions = {},
): DifferenceResult<U> {
  const fn = "difference";
  checkObject(fn, "options", options);
  const { method = "mover", ...others } = options;
  checkNoOthers(fn, others);
  checkComparable(fn, control, treatment);
  checkOneOf(fn, "method", method, ["mover", "wald"]);
  const c = endsOf(fn, "control", control);
  const t = endsOf(fn, "treatment", treatment);
  checkSameLevel(fn, c, t);
  const estimate = treatment.estimate - control.estimate;
  if (!Number.isFinite(estimate))
    reject(fn, "treatment.estimate", "differ from control's by less than 1e308", Infinity);
  const standardError =
    control.standardError === null || treatment.standardError === null
      ? null
      : Math.hypot(control.standardError, treatment.standardError);
  return {
    kind: "difference",
    unit: control.unit,
    scale: control.scale,
    estimate: estimate + 0,
    standardError,
    interval: cut(
      method === "mover"
        ? { ...moverEnds(control.estimate, c, treatment.estimate, t), level: c.level, method }
        : normalInterval(estimate, errorForWald(fn, standardError), c.level, method),
      -widest(control, treatment),
      widest(control, treatment),
    ),
    ...originOf(control, treatment),
  };
}

function endsOf(fn: string, path: string, estimate: Estimate): ConfidenceInterval {
  const { lower, upper, ...interval } = intervalOf(fn, path, estimate);
  if (lower === null || upper === null) {
    refuse("insufficient-data", fn, `${path}.interval`, "must have two ends; a one-sided interval has one");
  }
  return { ...interval, lower, upper };
}

/** Ends of the interval of treatment minus control, from the ends of their intervals. */
export function moverEnds(control: number, controlEnds: Ends, treatment: number, treatmentEnds: Ends): Ends {
  const estimate = treatment - control;
  return {
    lower: estimate - Math.hypot(reach(treatment, treatmentEnds.lower), reach(controlEnds.upper, control)),
    upper: estimate + Math.hypot(reach(treatmentEnds.upper, treatment), reach(control, controlEnds.lower)),
  };
}

/** How far one lies above the other; an estimate beyond its own end does not reach towards it. */
function reach(above: number, below: number): number {
  return Math.max(0, above - below);
}

/** How far two estimates of a unit can be apart, where the unit or the scale says so. */
function widest(control: Estimate, treatment: Estimate): number {
  // those lie beyond what their unit allows, so their difference does
  if (isDifference(control) || isDifference(treatment)) return Infinity;
  const { unit, scale } = control;
  if (unit === "share") return 1;
  if (unit === "points") return 200;
  return unit === "rating" && scale !== null ? scale.max - scale.min : Infinity;
}
