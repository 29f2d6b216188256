import { normalQuantile } from "../../../numerics/normal";
import { moverEnds } from "../../../statistics/estimates/difference";
import { cut, normalInterval } from "../../../statistics/estimates/interval";
import type { CohensH } from "../comparison/effect-size";
import type { ProportionArm } from "./proportion-arm";
import type { CompareProportionsMethod } from "./share-difference";
import { type OnScale, wilsonOnScale } from "./wilson-scale";

/**
 * Cohen's h of two shares.
 *
 * @remarks $$h = 2 \arcsin \sqrt{\hat p_1} - 2 \arcsin \sqrt{\hat p_0}$$ On this scale the variance of a share hardly
 * depends on it. Interval `mover`: square-and-add of the two Wilson intervals on the scale. With `wald` it is
 * `arcsine`, $$h \pm z \sqrt{1 / n_1 + 1 / n_0}$$ as other software has it, which is too short where few are counted.
 *
 * @param difference - Of the two shares, to all its digits.
 * @see Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 6 (not read)
 */
export function cohensH(
  control: ProportionArm,
  treatment: ProportionArm,
  difference: number,
  level: number,
  method: CompareProportionsMethod,
): CohensH {
  const [p0, p1] = [control, treatment].map(({ successes, trials }) => successes / trials) as [number, number];
  const [q0, q1] = [control, treatment].map(({ successes, trials }) => (trials - successes) / trials) as [
    number,
    number,
  ];
  // sine and cosine of the difference of the two arcsines, which themselves would cancel
  const sine = difference === 0 ? 0 : difference / (Math.sqrt(p1 * q0) + Math.sqrt(p0 * q1));
  const estimate = 2 * Math.atan2(sine, Math.sqrt(p1 * p0) + Math.sqrt(q1 * q0)) + 0;
  const standardError = Math.sqrt(1 / control.trials + 1 / treatment.trials);
  const interval =
    method === "wald"
      ? normalInterval(estimate, standardError, level, "arcsine")
      : { ...mover(control, treatment, level), level, method: "mover" };
  // at a level near 0 the estimate is on both ends, and rounding may put it outside
  const holding = { lower: Math.min(interval.lower, estimate), upper: Math.max(interval.upper, estimate) };
  return {
    kind: "cohens-h",
    unit: "value",
    scale: null,
    estimate,
    standardError,
    interval: cut({ ...interval, ...holding }, -Math.PI, Math.PI),
    n: control.trials + treatment.trials,
    nMissing: 0,
    caveats: [],
  };
}

function mover(control: ProportionArm, treatment: ProportionArm, level: number) {
  const z = -normalQuantile((1 - level) / 2);
  const angle = (share: number, rest: number) => 2 * Math.atan2(Math.sqrt(share), Math.sqrt(rest));
  const [c, t] = [control, treatment].map((arm) => wilsonOnScale(arm, z, angle)) as [OnScale, OnScale];
  return moverEnds(c.estimate, c, t.estimate, t);
}
