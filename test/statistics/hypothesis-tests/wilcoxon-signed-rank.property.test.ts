import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alternative } from "../../../src/core/estimate";
import type { RankTestMethod } from "../../../src/statistics/hypothesis-tests/rank-settings";
import { wilcoxonSignedRank } from "../../../src/statistics/hypothesis-tests/wilcoxon-signed-rank";
import { agree, expectPlain } from "../../assertions";

const answer = fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constant(null));
const pairs = fc
  .array(fc.tuple(answer, answer), { minLength: 1, maxLength: 30 })
  .filter((rows) => rows.some(([before, after]) => before !== null && after !== null));
const settings = fc.record({
  alternative: fc.constantFrom<Alternative>("two-sided", "less", "greater"),
  method: fc.constantFrom<RankTestMethod>("auto", "exact", "normal", "normal-cc"),
});
const REVERSED: Record<Alternative, Alternative> = { "two-sided": "two-sided", less: "greater", greater: "less" };
const columns = (rows: readonly (readonly [number | null, number | null])[]) =>
  [rows.map(([before]) => before), rows.map(([, after]) => after)] as const;

describe("wilcoxonSignedRank()", () => {
  it("mirrors everything when before and after are swapped", () => {
    fc.assert(
      fc.property(pairs, settings, (rows, options) => {
        const [before, after] = columns(rows);
        const one = wilcoxonSignedRank(before, after, options);
        const other = wilcoxonSignedRank(after, before, { ...options, alternative: REVERSED[options.alternative] });
        expect([other.rose, other.fell, other.unchanged]).toEqual([one.fell, one.rose, one.unchanged]);
        if (one.rankBiserial !== null) expect(other.rankBiserial).toBe(0 - one.rankBiserial);
        if (one.test.pValue === null) expect(other.test.pValue).toBeNull();
        else agree(other.test.pValue, one.test.pValue, 1e-12);
      }),
    );
  });

  it("does not depend on the order of the pairs, on those that lack an answer, nor on unit and origin", () => {
    fc.assert(
      fc.property(pairs, settings, fc.constantFrom(2, 0.5, 1024), (rows, options, factor) => {
        const moved = rows.map(
          ([before, after]) =>
            [before === null ? null : factor * before + 8, after === null ? null : factor * after + 8] as const,
        );
        const { rows: ofOne, caveats, ...one } = wilcoxonSignedRank(...columns(rows), options);
        const { rows: ofOther, ...other } = wilcoxonSignedRank(...columns([...moved.reverse(), [null, 1]]), options);
        expect(other).toMatchObject({ ...one, nMissing: one.nMissing + 1 });
        expect(ofOther).toMatchObject({ total: ofOne.total + 1, used: ofOne.used });
        expect(other.caveats.length).toBeGreaterThanOrEqual(caveats.length);
      }),
    );
  });

  it("gives unchanged pairs no say, save that `auto` is no longer exact", () => {
    fc.assert(
      fc.property(pairs, settings, (rows, options) => {
        fc.pre(options.method !== "auto");
        const [before, after] = columns(rows);
        const one = wilcoxonSignedRank(before, after, options);
        const other = wilcoxonSignedRank([...before, 3], [...after, 3], options);
        expect(other.test).toEqual(one.test);
      }),
    );
  });

  it("is plain and leaves its input alone", () => {
    fc.assert(
      fc.property(pairs, settings, (rows, options) => {
        const [before, after] = columns(rows);
        const copies = structuredClone([before, after]);
        expectPlain(wilcoxonSignedRank(before, after, options));
        expect([before, after]).toEqual(copies);
      }),
    );
  });
});
