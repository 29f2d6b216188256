import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialCdf, binomialPmf, binomialQuantile } from "../../src/numerics/binomial";
import { binomialDraw } from "../../src/numerics/binomial-draw";
import { chiSquaredUpper } from "../../src/numerics/chi-squared";
import { randomGenerator } from "../../src/numerics/random";
import golden from "../golden/binomial-draw.json" with { type: "json" };

test.each(golden.draws)("binomialDraw() of $n at $p with seed $seed, drawn elsewhere (binomial-draw.py)", (r) => {
  const random = randomGenerator(r.seed);
  expect(r.values.map(() => binomialDraw(random, r.n, r.p))).toEqual(r.values);
});

/** Upper tail of the chi-squared statistic of so many draws, in cells of single values or of ranges of them. */
function pValue(n: number, p: number, draws: number): number {
  // the last value of each cell: single values where they are few, else forty ranges of about the same probability
  const cells: number[] = [];
  const shares = Array.from({ length: 39 }, (_, i) => (i + 1) / 40);
  const middle = shares.map((share) => binomialQuantile(share, n, p));
  if (middle.at(-1)! - middle[0]! < 100) {
    for (let k = Math.max(0, middle[0]! - 100); k <= Math.min(n, middle.at(-1)! + 100); k++) {
      // a cell of its own where ten draws are expected, else together with the next
      const open = binomialCdf(k, n, p) - (cells.length > 0 ? binomialCdf(cells.at(-1)!, n, p) : 0);
      if (open * draws >= 10 && (1 - binomialCdf(k, n, p)) * draws >= 10) cells.push(k);
    }
  } else cells.push(...middle);
  const counts = new Array<number>(cells.length + 1).fill(0);
  const random = randomGenerator(20240229);
  for (let i = 0; i < draws; i++) {
    const k = binomialDraw(random, n, p);
    const cell = cells.findIndex((last) => k <= last);
    counts[cell < 0 ? cells.length : cell]! += 1;
  }
  let [statistic, below] = [0, 0];
  counts.forEach((count, i) => {
    const to = i < cells.length ? binomialCdf(cells[i]!, n, p) : 1;
    const expected = draws * (to - below);
    statistic += (count - expected) ** 2 / expected;
    below = to;
  });
  return chiSquaredUpper(statistic, cells.length);
}

describe("binomialDraw() has the exact distribution: chi-squared of 5,000 draws is not below its 0.01 % point", () => {
  const cases: [number, number][] = [1, 2, 7, 19, 20, 40, 41, 1000, 1e6, 2 ** 31, 2 ** 40, 2 ** 52].flatMap((n) =>
    [0.5, 0.25, 0.01, 1e-3, 1e-6, 2e-9, 9.99 / n, 10.01 / n].flatMap((p): [number, number][] =>
      p < 0.5
        ? [
            [n, p],
            [n, 1 - p],
          ]
        : p === 0.5
          ? [[n, p]]
          : [],
    ),
  );
  // where less than ten of all draws would be another value than the commonest, there is nothing to compare
  const varied = cases.filter(([n, p]) => 5000 * (1 - binomialPmf(Math.min(n, Math.floor((n + 1) * p)), n, p)) > 20);
  test.each(varied)("n = %d, p = %d", (n, p) => {
    expect(pValue(n, p, 5000)).toBeGreaterThan(1e-4);
  });

  test("of 100,000 draws where the two ways meet, and where the hat is tightest", () => {
    for (const [n, p] of [
      [20, 0.5],
      [33, 0.3],
      [1e6, 1.2e-5],
    ] as const) {
      expect(pValue(n, p, 100000)).toBeGreaterThan(1e-4);
    }
  });
});

describe("binomialDraw()", () => {
  const n = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
  const p = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 5e-324, 1 - 2 ** -53, 1e-15));

  test("is an integer in [0, n]", () => {
    fc.assert(
      fc.property(fc.nat(), n, p, (seed, trials, share) => {
        const k = binomialDraw(randomGenerator(seed), trials, share);
        expect(Number.isInteger(k) && k >= 0 && k <= trials && !Object.is(k, -0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("is 0 at p = 0 and n at p = 1", () => {
    const random = randomGenerator(1);
    for (const trials of [0, 1, 50, 2 ** 53 - 1]) {
      expect([binomialDraw(random, trials, 0), binomialDraw(random, trials, 1)]).toEqual([0, trials]);
    }
  });

  test("costs as much for 2^52 trials as for 100: at most three times the numbers", () => {
    const used = (trials: number) => {
      const random = randomGenerator(5);
      let count = 0;
      const uniform = () => {
        count += 1;
        return random.uniform();
      };
      const counting = { ...random, uniform };
      for (let i = 0; i < 1000; i++) binomialDraw(counting, trials, 0.3);
      return count / 1000;
    };
    expect(used(100)).toBeLessThan(4);
    expect(used(2 ** 52)).toBeLessThan(4);
  });
});
