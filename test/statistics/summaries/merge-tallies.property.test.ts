import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csatFromTally } from "../../../src/metrics/satisfaction/csat";
import { mergeTallies } from "../../../src/statistics/summaries/merge-tallies";
import { type Tally, tally } from "../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";
import { agree, expectPlain } from "../../assertions";

const scale = { min: 1, max: 5 };
const answers = fc.array(fc.option(fc.integer(scale), { freq: 6 }), { maxLength: 20 });
const plain = answers.map((ratings) => tally(ratings, { scale }));
const counted = fc
  .tuple(...[1, 2, 3, 4, 5].map((level) => fc.tuple(fc.constant(level), fc.nat({ max: 2 ** 40 }))))
  .map((pairs) => tallyFromCounts(pairs, { scale }));
// weights of eighths, whose sums and squares are exact, so that equality is too
const weighted = fc
  .array(fc.tuple(fc.option(fc.integer(scale), { freq: 6 }), fc.nat({ max: 800 })), { maxLength: 20 })
  .map((pairs) =>
    tally(
      pairs.map(([rating]) => rating),
      { scale, weights: pairs.map(([, eighths]) => eighths / 8) },
    ),
  );
const threes = fc.oneof(
  fc.tuple(plain, plain, plain),
  fc.tuple(counted, counted, counted),
  fc.tuple(weighted, weighted, weighted),
);

describe("the algebra of tallies", () => {
  it("is associative and commutative, exactly", () => {
    fc.assert(
      fc.property(threes, ([a, b, c]) => {
        const left = mergeTallies(mergeTallies(a, b), c);
        expect(mergeTallies(a, mergeTallies(b, c))).toStrictEqual(left);
        expect(mergeTallies(c, a, b)).toStrictEqual(left);
        expectPlain(left);
      }),
    );
  });

  it("is the same on what came through JSON", () => {
    const throughJson = (one: Tally) => JSON.parse(JSON.stringify(one)) as Tally;
    fc.assert(
      fc.property(threes, ([a, b]) => {
        expect(mergeTallies(throughJson(a), throughJson(b))).toStrictEqual(mergeTallies(a, b));
      }),
    );
  });

  it("changes nothing that it merges", () => {
    fc.assert(
      fc.property(threes, ([a, b]) => {
        const before = structuredClone([a, b]);
        mergeTallies(a, b);
        expect([a, b]).toStrictEqual(before);
      }),
    );
  });

  it("is exact for a billion rows: twenty doublings of a thousand answers, and counts of them all", () => {
    const small = tallyFromCounts({ 1: 100, 2: 50, 3: 150, 4: 400, 5: 300 }, { scale });
    let whole = small;
    for (let i = 0; i < 20; i++) whole = mergeTallies(whole, whole);
    const counts = small.counts.map((count, i) => [i + 1, count * 2 ** 20] as const);
    expect(whole).toStrictEqual(tallyFromCounts(counts, { scale }));
    expect(whole.n).toBe(1000 * 2 ** 20);
    const { estimate, mean } = csatFromTally(whole);
    expect(estimate).toBe(0.7);
    expect(mean.estimate).toBe(3.75);
    // n - 1 for n aside, a million times the answers take a thousandth of the error
    const first = csatFromTally(small).mean.standardError!;
    agree(mean.standardError, (first / 2 ** 10) * Math.sqrt(999 / (1000 - 2 ** -20)), 1e-12);
  });
});
