import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { type ParetoInput, pareto } from "../../../src/metrics/priorities/pareto";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import golden from "../../golden/pareto.json" with { type: "json" };

const FILES: Record<string, string> = {
  "sfo_2017_problem_reasons_counts.csv": "../../../docs/examples/airport-survey/sfo_2017_problem_reasons.csv",
  "sfo_2017_comments_counts.csv": "../../golden/data/sfo_2017_comments_counts.csv",
};

/** Codes and counts of a file, as the survey's publisher sorted them. */
function counts(csv: string): ParetoInput[] {
  const rows = parse(readFileSync(new URL(FILES[csv] as string, import.meta.url)), { columns: true }) as {
    code: string;
    count: string;
  }[];
  return rows.map(({ code, count }) => ({ name: code, value: Number(count) }));
}

const named = (values: readonly number[]) => values.map((value, i) => ({ name: `cause ${i}`, value }));
const classes = (values: readonly number[]) =>
  pareto(named(values))
    .items.map((item) => item.class)
    .join("");

describe("pareto() on the coded comments of the airport survey (pareto.json)", () => {
  describe.each(golden.cases)("$csv", (expected) => {
    const items = counts(expected.csv);

    it("has the reference's ranking, shares and cumulative shares", () => {
      const result = pareto(items);
      expect([result.items.length, result.total]).toEqual([expected.categories, expected.total]);
      expect(result.items.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
      expected.top10.forEach(({ code, count, share }, i) => {
        expect(result.items[i]).toMatchObject({ name: code, value: count });
        // one division of integers, rounded once
        expect(result.items[i]?.share).toBe(share);
      });
      result.items.forEach(({ cumulativeShare }, i) => {
        agree(cumulativeShare, expected.cumulativeShares[i] as number, 1e-15);
      });
      expect(result.items.at(-1)?.cumulativeShare).toBe(1);
    });

    it("needs as many causes for half, 80 and 95 percent", () => {
      for (const threshold of [50, 80, 95] as const) {
        const { vitalFew } = pareto(items, { threshold: threshold / 100 });
        expect(vitalFew.count).toBe(expected[`vitalFew_${threshold}`].categories);
        expect(vitalFew.names).toEqual(items.slice(0, vitalFew.count).map(({ name }) => name));
        expect(vitalFew.count / items.length).toBe(expected[`vitalFew_${threshold}`].shareOfCategories);
      }
    });

    it("has the reference's ABC classes", () => {
      const found = { A: 0, B: 0, C: 0 };
      for (const item of pareto(items).items) found[item.class] += 1;
      expect(found).toEqual(expected.abcCounts_byCumShareBefore);
    });

    it("does not depend on the order in which they come, save among equals", () => {
      const turned = pareto([...items].reverse());
      const straight = pareto(items);
      expect(turned.items.map(({ value }) => value)).toEqual(straight.items.map(({ value }) => value));
      expect(turned.vitalFew.count).toBe(straight.vitalFew.count);
    });
  });

  it("says that 364 mentions of problems are not 364 passengers", () => {
    const reasons = counts("sfo_2017_problem_reasons_counts.csv");
    expect(pareto(reasons, { customers: 320 })).toMatchObject({
      customers: 320,
      total: 364,
      caveats: [{ code: "mentions-not-customers", path: null }],
    });
    expect(pareto(reasons)).toMatchObject({ customers: null, caveats: [] });
    expect(pareto(reasons, { customers: 364 }).caveats).toEqual([]);
  });
});

describe("pareto() on an exact 80 percent", () => {
  // running sums of shares, as most programs add them, stop one short or one late on these
  it.each([
    [[47, 33, 20], 2],
    [[1, 1, 1, 1, 1], 4],
    [[3, 2, 1, 1, 1, 1, 1], 5],
    [[70, 10, 10, 10], 2],
    [[10, 10, 10, 10, 10, 10, 10, 10, 10, 10], 8],
    [[7, 7, 7, 7, 7], 4],
    [[0.4, 0.4, 0.2], 2],
    [[8e15, 1e15, 1e15], 1],
    [[8e-320, 2e-320], 1],
  ])("takes %j as reached by %d", (values, count) => {
    const { vitalFew, items } = pareto(named(values));
    expect(vitalFew.count).toBe(count);
    expect(vitalFew.share).toBeGreaterThanOrEqual(0.8);
    expect(items[count - 1]?.class).toBe("A");
    if (vitalFew.share === 0.8) expect(items[count]?.class).not.toBe("A");
  });

  it("finds it for every number of equal causes that is a multiple of five", () => {
    for (let n = 5; n <= 500; n += 5) expect(pareto(named(new Array(n).fill(1))).vitalFew.count).toBe(0.8 * n);
  });

  it("finds a third, 95 percent and all", () => {
    const equal = named(new Array(60).fill(3));
    expect(pareto(equal, { threshold: 1 / 3 }).vitalFew.count).toBe(20);
    expect(pareto(equal, { threshold: 0.95 }).vitalFew.count).toBe(57);
    expect(pareto(equal, { threshold: 1 }).vitalFew.count).toBe(60);
  });

  it("leaves out causes of 0 when everything is asked for", () => {
    const { vitalFew } = pareto(named([0, 5, 0, 3]), { threshold: 1 });
    expect(vitalFew).toEqual({ count: 2, names: ["cause 1", "cause 3"], share: 1, tiedWithLast: [] });
  });

  it("reaches the smallest threshold with one cause", () => {
    expect(pareto(named([1, 9]), { threshold: 5e-324 }).vitalFew.names).toEqual(["cause 1"]);
  });
});

describe("pareto() among equals", () => {
  it("keeps the order in which equal causes came", () => {
    const items = [
      { name: "b", value: 2 },
      { name: "z", value: 5 },
      { name: "a", value: 2 },
      { name: "c", value: 2 },
    ];
    expect(pareto(items).items.map(({ name }) => name)).toEqual(["z", "b", "a", "c"]);
  });

  it("names those left out although they are as large as the last one that is in", () => {
    expect(pareto(named([1, 1, 1, 1, 1])).vitalFew).toEqual({
      count: 4,
      names: ["cause 0", "cause 1", "cause 2", "cause 3"],
      share: 0.8,
      tiedWithLast: ["cause 4"],
    });
    expect(pareto(named([60, 10, 10, 10, 10])).vitalFew).toMatchObject({
      count: 3,
      tiedWithLast: ["cause 3", "cause 4"],
    });
    expect(pareto(named([70, 15, 10, 5])).vitalFew.tiedWithLast).toEqual([]);
  });

  it("has one cause, which is everything", () => {
    const result = pareto([{ name: "only", value: 0.1 }]);
    expect(result.items).toEqual([
      { name: "only", value: 0.1, share: 1, cumulative: 0.1, cumulativeShare: 1, class: "A" },
    ]);
    expect(result.vitalFew).toEqual({ count: 1, names: ["only"], share: 1, tiedWithLast: [] });
  });
});

describe("pareto() classes", () => {
  it.each([
    [[80, 15, 5], "ABC"],
    [[79, 16, 5], "AAC"],
    [[79, 15, 6], "AAB"],
    [[50, 30, 15, 4, 1], "AABCC"],
    [[100], "A"],
    [[5, 0], "AC"],
    [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], `${"A".repeat(16)}BBBC`],
  ])("of %j are %s: A until 80 percent is reached, B until 95", (values, expected) => {
    expect(classes(values)).toBe(expected);
  });

  it("do not depend on the threshold of the vital few", () => {
    const values = named([50, 30, 15, 4, 1]);
    expect(pareto(values, { threshold: 0.5 }).items).toEqual(pareto(values).items);
  });
});

describe("pareto() takes causes from anywhere", () => {
  const items = [
    { name: "signs", value: 15 },
    { name: "security", value: 65 },
    { name: "food", value: 20 },
  ];

  it("reads arrays, sets, maps of rows and generators once", () => {
    const expected = pareto(items);
    expect(pareto(new Set(items))).toEqual(expected);
    expect(pareto(new Map(items.map((item) => [item.name, item])).values())).toEqual(expected);
    const generated = (function* () {
      yield* items;
    })();
    expect(pareto(generated)).toEqual(expected);
  });

  it("says what it did", () => {
    expect(pareto(items, { threshold: 0.5, customers: 90 })).toEqual({
      kind: "pareto",

      total: 100,
      customers: 90,
      threshold: 0.5,
      items: [
        { name: "security", value: 65, share: 0.65, cumulative: 65, cumulativeShare: 0.65, class: "A" },
        { name: "food", value: 20, share: 0.2, cumulative: 85, cumulativeShare: 0.85, class: "A" },
        { name: "signs", value: 15, share: 0.15, cumulative: 100, cumulativeShare: 1, class: "B" },
      ],
      vitalFew: { count: 1, names: ["security"], share: 0.65, tiedWithLast: [] },
      caveats: [{ code: "mentions-not-customers", path: null }],
    });
  });

  it("leaves its input alone, and takes only name and value from it", () => {
    const frozen = Object.freeze(items.map((item) => Object.freeze({ ...item, group: "airport", value: item.value })));
    expect(pareto(frozen)).toEqual(pareto(items));
  });

  it("takes names that objects have already", () => {
    const { items: ranked } = pareto([
      { name: "__proto__", value: 3 },
      { name: "constructor", value: 2 },
      { name: "toString", value: 1 },
    ]);
    expect(ranked.map(({ name }) => name)).toEqual(["__proto__", "constructor", "toString"]);
  });

  it("prints 0 for a value of -0", () => {
    const result = pareto(named([1, -0]));
    expectPlain(result);
    expect(result.items[1]?.value).toBe(0);
  });

  it("adds values of very different sizes without losing the small ones", () => {
    const result = pareto(named([1e16, ...new Array<number>(1000).fill(1)]));
    expect(result.total).toBe(1e16 + 1000);
    expectPlain(result);
  });
});

describe("pareto() refuses", () => {
  const fine = [{ name: "food", value: 1 }];
  const bad = (items: unknown, options?: unknown) => errorOf(() => pareto(items as ParetoInput[], options as object));
  const value = "be a finite number >= 0, received";
  const name = "be a non-empty string, received";
  const iterable = "be an array or another iterable of { name, value }, received";

  it.each([
    ["a negative value", { name: "x", value: -1 }, "value", `${value} -1`],
    ["NaN", { name: "x", value: Number.NaN }, "value", `${value} NaN`],
    ["an infinite value", { name: "x", value: Infinity }, "value", `${value} Infinity`],
    ["a value as text", { name: "x", value: "3" }, "value", `${value} "3"`],
    ["a value as bigint", { name: "x", value: 3n }, "value", `${value} 3n`],
    ["no value", { name: "x" }, "value", `${value} undefined`],
    ["a value of null", { name: "x", value: null }, "value", `${value} null`],
    ["an empty name", { name: "", value: 1 }, "name", `${name} ""`],
    ["no name", { value: 1 }, "name", `${name} undefined`],
    ["a number for a name", { name: 5, value: 1 }, "name", `${name} 5`],
    ["a name that came before", { name: "food", value: 2 }, "name", 'differ from the names before it, received "food"'],
  ])("%s, naming the item", (_, item, field, rule) => {
    expect(bad([...fine, item])).toEqual(invalid("pareto", `items.1.${field}`, rule));
  });

  it.each([
    ["a number among the items", 7, "be an object, received 7"],
    ["null among the items", null, "be an object, received null"],
    ["a hole among the items", undefined, "be an object, received undefined"],
  ])("%s", (_, item, rule) => {
    expect(bad([...fine, item])).toEqual(invalid("pareto", "items.1", rule));
  });

  it("shows at most forty characters of a repeated name", () => {
    const long = "n".repeat(60);
    const twice = [
      { name: long, value: 1 },
      { name: long, value: 2 },
    ];
    expect(bad(twice)?.message).toBe(
      `pareto: items.1.name must differ from the names before it, received "${"n".repeat(39)}…"`,
    );
  });

  it.each([
    ["nothing", undefined, `${iterable} undefined`],
    ["null", null, `${iterable} null`],
    ["an object of counts", { food: 3 }, `${iterable} an object (Object)`],
    ["text", "food", `${iterable} "food"`],
    ["a number", 3, `${iterable} 3`],
  ])("%s for items", (_, items, rule) => {
    expect(bad(items)).toEqual(invalid("pareto", "items", rule));
  });

  it.each([
    ["no items", []],
    ["only zeros", named([0, 0, -0])],
  ])("%s, as insufficient data", (_, items) => {
    expect(bad(items)).toEqual(insufficient("pareto", "items", "must hold at least one value above 0, received none"));
  });

  it.each([
    ["two of the largest numbers", [Number.MAX_VALUE, Number.MAX_VALUE]],
    ["many large numbers", new Array(50).fill(1e307)],
  ])("a total beyond the doubles: %s", (_, values) => {
    expect(bad(named(values))).toEqual(
      invalid("pareto", "items", "have a total that a double can hold, received Infinity"),
    );
  });

  it.each([0, -0.1, 1.01, 80, Number.NaN, "0.8", null])("a threshold of %j", (threshold) => {
    const received = typeof threshold === "string" ? `"${threshold}"` : String(threshold);
    const rule = `be a number above 0 and at most 1, such as 0.8, received ${received}`;
    expect(bad(fine, { threshold })).toEqual(invalid("pareto", "threshold", rule));
  });

  it.each([-1, 1.5, Number.NaN, "320", null])("%j customers", (customers) => {
    const received = typeof customers === "string" ? `"${customers}"` : String(customers);
    const rule = `be an integer >= 0 and at most 2^53 - 1, received ${received}`;
    expect(bad(fine, { customers })).toEqual(invalid("pareto", "customers", rule));
  });
});
