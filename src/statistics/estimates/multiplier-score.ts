import { signChange } from "../../numerics/bisection";

// A score test of a mean, or of a difference of means, of values on a short scale by the multiplier of its constraint.
//
// Under the hypothesis that the mean is lower than observed, the likeliest shares of the values are those that one
// multiplier m pulls down. With V the variance of one value under these shares, the mean of n values falls short of the
// observed one by exactly m V / n. So with $\sigma^2 = V / n$, or the sum of these over the arms, which one multiplier
// pulls towards each other, what is observed exceeds the hypothesis by $m \sigma^2$, and the statistic, that over
// sigma, is $m \sigma$: both follow from the multiplier without a difference of two shares. As the likelihood is
// concave, $m \sigma^2$ grows with the multiplier; the statistic, the geometric mean of that and the multiplier itself,
// grows too. Therefore the hypotheses that are not rejected are an interval, which excludes one exactly where its test
// rejects.

/** What sigma squared is under a multiplier. */
type VarianceAt = (multiplier: number) => number;

/** The score statistic where the observed mean is so far above the hypothesised one. */
export function scoreAbove(short: number, varianceAt: VarianceAt): number {
  const multiplier = reaching((at) => at * varianceAt(at), short);
  return multiplier * Math.sqrt(varianceAt(multiplier));
}

/** How far the observed mean is above the one whose score statistic is z. */
export function shortAt(z: number, varianceAt: VarianceAt): number {
  const multiplier = reaching((at) => at * Math.sqrt(varianceAt(at)), z);
  return multiplier * varianceAt(multiplier);
}

/** The multiplier > 0 at which a function that grows from 0 reaches a target. */
function reaching(f: (multiplier: number) => number, target: number): number {
  let upper = 1;
  // a mean within rounding of the end of the scale is reached nowhere
  while (f(upper) < target && upper < 2 ** 300) upper *= 2;
  return signChange((multiplier) => f(multiplier) - target, 0, upper, false);
}

/**
 * Variance of one value under the likeliest shares that a multiplier m > 0 has pulled down: those of c answers at the
 * k-th value, the lowest being the 0th, are c / (t + k m), where t makes them add up to 1. Where the lowest was never
 * given and the others cannot fill up 1, t is 0 and the lowest has the rest.
 *
 * @param held - Answers at each of the equally spaced values, lowest first; effective numbers will do.
 */
export function pulledVariance(held: readonly number[], multiplier: number): number {
  const shares = pulledShares(held, multiplier);
  let variance = 0;
  for (let i = 0; i < shares.length; i++) {
    for (let j = 0; j < i; j++) variance += shares[i]! * shares[j]! * (i - j) ** 2;
  }
  return variance;
}

function pulledShares(held: readonly number[], multiplier: number): readonly number[] {
  const [lowest, last] = [held[0]!, held.length - 1];
  let [rest, curvature, n] = [multiplier, 0, lowest];
  for (let k = 1; k <= last; k++) {
    rest -= held[k]! / k;
    curvature += held[k]! / k ** 2;
    n += held[k]!;
  }
  if (lowest === 0 && rest >= 0) {
    return held.map((count, k) => (k === 0 ? rest / multiplier : count / (k * multiplier)));
  }
  let t = Math.max(lowest, n - last * multiplier, multiplier * leastRoot(curvature, rest, lowest));
  // the largest share may be 1 but for digits that the variance is made of, so what it lacks of 1 is not a difference
  const most = held.indexOf(Math.max(...held));
  const beyond = most * multiplier - held[most]!;
  const shares = new Array<number>(held.length).fill(0);
  for (;;) {
    let [excess, slope] = [-(t + beyond) / (t + most * multiplier), 0];
    for (let k = 0; k <= last; k++) {
      if (held[k] === 0) continue;
      const share = held[k]! / (t + k * multiplier);
      shares[k] = share;
      if (k !== most) excess += share;
      slope += share / (t + k * multiplier);
    }
    // the sum is convex and falls with t, so that Newton's steps from below the root stay below it
    if (!(excess > slope * t * Number.EPSILON)) return shares;
    t += excess / slope;
  }
}

/** The root >= 0 of k u^2 + l u - b: with tangents in place of the falling shares, what t / m is at least. */
function leastRoot(k: number, l: number, b: number): number {
  const root = Math.sqrt(l * l + 4 * k * b);
  return l > 0 ? (2 * b) / (l + root) : (root - l) / (2 * k);
}
