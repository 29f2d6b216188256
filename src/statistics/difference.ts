import { caveatsAt } from "../core/caveats";
import { checkEstimate, checkObject, checkOneOf, refuse, reject } from "../core/checks";
import type { ConfidenceInterval, Ends, Estimate, Unit } from "../core/estimate";
import { normalInterval } from "./interval";

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
 * @remarks `mover` recovers the variances from the two intervals, so it inherits how good they are:
 * $$d - \sqrt{(t - l_t)^2 + (u_c - c)^2} \le \delta \le d + \sqrt{(u_t - t)^2 + (c - l_c)^2}$$ Of two Wilson intervals it
 * is Newcombe's hybrid-score interval. `wald` takes the two standard errors and a normal quantile that the level of the
 * intervals names. Neither has a p-value: where the raw counts are at hand, `compareProportions`, `compareMeans` and
 * `compareNps` do better. O(1).
 *
 * @param control - The estimate that is subtracted; with both ends of its interval.
 * @param treatment - The estimate that it is subtracted from: same unit, scale and confidence level.
 * @param options - See {@link DifferenceOptions}.
 * @returns The difference in the unit of the two.
 * @throws A {@link StatsError}: `invalid-input` when units, scales or levels differ; `insufficient-data` when one has no
 * interval or, for `wald`, no standard error.
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
  checkObject("difference", "options", options);
  const { method = "mover" } = options;
  const fn = "difference";
  checkEstimate(fn, "control", control);
  checkEstimate(fn, "treatment", treatment);
  checkOneOf(fn, "method", method, ["mover", "wald"]);
  if (control.unit !== treatment.unit)
    reject(fn, "treatment.unit", `be "${control.unit}" as control's is`, treatment.unit);
  if (control.scale?.min !== treatment.scale?.min || control.scale?.max !== treatment.scale?.max) {
    const of = ({ scale }: Estimate) => (scale === null ? "none" : `${scale.min} to ${scale.max}`);
    reject(fn, "treatment.scale", `be ${of(control)} as control's is`, of(treatment));
  }
  const c = endsOf(fn, "control", control);
  const t = endsOf(fn, "treatment", treatment);
  if (c.level !== t.level) reject(fn, "treatment.interval.level", `be ${c.level} as control's is`, t.level);
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
    interval:
      method === "mover"
        ? { ...moverEnds(control.estimate, c, treatment.estimate, t), level: c.level, method }
        : wald(fn, estimate, standardError, c.level),
    n: control.n + treatment.n,
    nMissing: control.nMissing + treatment.nMissing,
    caveats: [...caveatsAt("control", control.caveats), ...caveatsAt("treatment", treatment.caveats)],
  };
}

function endsOf(fn: string, path: string, { interval }: Estimate): ConfidenceInterval {
  if (interval === null || interval.lower === null || interval.upper === null) {
    refuse("insufficient-data", fn, `${path}.interval`, "must have two ends; one answer has none");
  }
  return { ...interval, lower: interval.lower, upper: interval.upper };
}

/** Ends of the interval of treatment minus control, from the ends of their intervals. */
export function moverEnds(control: number, controlEnds: Ends, treatment: number, treatmentEnds: Ends): Ends {
  const estimate = treatment - control;
  return {
    lower: estimate - Math.hypot(treatment - treatmentEnds.lower, controlEnds.upper - control),
    upper: estimate + Math.hypot(treatmentEnds.upper - treatment, control - controlEnds.lower),
  };
}

function wald(fn: string, estimate: number, standardError: number | null, level: number): ConfidenceInterval {
  if (standardError === null)
    refuse("insufficient-data", fn, "method", 'must not be "wald" where a standard error is null');
  return normalInterval(estimate, standardError, level, "wald");
}
