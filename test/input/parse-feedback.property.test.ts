import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Feedback, feedbackSchema } from "../../src/input/feedback";
import { parseFeedback } from "../../src/input/parse-feedback";

const good = fc
  .record(
    {
      rating: fc.constantFrom<unknown>(1, 2, 5, "3", " 4", "", null),
      recommend: fc.constantFrom<unknown>(0, 10, "7", "", undefined),
      comment: fc.constantFrom("fine", "", " "),
      orderValue: fc.constantFrom<unknown>("9.5", 3, ""),
      submittedAt: fc.constantFrom<unknown>("2024-02-29", 5, new Date(7), "2024-02-29T10:00:00+02:00"),
    },
    { requiredKeys: [] },
  )
  .map((row) => ({ ...row, rating: 5 as unknown }));
const bad = fc.constantFrom<unknown>(
  null,
  7,
  "row",
  {},
  [],
  { rating: 6 },
  { recommend: "11" },
  { rating: 3, submittedAt: "now" },
  { comment: 5 },
  JSON.parse('{"__proto__":{"rating":5}}'),
);

/** Words that no rule contains, so that finding one in a message means that the message gave it away. */
const secrets = fc.stringMatching(/^[Q-Z]{6,12}$/);

describe("parseFeedback()", () => {
  it("parseFeedback() never loses a good row beside bad ones, and numbers the bad ones by their place", () => {
    const rows = fc.array(
      fc.oneof(
        good.map((row) => ({ row: row as unknown, ok: true })),
        bad.map((row) => ({ row, ok: false })),
      ),
    );
    fc.assert(
      fc.property(rows, (marked) => {
        const { accepted, rejected } = parseFeedback(marked.map(({ row }) => row));
        const kept = marked.filter(({ ok }) => ok);
        expect(accepted).toEqual(kept.map(({ row }) => parseFeedback([row]).accepted[0]));
        expect(rejected.map(({ row }) => row)).toEqual(marked.flatMap(({ ok }, i) => (ok ? [] : [i])));
        for (const { issues } of rejected) expect(issues.length).toBeGreaterThan(0);
      }),
    );
  });

  it("parseFeedback() never puts a comment or a customer identifier into a message", () => {
    // the two fields in every type that can hold words, in rows that are wrong in every other field too
    const wrapped = (secret: string) =>
      fc.constantFrom<unknown>(
        secret,
        [secret],
        { [secret]: secret },
        Symbol(secret),
        new Set([secret]),
        new Map([[secret, secret]]),
        Object(secret),
        () => secret,
        new Error(secret),
        { toString: () => secret, [Symbol.toStringTag]: secret },
      );
    const rows = secrets.chain((secret) =>
      fc.record({
        secret: fc.constant(secret),
        row: fc.record(
          {
            comment: wrapped(secret),
            customerId: wrapped(secret),
            rating: fc.constantFrom<unknown>(9, 3, "x", {}),
            submittedAt: fc.constantFrom<unknown>("then", 5),
            respondedAt: fc.constantFrom<unknown>(4, 6),
          },
          { requiredKeys: [] },
        ),
      }),
    );
    fc.assert(
      fc.property(rows, ({ secret, row }) => {
        const { rejected } = parseFeedback([row, { ...row, rating: 99 }, { ...row, recommend: -1 }]);
        expect(JSON.stringify(rejected)).not.toContain(secret);
        const result = feedbackSchema()["~standard"].validate({ ...row, rating: 99 });
        expect(JSON.stringify(result)).not.toContain(secret);
      }),
      { numRuns: 300 },
    );
  });

  it("parseFeedback() never throws for what is in the rows, changes none of them, and gives plain results", () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
    });
    const keys = fc.constantFrom(
      ...["rating", "recommend", "comment", "customerId", "submittedAt", "respondedAt", "orderValue", "orderId"],
      ...["__proto__", "constructor", "toString", "valueOf"],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(anything, fc.dictionary(keys, anything))), (rows) => {
        const before = structuredClone(rows);
        const result = parseFeedback(rows);
        expect(structuredClone(rows)).toEqual(before);
        expect(result.accepted.length + result.rejected.length).toBe(rows.length);
        expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
        const values = result.accepted.flatMap((row: Feedback) => Object.values(row));
        for (const value of values) expect(Object.is(value, -0)).toBe(false);
      }),
    );
  });
});
