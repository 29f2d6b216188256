/** Ridders' steps square the error, so that one of this share of the point leaves none that matters. */
const SETTLED = 1e-9;

/**
 * Where a smooth, falling function that is costly to evaluate is 0 between two points.
 *
 * @remarks Ridders' method: some 8 evaluations where the function is nearly straight, and the bracket at least halves
 * with every two. Where evaluations are cheap, `signChange` finds the last bit in 60.
 *
 * @param f - Falls from `lower` to `upper`; where both ends have one sign, the nearer end is the answer.
 * @returns A point within a relative 1e-13 of the root.
 * @see Ridders (1979), IEEE Transactions on Circuits and Systems 26(11), 979-980, doi:10.1109/TCS.1979.1084580 (not
 * read)
 */
export function bracketedRoot(f: (x: number) => number, lower: number, upper: number): number {
  let [low, high] = [lower, upper];
  let [atLow, atHigh] = [f(low), f(high)];
  if (atLow <= 0) return low;
  if (atHigh >= 0) return high;
  let last = Infinity;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    const atMiddle = f(middle);
    const next = middle + ((middle - low) * atMiddle) / Math.sqrt(atMiddle * atMiddle - atLow * atHigh);
    if (atMiddle === 0 || Math.abs(next - last) <= SETTLED * Math.abs(next)) return next;
    last = next;
    if (atMiddle > 0) [low, atLow] = [middle, atMiddle];
    else [high, atHigh] = [middle, atMiddle];
    const at = f(next);
    if (at === 0) return next;
    if (at > 0) [low, atLow] = [next, at];
    else [high, atHigh] = [next, at];
  }
}
