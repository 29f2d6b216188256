import { checkAtLeast, checkCount, checkFinite, checkObject, checkTotal, reject } from "../../core/checks";
import { knownCubes, type Moments, type WeightedSums } from "./moments";
import { isWithin } from "./sound-tally";

/** A sound copy of a summary, which may come from JSON that somebody else wrote; refuses what is none. */
export function soundMoments(fn: string, path: string, value: Moments): Moments {
  checkObject(fn, path, value);
  if (value.kind !== "moments") reject(fn, path, "be moments, as moments() makes them", value);
  const { n, nMissing, mean, meanLow, sumOfSquares } = value;
  // absent before there were weights
  const { sumOfWeights = null, squaredWeights = null } = value as Partial<Moments>;
  checkCount(fn, `${path}.n`, n);
  checkCount(fn, `${path}.nMissing`, nMissing);
  checkTotal(fn, path, n + nMissing);
  if (n === 0 && mean !== null) reject(fn, `${path}.mean`, "be null without a value", mean);
  checkSums(fn, path, { mean: n === 0 ? 0 : mean, meanLow, sumOfSquares }, n);
  const weighted = soundWeights(fn, path, { ...value, sumOfWeights, squaredWeights });
  return {
    kind: "moments",
    n: n + 0,
    nMissing: nMissing + 0,
    mean: mean === null ? null : mean + 0,
    meanLow: meanLow + 0,
    sumOfSquares: sumOfSquares + 0,
    sumOfCubes: soundCubes(fn, path, value, weighted === null ? 1 : 1e-100),
    sumOfWeights,
    squaredWeights: weighted,
  };
}

/** The sum of cubes, where it is known: at most the squares times the largest deviation that they allow a value. */
function soundCubes(fn: string, path: string, summary: Moments, leastWeight: number): number | null {
  const { sumOfSquares } = summary;
  // absent before there were cubes
  const { sumOfCubes = null } = summary as Partial<Moments>;
  if (sumOfCubes === null) return sumOfSquares === 0 ? 0 : null;
  checkFinite(fn, `${path}.sumOfCubes`, sumOfCubes);
  const most = sumOfSquares * Math.sqrt(sumOfSquares / leastWeight);
  if (!isWithin(Math.abs(sumOfCubes), 0, most)) {
    reject(
      fn,
      `${path}.sumOfCubes`,
      `be null or have a size of at most ${most}, as the sum of squares tells`,
      sumOfCubes,
    );
  }
  return knownCubes(sumOfCubes);
}

function checkSums(
  fn: string,
  path: string,
  { mean, meanLow, sumOfSquares }: Pick<Moments, "mean" | "meanLow" | "sumOfSquares">,
  n: number,
): void {
  checkFinite(fn, `${path}.mean`, mean);
  checkFinite(fn, `${path}.meanLow`, meanLow);
  if (Math.abs(meanLow) > Math.abs(mean) * Number.EPSILON) {
    reject(fn, `${path}.meanLow`, "be below the last digit of the mean", meanLow);
  }
  checkAtLeast(fn, `${path}.sumOfSquares`, sumOfSquares, 0);
  if (n < 2 && sumOfSquares > 0)
    reject(fn, `${path}.sumOfSquares`, "be 0, as fewer than two values do not vary", sumOfSquares);
}

/** The sums that only weighted moments have, checked against each other. */
function soundWeights(fn: string, path: string, summary: Moments): WeightedSums | null {
  const { n, mean, meanLow, sumOfSquares, sumOfWeights, squaredWeights } = summary;
  if (sumOfWeights === null && squaredWeights === null) return null;
  if (n === 0) reject(fn, `${path}.sumOfWeights`, "be null without a value", sumOfWeights);
  if (!isWithin(sumOfWeights, n * 1e-100, n * 1e100)) {
    reject(fn, `${path}.sumOfWeights`, `be the sum of the weights of ${n} values`, sumOfWeights);
  }
  const where = `${path}.squaredWeights`;
  checkObject(fn, where, squaredWeights);
  const { sum, ...squared } = squaredWeights!;
  checkSums(fn, where, squared, n);
  if (!isWithin(sum, (sumOfWeights * sumOfWeights) / n, sumOfWeights * sumOfWeights)) {
    reject(fn, `${where}.sum`, `be the sum of the squares of ${n} weights that add up to ${sumOfWeights}`, sum);
  }
  // no weight is above their sum, so neither are the squares of the weighted deviations
  const apart = squared.mean - mean! + (squared.meanLow - meanLow);
  if (!isWithin(squared.sumOfSquares + apart * apart * sum, 0, sumOfWeights * sumOfSquares)) {
    const rule = `be at most ${sumOfWeights * sumOfSquares}, about the weighted mean, as no weight is above their sum`;
    reject(fn, `${where}.sumOfSquares`, rule, squared.sumOfSquares);
  }
  return {
    sum: sum + 0,
    mean: squared.mean + 0,
    meanLow: squared.meanLow + 0,
    sumOfSquares: squared.sumOfSquares + 0,
  };
}
