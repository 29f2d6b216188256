import { describe, expect, it } from "vitest";
import type { FeedbackOptions } from "../../src/input/feedback";
import { parseFeedback } from "../../src/input/parse-feedback";
import { errorOf } from "../assertions";

describe("parseFeedback()", () => {
  it("parseFeedback() keeps the good rows in order and reports the bad ones by place, field and reason", () => {
    const rows = [{ rating: "4" }, { recommend: 11 }, null, { comment: "great" }, {}, { rating: 9, orderValue: -1 }];
    expect(parseFeedback(rows)).toEqual({
      accepted: [{ rating: 4 }, { comment: "great" }],
      rejected: [
        { row: 1, issues: [{ path: "recommend", message: "must be an integer in [0, 10], received 11" }] },
        { row: 2, issues: [{ path: "", message: "must be an object" }] },
        { row: 4, issues: [{ path: "", message: "must hold an answer: rating, recommend or comment" }] },
        {
          row: 5,
          issues: [
            { path: "rating", message: "must be an integer in [1, 5], received 9" },
            { path: "orderValue", message: "must be a finite number >= 0, received -1" },
          ],
        },
      ],
    });
  });

  it("parseFeedback() reads any iterable, and a hole is a row that is no object", () => {
    const row = { rating: 3 };
    const expected = { accepted: [row, row], rejected: [] };
    expect(parseFeedback([row, row])).toEqual(expected);
    expect(parseFeedback(new Set([row, { ...row }]))).toEqual(expected);
    expect(parseFeedback([row, row].values())).toEqual(expected);
    expect(
      parseFeedback(
        (function* () {
          yield row;
          yield row;
        })(),
      ),
    ).toEqual(expected);
    // biome-ignore lint/suspicious/noSparseArray: the hole is the case
    expect(parseFeedback([, row])).toEqual({
      accepted: [row],
      rejected: [{ row: 0, issues: [{ path: "", message: "must be an object" }] }],
    });
  });

  it("parseFeedback() of no rows is empty", () => {
    expect(parseFeedback([])).toEqual({ accepted: [], rejected: [] });
  });

  it.each([
    [null, "null"],
    [undefined, "undefined"],
    [5, "5"],
    ["rating,4", '"rating,4"'],
    [{}, "an object (Object)"],
    [{ length: 1, 0: { rating: 4 } }, "an object (Object)"],
    [{ [Symbol.iterator]: 5 }, "an object (Object)"],
  ])("parseFeedback() refuses %o, which is no sequence of rows", (rows, shown) => {
    expect(errorOf(() => parseFeedback(rows as unknown as unknown[]))).toEqual({
      code: "invalid-input",
      path: "rows",
      message: `parseFeedback: rows must be an array or another iterable of objects, received ${shown}`,
    });
  });

  it("parseFeedback() refuses a scale that is none, in its own name", () => {
    const options = { ratingScale: { min: 5, max: 1 } };
    const error = errorOf(() => parseFeedback([], options));
    expect(error).toMatchObject({ code: "invalid-input", path: "ratingScale.max" });
    expect(error?.message).toMatch(/^parseFeedback: ratingScale\.max must .+, received 1$/);
  });

  it.each([[null], [5], ["x"]])("parseFeedback() refuses %o as options", (options) => {
    expect(errorOf(() => parseFeedback([], options as unknown as FeedbackOptions))).toMatchObject({
      code: "invalid-input",
      path: "options",
    });
  });

  it("parseFeedback() reads ratings on the scale of its options", () => {
    const { accepted, rejected } = parseFeedback([{ rating: 0 }, { rating: "10" }, { rating: 11 }], {
      ratingScale: { min: 0, max: 10 },
    });
    expect(accepted).toEqual([{ rating: 0 }, { rating: 10 }]);
    expect(rejected).toEqual([
      { row: 2, issues: [{ path: "rating", message: "must be an integer in [0, 10], received 11" }] },
    ]);
  });

  it("parseFeedback() is not harmed by the keys __proto__, constructor and toString", () => {
    const rows = JSON.parse(
      '[{"__proto__":{"rating":5,"polluted":1}},{"constructor":{"prototype":{"polluted":1}},"toString":1,"rating":"2"}]',
    );
    const { accepted, rejected } = parseFeedback(rows);
    expect(accepted).toEqual([{ rating: 2 }]);
    expect(rejected.map(({ row }) => row)).toEqual([0]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((accepted[0] as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("parseFeedback() refuses a row whose time of response is a date that is none, and keeps the next", () => {
    const { accepted, rejected } = parseFeedback([
      { rating: 1, respondedAt: new Date(Number.NaN) },
      { rating: 2, respondedAt: new Date(0) },
    ]);
    expect(accepted).toEqual([{ rating: 2, respondedAt: 0 }]);
    expect(rejected.map(({ row, issues }) => [row, issues[0]?.path])).toEqual([[0, "respondedAt"]]);
  });
});
