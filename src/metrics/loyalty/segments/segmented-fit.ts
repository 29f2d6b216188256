import { leastSquares } from "../../../numerics/least-squares";
import type { WeightedPoints } from "./broken-line";
import { emptyStretch, extend } from "./line-stretch";

/** A continuous broken line as fitted. */
export interface SegmentedFit {
  readonly breakpoints: readonly number[];
  /** Height at the first breakpoint. */
  readonly height: number;
  /** One more than breakpoints. */
  readonly slopes: readonly number[];
  /**
   * Of the slopes, where the values have a variance of 1 over their weight; `null` for a piece with less than two
   * points inside.
   */
  readonly slopeVariances: readonly (number | null)[];
  /** Weighted residual sum of squares of the points. */
  readonly rss: number;
}

/**
 * The pieces of the best broken line, with the errors of their slopes.
 *
 * @remarks A break inside a gap is where free lines cross, so a step beside each such break frees its pieces. The error
 * of a slope is that of a line of its own through the points between its breaks, which is what the derivative of the
 * whole line by its breakpoints comes to (Feder 1975). Points at a break are left out: with them, as if the break were
 * known to be there, simulated intervals cover less often.
 */
export function segmentedFit({ x, y, weights }: WeightedPoints, breakpoints: readonly number[]): SegmentedFit {
  const roots = weights.map(Math.sqrt);
  const column = (value: (x: number) => number) => x.map((at, k) => value(at) * roots[k]!);
  const pieces = [-Infinity, ...breakpoints].map((from, s) => ({ from, to: breakpoints[s] ?? Infinity }));
  const first = breakpoints[0]!;
  const lines = pieces.map(({ from, to }) => {
    const start = Math.max(from, first);
    return column((at) => Math.min(to, Math.max(from, at)) - start);
  });
  const steps = breakpoints.filter((at) => !x.includes(at)).map((from) => column((at) => Number(at > from)));
  const fit = leastSquares(
    [roots, ...lines, ...steps],
    y.map((value, k) => value * roots[k]!),
  );
  return {
    breakpoints,
    height: fit.coefficients[0]!,
    slopes: lines.map((_, s) => fit.coefficients[s + 1]!),
    slopeVariances: pieces.map(({ from, to }) => {
      const inside = emptyStretch();
      for (let k = 0; k < x.length; k++) if (from < x[k]! && x[k]! < to) extend(inside, x[k]!, y[k]!, weights[k]!);
      return inside.xx > 0 ? 1 / inside.xx : null;
    }),
    rss: fit.residualNorm ** 2,
  };
}
