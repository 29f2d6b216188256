import { type Ends, type Estimate, isDifference, type OpenInterval } from "../../core/estimate";

/** Whether an estimate is of something that cannot be negative. */
export function isAmount(value: Estimate): boolean {
  return value.unit !== "value" && !isDifference(value) && value.estimate >= 0;
}

/** An estimate within its own ends, in units of its own size. */
interface Scaled extends Ends {
  readonly estimate: number;
}

/**
 * The ratios for which MOVER's interval of treatment - ratio * control holds 0; infinite where they are unbounded.
 * There is such an interval also where control's estimate is 0, and there is no ratio.
 */
export function moverRatioEnds(control: Estimate, c: OpenInterval, treatment: Estimate, t: OpenInterval): Ends {
  // a negative control is a positive one with both signs turned
  const sign = control.estimate < 0 ? -1 : 1;
  const unit = Math.abs(control.estimate) || Math.abs(c.upper ?? 0) || 1;
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
    const above = control.upper - c;
    // the root in the form that subtracts nothing
    const product = lower * (t + reach);
    return product / (t * c + Math.hypot(above * Math.sqrt(product), reach * c));
  }
  // a negative ratio reaches up where control reaches down
  const product = control.lower * (2 * c - control.lower);
  const root = Math.hypot(reach * Math.sqrt(product), t * (c - control.lower));
  if (t > 0) return (lower * (t + reach)) / (t * c + root);
  return product === 0 ? -Infinity : (t * c - root) / product;
}
