import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStatsError } from "../../../src/core/errors";
import { partialCorrelation } from "../../../src/statistics/association/partial-correlation";
import { agree, expectPlain } from "../../assertions";

const METHODS = ["pearson", "spearman"] as const;

/** The result, or `null` where ranks happen to be those of a control. */
function unlessDegenerate<R>(call: () => R): R | null {
  try {
    return call();
  } catch (error) {
    if (isStatsError(error) && error.code === "degenerate-data") return null;
    throw error;
  }
}

describe("partialCorrelation() of tables in general position", () => {
  const rows = fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 4 }), {
    minLength: 7,
    maxLength: 20,
  });
  const columns = (table: number[][]) =>
    [0, 1, 2, 3].map((j) => table.map((row, i) => (row[j] as number) + ((i * (j + 3)) % 11) / 13)) as [
      number[],
      number[],
      number[],
      number[],
    ];

  it.each(METHODS)(
    "by %s is symmetric, in [-1, 1] and within its interval; shifting x by a control changes nothing",
    (method) => {
      fc.assert(
        fc.property(rows, (table) => {
          const [x, y, a, b] = columns(table);
          const result = unlessDegenerate(() => partialCorrelation(x, y, { a, b }, { method }));
          if (result === null || result.caveats.length > 0) return fc.pre(false);
          expectPlain(result);
          const back = partialCorrelation(y, x, { b, a }, { method });
          agree(1 + back.estimate, 1 + result.estimate, 1e-11);
          expect(result.interval?.lower).toBeLessThan(result.estimate);
          expect(result.interval?.upper).toBeGreaterThan(result.estimate);
          if (method === "pearson") {
            const shifted = partialCorrelation(
              x.map((v, i) => v + 2 * (a[i] as number)),
              y,
              { a, b },
            );
            agree(1 + shifted.estimate, 1 + result.estimate, 1e-11);
          }
        }),
        { numRuns: 60 },
      );
    },
  );
});
