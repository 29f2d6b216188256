/**
 * Where a function changes sign between two points, to the last bit of a double.
 *
 * @remarks Halves the bracket until no double lies inside: at most 64 evaluations unless the root is within 1e-16 of 0,
 * and no assumption on the function but its sign at the ends.
 *
 * @param f - A function that is not NaN between the points.
 * @param lower - Where `f` is positive or 0 if it falls, negative or 0 if it rises.
 * @param upper - Where `f` has the other sign, or 0; above `lower`.
 * @param falls - Whether `f` falls from `lower` to `upper`.
 */
export function signChange(f: (x: number) => number, lower: number, upper: number, falls: boolean): number {
  let [low, high] = [lower, upper];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    // a bracket around 0 would be halved a thousand times for digits that no caller has
    if (Math.abs(high - low) < 1e-300) return middle;
    const value = f(middle);
    if (value === 0) return middle;
    if (value > 0 === falls) low = middle;
    else high = middle;
  }
}
