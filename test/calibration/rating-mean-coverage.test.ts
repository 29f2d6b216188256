import { describe, expect, it } from "vitest";
import { ratingMean } from "../../src/statistics/estimates/rating-mean";
import { newTally } from "../../src/statistics/summaries/tally";
import { agree } from "../assertions";
import { ratingMeanCoverage } from "./rating-mean-coverage";
import { type Levels, meanOf, SHAPE_NAMES, shapeOf } from "./shapes";

/** Every way in which n answers can fall on so many levels. */
function* countsOf(levels: number, n: number): Generator<number[]> {
  if (levels === 1) yield [n];
  else
    for (let first = 0; first <= n; first++) for (const rest of countsOf(levels - 1, n - first)) yield [first, ...rest];
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

describe("ratingMeanCoverage()", () => {
  it.each(["adjusted-t", "t"] as const)("is what listing every sample of 7 answers gives, by %s", (method) => {
    const shape = shapeOf("j-shaped", 5);
    const truth = meanOf(shape);
    let [coverage, meanWidth, outside] = [0, 0, 0];
    for (const counts of countsOf(5, 7)) {
      const ways = counts.reduce((product, count) => product / factorial(count), factorial(7));
      const probability = counts.reduce((product, count, i) => product * shape[i]! ** count, ways);
      const { mean } = ratingMean("test", "summary", newTally({ min: 1, max: 5 }, counts, null, null, 0), 0.8, method);
      if (mean.interval === null) continue;
      const { lower, upper } = mean.interval;
      if (lower <= truth && truth <= upper) coverage += probability;
      if (mean.estimate < lower || mean.estimate > upper) outside += probability;
      meanWidth += probability * (upper - lower);
    }
    const found = ratingMeanCoverage(shape, 7, 0.8, method);
    agree(found.coverage, coverage, 1e-12);
    agree(found.meanWidth, meanWidth, 1e-12);
    agree(found.outside + 1, outside + 1, 1e-12);
  });

  it.each([
    [0.9, 0.9],
    [0.95, 0.95],
    [0.99, 0.988],
  ])("says that adjusted-t at level %d covers at least %d of every shape, and the estimate always", (level, least) => {
    for (const levels of [5, 7, 11] as Levels[]) {
      for (const n of [5, 10, 20]) {
        for (const name of SHAPE_NAMES) {
          const { coverage, outside } = ratingMeanCoverage(shapeOf(name, levels), n, level, "adjusted-t");
          expect(coverage, `${name}, ${levels} levels, n = ${n}`).toBeGreaterThan(least);
          expect(outside).toBe(0);
        }
      }
    }
  });

  it("says that t misses 13 % of samples of 20 where four in five are fives, and 36 % where 19 in 20 are", () => {
    agree(ratingMeanCoverage(shapeOf("mostly-fives", 5), 20, 0.95, "t").coverage, 0.869, 1e-3);
    agree(ratingMeanCoverage(shapeOf("nearly-all-fives", 5), 20, 0.95, "t").coverage, 0.641, 1e-3);
  });

  it("says that adjusted-t is 2 to 5 % wider than t on a hundred answers of the airport survey", () => {
    for (const levels of [5, 7] as Levels[]) {
      const of = (method: "adjusted-t" | "t") => ratingMeanCoverage(shapeOf("airport", levels), 100, 0.95, method);
      const ratio = of("adjusted-t").meanWidth / of("t").meanWidth;
      expect(ratio).toBeGreaterThan(1.02);
      expect(ratio).toBeLessThan(1.05);
    }
  });
});
