import { factorise, reflect } from "../../../numerics/householder";
import { dot } from "../../../numerics/sums";
import type { WeighedLevels } from "../curve/weighed-levels";

/** Two levels between which a zone may lie, by index. */
export interface Knots {
  readonly from: number;
  readonly to: number;
}

/** How far a fit lowers the weighted sum of squares below that of a straight line; `null` where it has no zone. */
export type Gain = number | null;

/**
 * Weighted least squares of continuous lines of three segments, $$\theta_0 + \theta_1 x + \theta_2 (x - a)_+ + \theta_3
 * (x - b)_+$$ with knots at levels, for any means of these levels. A fit has a zone where theta_2 < 0 < theta_3.
 *
 * @remarks What the means do not change is worked out once. To fit, two columns of an orthogonal matrix are multiplied
 * with the means: the gain is the sum of both squares. O(levels) a fit.
 */
export function threeSegmentFits(levels: WeighedLevels, knots: readonly Knots[]): (means: Float64Array) => Gain[] {
  const { positions, errors } = levels;
  const size = positions.length;
  const column = (value: (x: number) => number) => Float64Array.from(positions, (x, k) => value(x) / errors[k]!);
  const kink = (knot: number) => column((x) => Math.max(0, x - positions[knot]!));
  const line = [column(() => 1), column((x) => x - positions[0]!)];
  const fits = knots.map(({ from, to }) => {
    const qr = factorise([...line, kink(from), kink(to)]);
    // where errors differ beyond what doubles hold, kinks may be lost to rounding
    if (qr.kept.length < 4) return null;
    const [first, second] = [2, 3].map((column) => {
      const unit = new Float64Array(size);
      unit[column] = 1;
      for (let k = 3; k >= 0; k--) reflect(qr, k, unit);
      return unit;
    }) as [Float64Array, Float64Array];
    const [, , bend, other] = qr.triangle as readonly Float64Array[];
    return { first, second, a: bend![2]!, ab: other![2]!, b: other![3]! };
  });
  const scaled = new Float64Array(size);
  return (means) => {
    for (let k = 0; k < size; k++) scaled[k] = means[k]! / errors[k]!;
    return fits.map((fit) => {
      if (fit === null) return null;
      const along = dot(fit.first, 0, scaled, 0, size);
      const across = dot(fit.second, 0, scaled, 0, size);
      const rise = across / fit.b;
      const fall = (along - fit.ab * rise) / fit.a;
      return fall < 0 && rise > 0 ? along ** 2 + across ** 2 : null;
    });
  };
}
