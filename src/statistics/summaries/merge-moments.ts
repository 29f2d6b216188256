import { checkAtLeast, checkTotal, reject } from "../../core/checks";
import { add, type DoubleDouble, divide, multiply } from "../../numerics/double-double";
import { checkSpread, emptyMoments, knownCubes, type Moments, type WeightedSums } from "./moments";
import { soundMoments } from "./sound-moments";

/**
 * Several summaries as one, as if their values had been summarised together.
 *
 * @remarks For the sums of squares M and of cubes C,
 * $$M = M_a + M_b + \delta^2 \frac{n_a n_b}{n}, \quad C = C_a + C_b + \delta^3 \frac{n_a n_b (n_a - n_b)}{n^2} +
 * 3 \delta \frac{n_a M_b - n_b M_a}{n}$$ with the difference of means in twice the precision, and sums of weights for n
 * where there are weights: relative error 1e-12 in any order (of C, relative to the largest deviation times M), also
 * where the mean is 1e9 standard deviations from 0. Associative and commutative to that; moments of nothing change
 * nothing. Cubes unknown in one summary are unknown in all. O(summaries).
 *
 * @param summaries - Any number of moments; those with values are all weighted or all unweighted.
 * @returns New moments; the neutral ones when there are none.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound summary, or when weighted and unweighted ones
 * meet.
 * @see Chan, Golub and LeVeque (1983), The American Statistician 37(3), 242-247, doi:10.2307/2683386 (not read);
 * Pébay (2008), Sandia Report SAND2008-6212, doi:10.2172/1028931 (not read)
 *
 * @example
 * ```ts
 * const merged = mergeMoments(moments([1, 2]), moments([3, 6]));
 * [merged.n, merged.mean, merged.sumOfSquares]; //=> [4, 3, 14]
 * ```
 */
export function mergeMoments(...summaries: readonly Moments[]): Moments {
  const fn = "mergeMoments";
  const sound = summaries.map((summary, i) => ({
    path: `summaries.${i}`,
    summary: soundMoments(fn, `summaries.${i}`, summary),
  }));
  return mergeSound(fn, "summaries", sound);
}

/** Merges sound summaries, each under a path of its own, which are together the argument called `all`. */
export function mergeSound(
  fn: string,
  all: string,
  summaries: readonly { readonly path: string; readonly summary: Moments }[],
): Moments {
  let merged = emptyMoments(0);
  for (const { path, summary } of summaries) merged = mergePair(fn, path, merged, summary);
  checkTotal(fn, all, merged.n + merged.nMissing);
  for (const { sumOfSquares } of [merged, merged.squaredWeights ?? merged]) {
    checkAtLeast(fn, `${all}.sumOfSquares`, sumOfSquares, 0);
  }
  return merged;
}

function mergePair(fn: string, path: string, a: Moments, b: Moments): Moments {
  const nMissing = a.nMissing + b.nMissing;
  if (a.n === 0) return { ...b, nMissing };
  if (b.n === 0) return { ...a, nMissing };
  if ((a.squaredWeights === null) !== (b.squaredWeights === null)) {
    reject(fn, path, `be ${a.squaredWeights === null ? "unweighted" : "weighted"} as the ones before it are`, b);
  }
  const { sum, ...own } = mergeSums(fn, path, ownSums(a), ownSums(b));
  return {
    kind: "moments",
    n: a.n + b.n,
    nMissing,
    ...own,
    sumOfCubes: mergeCubes(a, b),
    sumOfWeights: a.sumOfWeights === null ? null : sum,
    squaredWeights: a.squaredWeights && mergeSums(fn, path, a.squaredWeights, b.squaredWeights!),
  };
}

/** A summary's own mean and spread; without weights, each value weighs 1. */
function ownSums({ n, mean, meanLow, sumOfSquares, sumOfWeights }: Moments): WeightedSums {
  return { sum: sumOfWeights ?? n, mean: mean!, meanLow, sumOfSquares };
}

function mergeCubes(a: Moments, b: Moments): number | null {
  if (a.sumOfCubes === null || b.sumOfCubes === null) return null;
  const [own, other] = [ownSums(a), ownSums(b)];
  const [delta] = add([other.mean, other.meanLow], [-own.mean, -own.meanLow]);
  const sum = own.sum + other.sum;
  const [share, rest] = [own.sum / sum, other.sum / sum];
  const between = delta * delta * share * other.sum * (share - rest);
  const within = 3 * (share * other.sumOfSquares - rest * own.sumOfSquares);
  return knownCubes(a.sumOfCubes + b.sumOfCubes + delta * (between + within));
}

function mergeSums(fn: string, path: string, a: WeightedSums, b: WeightedSums): WeightedSums {
  const sum = a.sum + b.sum;
  const from: DoubleDouble = [a.mean, a.meanLow];
  const step = add([b.mean, b.meanLow], [-a.mean, -a.meanLow]);
  const delta = step[0];
  const weight = (a.sum / sum) * b.sum;
  for (const size of [delta, delta * Math.sqrt(weight)]) {
    // where the summaries have a spread of their own, a difference too small for its square adds nothing
    if (a.sumOfSquares + b.sumOfSquares === 0 || !(Math.abs(size) < 1)) checkSpread(fn, path, size);
  }
  const [mean, meanLow] = add(from, multiply(step, divide([b.sum, 0], [sum, 0])));
  return {
    sum,
    mean: mean + 0,
    meanLow: meanLow + 0,
    sumOfSquares: a.sumOfSquares + b.sumOfSquares + delta * delta * weight,
  };
}
