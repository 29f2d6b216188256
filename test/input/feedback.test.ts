import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Feedback, type FeedbackOptions, feedbackSchema } from "../../src/input/feedback";
import type { SchemaResult } from "../../src/input/standard-schema";
import { errorOf } from "../assertions";

function validate(row: unknown, options?: FeedbackOptions): SchemaResult<Feedback> {
  const result = feedbackSchema(options)["~standard"].validate(row);
  if (result instanceof Promise) throw new Error("the schema is synchronous");
  return result;
}

/** What a legal row is read as; a row that is refused comes back as its issues, which no expectation below equals. */
function read(row: unknown, options?: FeedbackOptions): unknown {
  const result = validate(row, options);
  return result.issues === undefined ? result.value : result;
}

/** `path: message` of everything that is wrong with a row. */
function complaints(row: unknown, options?: FeedbackOptions): string[] {
  return (validate(row, options).issues ?? []).map(({ path = [], message }) => `${path.join(".")}: ${message}`);
}

const INSTANT =
  "must be epoch milliseconds, a Date, an ISO 8601 time with Z or an offset, or a day YYYY-MM-DD, received";

describe("feedbackSchema() on ratings", () => {
  it.each([
    [5, 5],
    [1, 1],
    ["5", 5],
    [" 4 ", 4],
    ["4.0", 4],
    ["+4", 4],
    ["1e0", 1],
    [4n, 4],
  ])("feedbackSchema() reads the rating %o as %o", (given, rating) => {
    expect(read({ rating: given, comment: "c" })).toEqual({ rating, comment: "c" });
    expect(read({ recommend: given })).toEqual({ recommend: rating });
  });

  it.each([[""], ["   "], ["\t\n"], [null], [undefined]])(
    "feedbackSchema() reads %o as missing, never as 0",
    (given) => {
      for (const field of ["rating", "recommend", "orderValue", "submittedAt", "respondedAt", "orderedAt"]) {
        const value = read({ comment: "c", [field]: given }, { ratingScale: { min: 0, max: 10 } }) as object;
        expect(value).toEqual({ comment: "c" });
        expect(Object.keys(value)).toEqual(["comment"]);
      }
    },
  );

  it.each([
    [0, "0"],
    [6, "6"],
    [2.5, "2.5"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [true, "true"],
    [false, "false"],
    ["five", '"five"'],
    ["0x4", '"0x4"'],
    ["Infinity", '"Infinity"'],
    ["NaN", '"NaN"'],
    ["4,0", '"4,0"'],
    ["4 stars", '"4 stars"'],
    ["1_0", '"1_0"'],
    ["-", '"-"'],
    [[], "an object (Array)"],
    [[4], "an object (Array)"],
    [{}, "an object (Object)"],
    [new Date(4), "an object (Object)"],
    [() => 4, "an object (Object)"],
    [Promise.resolve(4), "an object (Object)"],
    [Symbol("4"), "Symbol(4)"],
  ])("feedbackSchema() refuses the rating %o and shows %s", (given, shown) => {
    expect(complaints({ rating: given, comment: "c" })).toEqual([
      `rating: must be an integer in [1, 5], received ${shown}`,
    ]);
  });

  it("feedbackSchema() refuses a rating off the scale that comes as a string or a bigint", () => {
    expect(complaints({ rating: "6" })).toEqual(["rating: must be an integer in [1, 5], received 6"]);
    expect(complaints({ rating: "2.5" })).toEqual(["rating: must be an integer in [1, 5], received 2.5"]);
    expect(complaints({ rating: 6n })).toEqual(["rating: must be an integer in [1, 5], received 6"]);
    expect(complaints({ rating: 2n ** 60n })).toEqual([
      "rating: must be an integer in [1, 5], received 1152921504606846976n",
    ]);
  });

  it("feedbackSchema() refuses a recommendation off 0-10, whatever the scale of the ratings", () => {
    for (const options of [{}, { ratingScale: { min: 1, max: 100 } }]) {
      expect(complaints({ recommend: 11 }, options)).toEqual(["recommend: must be an integer in [0, 10], received 11"]);
      expect(complaints({ recommend: -1 }, options)).toEqual(["recommend: must be an integer in [0, 10], received -1"]);
    }
    expect(read({ recommend: 0 })).toEqual({ recommend: 0 });
    expect(read({ recommend: "10" })).toEqual({ recommend: 10 });
  });

  it("feedbackSchema() reads ratings on the scale of its options", () => {
    const options = { ratingScale: { min: -2, max: 2 } };
    expect(read({ rating: "-2" }, options)).toEqual({ rating: -2 });
    expect(read({ rating: "0" }, options)).toEqual({ rating: 0 });
    expect(complaints({ rating: 3 }, options)).toEqual(["rating: must be an integer in [-2, 2], received 3"]);
  });

  it("feedbackSchema() reads every negative zero as 0", () => {
    const zeros = { rating: -0, recommend: "-0", orderValue: "-0.0", submittedAt: -0 };
    const value = read(zeros, { ratingScale: { min: 0, max: 4 } }) as Record<string, number>;
    expect(Object.keys(value).sort()).toEqual(["orderValue", "rating", "recommend", "submittedAt"]);
    for (const zero of Object.values(value)) expect(Object.is(zero, 0)).toBe(true);
  });
});

describe("feedbackSchema() on order values", () => {
  it.each([
    [0, 0],
    [12.5, 12.5],
    ["12.50", 12.5],
    [".5", 0.5],
    ["1e3", 1000],
    [10n, 10],
    [2n ** 53n - 1n, 2 ** 53 - 1],
  ])("feedbackSchema() reads the order value %o as %o", (given, orderValue) => {
    expect(read({ rating: 3, orderValue: given })).toEqual({ rating: 3, orderValue });
  });

  it.each([
    [-1, "-1"],
    ["-0.01", "-0.01"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    ["12 EUR", '"12 EUR"'],
    ["1,000", '"1,000"'],
    [true, "true"],
    [[1], "an object (Array)"],
    [{}, "an object (Object)"],
    [Promise.resolve(1), "an object (Object)"],
    [2n ** 64n, "18446744073709551616n"],
  ])("feedbackSchema() refuses the order value %o and shows %s", (given, shown) => {
    expect(complaints({ rating: 3, orderValue: given })).toEqual([
      `orderValue: must be a finite number >= 0, received ${shown}`,
    ]);
  });

  it("feedbackSchema() refuses a decimal string beyond the doubles", () => {
    expect(complaints({ rating: 3, orderValue: "1e400" })).toHaveLength(1);
    expect(complaints({ rating: 3, orderValue: "1e400" })[0]).toMatch(/^orderValue: must be a finite number >= 0, /);
  });
});

describe("feedbackSchema() on times", () => {
  it.each([
    [1709200800000, 1709200800000],
    [1709200800000.5, 1709200800000.5],
    [0, 0],
    [-1, -1],
    [8.64e15, 8.64e15],
    [1709200800000n, 1709200800000],
    [new Date(1709200800000), 1709200800000],
    ["2024-02-29T10:00Z", 1709200800000],
    ["2024-02-29T10:00:00Z", 1709200800000],
    ["2024-02-29T10:00:00.250Z", 1709200800250],
    ["2024-02-29T12:00:00+02:00", 1709200800000],
    ["2024-02-29T12:00:00+0200", 1709200800000],
    ["2024-02-29T04:30:00-05:30", 1709200800000],
    ["2024-02-29T00:00:00Z", 1709164800000],
    ["2024-02-29", "2024-02-29"],
    ["2000-02-29", "2000-02-29"],
    ["2024-12-31", "2024-12-31"],
  ])("feedbackSchema() reads the time %o as %o", (given, time) => {
    for (const field of ["submittedAt", "respondedAt", "orderedAt"]) {
      expect(read({ rating: 3, [field]: given })).toEqual({ rating: 3, [field]: time });
    }
  });

  it.each([
    ["2024-02-29T10:00:00", '"2024-02-29T10:00:00"'],
    ["2024-02-29 10:00:00Z", '"2024-02-29 10:00:00Z"'],
    ["2024-02-30", '"2024-02-30"'],
    ["2023-02-29", '"2023-02-29"'],
    ["1900-02-29", '"1900-02-29"'],
    ["2024-00-10", '"2024-00-10"'],
    ["2024-13-01", '"2024-13-01"'],
    ["2024-04-31", '"2024-04-31"'],
    ["2024-01-00", '"2024-01-00"'],
    ["2024-2-9", '"2024-2-9"'],
    ["29/02/2024", '"29/02/2024"'],
    ["2024-02-29T24:00:00Z", '"2024-02-29T24:00:00Z"'],
    ["2024-02-29T10:60:00Z", '"2024-02-29T10:60:00Z"'],
    ["2024-02-29T10:00:00+24:00", '"2024-02-29T10:00:00+24:00"'],
    ["2024-02-31T10:00:00Z", '"2024-02-31T10:00:00Z"'],
    ["yesterday", '"yesterday"'],
    ["1709200800000", '"1709200800000"'],
    ["2024", '"2024"'],
    [2n ** 60n, "1152921504606846976n"],
    [8.64e15 + 2, "8640000000000002"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [new Date(Number.NaN), "an object (Object)"],
    [true, "true"],
    [[], "an object (Array)"],
    [{}, "an object (Object)"],
    [Promise.resolve(0), "an object (Object)"],
  ])("feedbackSchema() refuses the time %o and shows %s", (given, shown) => {
    for (const field of ["submittedAt", "respondedAt", "orderedAt"]) {
      expect(complaints({ rating: 3, [field]: given })).toEqual([`${field}: ${INSTANT} ${shown}`]);
    }
  });

  it("feedbackSchema() refuses a response before what it responds to", () => {
    const late = ["respondedAt: must not be before submittedAt"];
    expect(complaints({ rating: 3, submittedAt: 1000, respondedAt: 999 })).toEqual(late);
    expect(
      complaints({ rating: 3, submittedAt: "2024-02-29T12:00:00+02:00", respondedAt: "2024-02-29T09:59:59Z" }),
    ).toEqual(late);
    expect(complaints({ rating: 3, submittedAt: 1000, respondedAt: 1000 })).toEqual([]);
    expect(complaints({ rating: 3, respondedAt: 1 })).toEqual([]);
  });

  it("feedbackSchema() refuses a response on a day before the day of what it responds to", () => {
    expect(complaints({ rating: 3, submittedAt: "2024-02-29", respondedAt: "2024-02-28" })).toEqual([
      "respondedAt: must not be before submittedAt",
    ]);
    expect(complaints({ rating: 3, submittedAt: "2024-02-29", respondedAt: "2024-02-29" })).toEqual([]);
    expect(complaints({ rating: 3, submittedAt: "2024-02-29", respondedAt: "2024-03-01" })).toEqual([]);
  });
});

describe("feedbackSchema() on text", () => {
  const WORDS = ["comment", "touchpoint", "topic", "channel", "segment"] as const;
  const IDENTIFIERS = ["customerId", "orderId"] as const;
  const TEXTS = [...WORDS, ...IDENTIFIERS];

  it("feedbackSchema() keeps text as it is, and leaves out what is empty", () => {
    for (const field of TEXTS) {
      expect(read({ rating: 3, [field]: " a b " })).toEqual({ rating: 3, [field]: " a b " });
      for (const empty of ["", "  ", "\n", null, undefined])
        expect(read({ rating: 3, [field]: empty })).toEqual({ rating: 3 });
    }
  });

  it("feedbackSchema() keeps digits as text", () => {
    expect(read({ rating: 3, comment: "0", customerId: "007", orderId: "1e3" })).toEqual({
      rating: 3,
      comment: "0",
      customerId: "007",
      orderId: "1e3",
    });
  });

  it.each([
    [5, "5"],
    [0, "0"],
    [-0, "0"],
    [-7, "-7"],
    [2 ** 53 - 1, "9007199254740991"],
    [5n, "5"],
    [2n ** 70n, "1180591620717411303424"],
  ])("feedbackSchema() reads the identifier %o as the text %s", (given, text) => {
    for (const field of IDENTIFIERS) expect(read({ rating: 3, [field]: given })).toEqual({ rating: 3, [field]: text });
  });

  it.each([
    [5, "a number", WORDS],
    [5n, "a bigint", WORDS],
    [1.5, "a number", TEXTS],
    [2 ** 53, "a number", TEXTS],
    [Number.NaN, "a number", TEXTS],
    [true, "a boolean", TEXTS],
    [Symbol("x"), "a symbol", TEXTS],
    [() => "x", "an object (Object)", TEXTS],
    [{ text: "x" }, "an object (Object)", TEXTS],
    [["x"], "an object (Array)", TEXTS],
    [new Date(0), "an object (Object)", TEXTS],
    [Promise.resolve("x"), "an object (Object)", TEXTS],
  ] as const)("feedbackSchema() refuses %o as text, naming its type %s alone", (given, type, fields) => {
    for (const field of fields) {
      expect(complaints({ rating: 3, [field]: given })).toEqual([`${field}: must be a string, received ${type}`]);
    }
  });
});

describe("feedbackSchema() on rows", () => {
  it.each([[null], [undefined], [5], ["x"], [true], [[]], [[{ rating: 5 }]], [() => 1]])(
    "feedbackSchema() refuses %o, which is no row",
    (row) => {
      expect(complaints(row)).toEqual([": must be an object"]);
    },
  );

  it("feedbackSchema() refuses a row without an answer", () => {
    const none = [": must hold an answer: rating, recommend or comment"];
    for (const row of [
      {},
      { rating: "", recommend: null, comment: " " },
      { topic: "wifi", orderValue: 5 },
      new Map(),
    ]) {
      expect(complaints(row)).toEqual(none);
    }
  });

  it("feedbackSchema() takes any one of the three answers as enough, also a 0", () => {
    expect(read({ comment: "c" })).toEqual({ comment: "c" });
    expect(read({ recommend: 0 })).toEqual({ recommend: 0 });
    expect(read({ rating: 0 }, { ratingScale: { min: 0, max: 1 } })).toEqual({ rating: 0 });
  });

  it("feedbackSchema() reports every field that is wrong", () => {
    expect(complaints({ rating: 9, recommend: 11, comment: 5, submittedAt: "x", orderValue: -1 })).toEqual([
      "rating: must be an integer in [1, 5], received 9",
      "recommend: must be an integer in [0, 10], received 11",
      "comment: must be a string, received a number",
      `submittedAt: ${INSTANT} "x"`,
      "orderValue: must be a finite number >= 0, received -1",
    ]);
  });

  it("feedbackSchema() leaves out fields that it does not know", () => {
    expect(read({ rating: 3, Rating: 9, extra: { a: 1 } })).toEqual({ rating: 3 });
  });

  it("feedbackSchema() reads all fields at once", () => {
    const row = {
      rating: "4",
      recommend: "9",
      comment: "good",
      customerId: "c1",
      submittedAt: "2024-02-29T10:00Z",
      respondedAt: 1709200800001,
      touchpoint: "gate",
      topic: "wifi",
      channel: "app",
      segment: "family",
      orderId: "o1",
      orderedAt: "2024-02-28",
      orderValue: "12.5",
    };
    expect(read(row)).toEqual({ ...row, rating: 4, recommend: 9, submittedAt: 1709200800000, orderValue: 12.5 });
  });

  it("feedbackSchema() treats __proto__, constructor and toString as keys it does not know", () => {
    const row = JSON.parse('{"__proto__":{"rating":1,"polluted":1},"constructor":5,"toString":6,"rating":3}');
    const value = read(row) as object;
    expect(value).toEqual({ rating: 3 });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { polluted?: unknown }).polluted).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(complaints(JSON.parse('{"__proto__":{"rating":5}}'))).toEqual([
      ": must hold an answer: rating, recommend or comment",
    ]);
  });

  it("feedbackSchema() reads rows that have no prototype and rows that are frozen", () => {
    expect(read(Object.assign(Object.create(null), { rating: "3" }))).toEqual({ rating: 3 });
    expect(read(Object.freeze({ rating: "3" }))).toEqual({ rating: 3 });
  });
});

describe("feedbackSchema() as a schema", () => {
  it("feedbackSchema() is built once for a scale", () => {
    expect(feedbackSchema()).toBe(feedbackSchema());
    expect(feedbackSchema({})).toBe(feedbackSchema({ ratingScale: { min: 1, max: 5 } }));
    expect(feedbackSchema({ ratingScale: { min: 1, max: 7 } })).toBe(
      feedbackSchema({ ratingScale: { min: 1, max: 7 } }),
    );
    expect(feedbackSchema({ ratingScale: { min: 1, max: 7 } })).not.toBe(feedbackSchema());
    expect(feedbackSchema({ ratingScale: { min: -1, max: 15 } })).not.toBe(
      feedbackSchema({ ratingScale: { min: -11, max: 5 } }),
    );
  });

  it("feedbackSchema() has the Standard Schema interface, version 1", () => {
    const standard = feedbackSchema()["~standard"];
    expect(standard.version).toBe(1);
    expect(typeof standard.vendor).toBe("string");
    expect(standard.vendor).not.toBe("");
    expect(standard.validate({ rating: "5" })).toEqual({ value: { rating: 5 } });
    const { issues } = validate({ rating: 6 });
    expect(issues).toHaveLength(1);
    expect(issues?.[0]).toMatchObject({ path: ["rating"], message: "must be an integer in [1, 5], received 6" });
  });

  it.each([
    [{ min: 5, max: 1 }],
    [{ min: 1, max: 1 }],
    [{ min: 0.5, max: 5 }],
    [{ min: 1, max: Number.POSITIVE_INFINITY }],
    [{ min: 1, max: 2 ** 53 }],
    [{ min: "1", max: "5" }],
    [{}],
    [null],
    [5],
    [{ min: 1, max: 1002 }],
  ])("feedbackSchema() refuses the scale %o, naming the option", (ratingScale) => {
    const error = errorOf(() => feedbackSchema({ ratingScale } as unknown as FeedbackOptions));
    expect(error?.code).toBe("invalid-input");
    expect(error?.path).toMatch(/^ratingScale(\.min|\.max)?$/);
    expect(error?.message.startsWith(`feedbackSchema: ${error.path} must `)).toBe(true);
  });

  it.each([[null], [5], ["x"], [true]])("feedbackSchema() refuses %o as options", (options) => {
    expect(errorOf(() => feedbackSchema(options as unknown as FeedbackOptions))).toMatchObject({
      code: "invalid-input",
      path: "options",
    });
  });

  it("feedbackSchema() gives values that are plain and survive JSON, and changes no row", () => {
    const cell = fc.oneof(
      fc.constantFrom("", " ", null, undefined, "4", "9", " 5", 0, -0, 3, 5n, "2024-02-29", "x", "-0"),
      fc.double(),
      fc.date(),
      fc.string(),
    );
    const rows = fc.dictionary(
      fc.constantFrom(
        ...["rating", "recommend", "comment", "customerId", "submittedAt", "respondedAt", "orderedAt", "orderValue"],
        ...["topic", "__proto__", "constructor", "toString", "extra"],
      ),
      cell,
    );
    fc.assert(
      fc.property(rows, (row) => {
        const before = structuredClone(row);
        const result = validate(row);
        expect(row).toEqual(before);
        if (result.issues !== undefined) {
          expect(result.issues.length).toBeGreaterThan(0);
          return;
        }
        expect(JSON.parse(JSON.stringify(result.value))).toStrictEqual(result.value);
        for (const value of Object.values(result.value)) expect(Object.is(value, -0)).toBe(false);
      }),
    );
  });
});
