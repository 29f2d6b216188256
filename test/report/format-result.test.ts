import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaveatCode } from "../../src/core/caveats";
import { isStatsError } from "../../src/core/errors";
import { compareMeans } from "../../src/metrics/experiments/compare-means";
import { compareNps } from "../../src/metrics/experiments/compare-nps";
import { compareProportions } from "../../src/metrics/experiments/compare-proportions";
import { loyaltyCurve } from "../../src/metrics/loyalty/loyalty-curve";
import { pareto } from "../../src/metrics/priorities/pareto";
import { nps } from "../../src/metrics/promoters/nps";
import { projectWordOfMouth } from "../../src/metrics/referral/project-word-of-mouth";
import { ces } from "../../src/metrics/satisfaction/ces";
import { csat } from "../../src/metrics/satisfaction/csat";
import { chinese } from "../../src/report/chinese";
import { english } from "../../src/report/english";
import { formatCaveat, formatResult } from "../../src/report/format-result";
import type { Result, ResultKind } from "../../src/report/results";
import { difference } from "../../src/statistics/estimates/difference";
import { mean } from "../../src/statistics/estimates/mean";
import { proportion } from "../../src/statistics/estimates/proportion";
import { proportionExact } from "../../src/statistics/estimates/proportion-exact";
import { linearModel } from "../../src/statistics/models/linear-model";
import { errorOf } from "../assertions";

const CURVE = loyaltyCurve([1, 1, 3, 3, 3, 5, 5, null], [0, 2, 6, 5, 4, 9, 10, 8]);
const SHARES = loyaltyCurve([1, 1, 3, 3, 3, 5, 5], [0, 1, 0, 1, 1, 1, 1], { outcome: "binary" });
const REASONS = [
  { name: "signs", value: 20 },
  { name: "security", value: 60 },
  { name: "food", value: 20 },
];

/** One result of each kind, with its sentence in English and in Chinese; a kind without an entry does not compile. */
const SENTENCES: { readonly [K in ResultKind]: readonly [Result & { kind: K }, string, string] } = {
  nps: [
    nps([10, 9, 7, 3, null], { method: "wald" }),
    "NPS is 25.0 (95% interval: -56.3 to 100.0): 50.0% promoters, 25.0% passives, 25.0% detractors; n = 4, 1 missing.",
    "净推荐值（NPS）为 25.0（95% 置信区间：-56.3 至 100.0）：推荐者 50.0%，中立者 25.0%，贬损者 25.0%；n = 4，缺失 1。",
  ],
  csat: [
    csat([5, 5, 4, 2, null]),
    "75.0% (95% interval: 30.1% to 95.4%) of customers are satisfied (4 or more on a scale of 1 to 5); " +
      "the mean rating is 4.00 (95% interval: 1.75 to 5.00); n = 4, 1 missing.",
    "满意顾客（1 至 5 分量表中 4 分及以上）占 75.0%（95% 置信区间：30.1% 至 95.4%）；" +
      "平均评分为 4.00（95% 置信区间：1.75 至 5.00）；n = 4，缺失 1。",
  ],
  ces: [
    ces([7, 6, 5, 2]),
    "The effort score is 5.00 (95% interval: 1.56 to 7.00) on a scale of 1 to 7, where higher is easier; " +
      "75.0% (95% interval: 30.1% to 95.4%) found it easy; n = 4.",
    "顾客费力度（CES）得分为 5.00（95% 置信区间：1.56 至 7.00），量表 1 至 7，分数越高越轻松；" +
      "认为轻松的顾客占 75.0%（95% 置信区间：30.1% 至 95.4%）；n = 4。",
  ],
  "easy-share": [
    ces([7, 6, 5, 2, null]).easy,
    "75.0% (95% interval: 30.1% to 95.4%) found it easy; n = 4, 1 missing.",
    "认为轻松的顾客占 75.0%（95% 置信区间：30.1% 至 95.4%）；n = 4，缺失 1。",
  ],
  proportion: [
    proportion(9, 10, { confidenceLevel: 0.999 }),
    "The share is 90.0% (99.9% interval: 39.2% to 99.2%); n = 10.",
    "占比为 90.0%（99.9% 置信区间：39.2% 至 99.2%）；n = 10。",
  ],
  mean: [
    mean([2, 4, 6]),
    "The mean is 4.00 (95% interval: -0.97 to 8.97); n = 3.",
    "均值为 4.00（95% 置信区间：-0.97 至 8.97）；n = 3。",
  ],
  "rating-mean": [
    csat([5, 5, 4, 2, null]).mean,
    "The mean rating is 4.00 (95% interval: 1.75 to 5.00); n = 4, 1 missing.",
    "平均评分为 4.00（95% 置信区间：1.75 至 5.00）；n = 4，缺失 1。",
  ],
  "arm-difference": [
    compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 }).difference,
    "The difference is +20.0 percentage points (95% interval: 5.3 to 33.8); n = 150.",
    "差值为 +20.0 个百分点（95% 置信区间：5.3 至 33.8）；n = 150。",
  ],
  difference: [
    difference(proportion(48, 80), proportion(56, 70)),
    "The difference is +20.0 percentage points (95% interval: 5.2 to 33.4); n = 150.",
    "差值为 +20.0 个百分点（95% 置信区间：5.2 至 33.4）；n = 150。",
  ],
  "linear-model": [
    linearModel({ food: [3, 4, 2, 5, 4, 1, 3, null], staff: [4, 4, 3, 5, 3, 2, 5, 4] }, [3, 4, 2, 5, 4, 2, 4, 3]),
    "The model (n = 7, 1 missing) explains 90.5% of the variation; for each point of a predictor, the others equal, the outcome differs by: " +
      "food 0.653 (95% interval: 0.147 to 1.159); staff 0.236 (95% interval: -0.376 to 0.848).",
    "模型（n = 7，缺失 1）解释了 90.5% 的变异；其他变量相同时，预测变量每高一分，结果相差：" +
      "food 0.653（95% 置信区间：0.147 至 1.159）；staff 0.236（95% 置信区间：-0.376 至 0.848）。",
  ],
  "loyalty-curve": [
    CURVE,
    "Loyalty at each level of satisfaction (n = 7, 1 missing): 1 → 1.00 (95% interval: -1.08 to 3.08); " +
      "3 → 5.00 (95% interval: 3.30 to 6.70); 5 → 9.50 (95% interval: 7.42 to 11.58).",
    "各满意度等级的忠诚度（n = 7，缺失 1）：1 → 1.00（95% 置信区间：-1.08 至 3.08）；" +
      "3 → 5.00（95% 置信区间：3.30 至 6.70）；5 → 9.50（95% 置信区间：7.42 至 11.58）。",
  ],
  "loyalty-level": [
    SHARES.levels[1] as (typeof SHARES.levels)[0],
    "At satisfaction 3 loyalty is 66.7% (95% interval: 20.8% to 93.9%); n = 3.",
    "满意度为 3 时，忠诚度为 66.7%（95% 置信区间：20.8% 至 93.9%）；n = 3。",
  ],
  "loyalty-step": [
    // in R: 4 + c(-1, 1) * qt(0.975, 4) * sqrt(1.125 * (1/2 + 1/3))
    CURVE.steps[0] as (typeof CURVE.steps)[0],
    "From satisfaction 1 to 3 loyalty changes by +4.00 (95% interval: 1.31 to 6.69); n = 5.",
    "满意度从 1 升到 3 时，忠诚度变化 +4.00（95% 置信区间：1.31 至 6.69）；n = 5。",
  ],
  pareto: [
    pareto(REASONS),
    "The largest 2 causes of 3 make up 80.0% of the total of 100: security; signs (as large as the last: food).",
    "3 个原因中最大的 2 个占总量 100 的 80.0%：security；signs（与最后一项同样大的还有：food）。",
  ],
  "word-of-mouth": [
    projectWordOfMouth({ customers: 1000, referralRate: 0.1, satisfaction: csat([5, 4, 4, 3, 1]).mean }),
    "Assuming that 1,000 customers bring 0.1 new ones each for each unit of satisfaction, " +
      "340 (95% interval: 152 to 500) new customers come; n = 5.",
    "假设 1,000 位顾客每人按满意度的每一分带来 0.1 位新顾客，则新增顾客 340（95% 置信区间：152 至 500）；n = 5。",
  ],
  "proportion-comparison": [
    compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 }),
    "80.0% (treatment) against 60.0% (control); the difference is +20.0 percentage points " +
      "(95% interval: 5.3 to 33.8), p = 0.008; n = 150.",
    "实验组 80.0%，对照组 60.0%；差值为 +20.0 个百分点（95% 置信区间：5.3 至 33.8），p = 0.008；n = 150。",
  ],
  "mean-comparison": [
    compareMeans([3, 4, 5, 4], { n: 40, mean: 4.5, standardDeviation: 0.8 }),
    "A mean of 4.50 (treatment) against 4.00 (control); the difference is +0.50 (95% interval: -0.74 to 1.74), " +
      "p = 0.314; n = 44.",
    "均值：实验组 4.50，对照组 4.00；差值为 +0.50（95% 置信区间：-0.74 至 1.74），p = 0.314；n = 44。",
  ],
  "nps-comparison": [
    compareNps([10, 9, 7, 3], [10, 9, 10, 3, null]),
    "An NPS of 50.0 (treatment) against 25.0 (control); the difference is +25.0 points (95% interval: -71.0 to 99.6), " +
      "p = 0.743; n = 8, 1 missing.",
    "NPS：实验组 50.0，对照组 25.0；差值为 +25.0 分（95% 置信区间：-71.0 至 99.6），p = 0.743；n = 8，缺失 1。",
  ],
};

describe("formatResult()", () => {
  it.each(Object.entries(SENTENCES))("formatResult() writes a sentence about a result of kind %s", (kind, entry) => {
    const [result, inEnglish, inChinese] = entry;
    expect(result.kind).toBe(kind);
    expect(formatResult(result)).toBe(inEnglish);
    expect(formatResult(result, { locale: "en-GB" })).toBe(inEnglish);
    expect(formatResult(result, { locale: "zh" })).toBe(inChinese);
    expect(formatResult(result, { locale: "zh-Hans-CN" })).toBe(inChinese);
  });

  it("formatResult() has every kind in both languages, and the tests above have them all", () => {
    expect(Object.keys(english.sentences).sort()).toEqual(Object.keys(SENTENCES).sort());
    expect(Object.keys(chinese.sentences).sort()).toEqual(Object.keys(SENTENCES).sort());
  });

  it("formatResult() writes null as no answers yet", () => {
    expect(formatResult(null)).toBe("no answers yet");
    expect(formatResult(null, { locale: "fr" })).toBe("no answers yet");
    expect(formatResult(null, { locale: "zh-TW" })).toBe("暂无回答");
  });

  it("formatResult() says in words what a single answer lacks", () => {
    expect(formatResult(mean([2]))).toBe("The mean is 2.00 (no interval); n = 1.");
    expect(formatResult(mean([2]), { locale: "zh" })).toBe("均值为 2.00（无区间）；n = 1。");
    expect(formatResult(compareMeans([3, 3], [4, 4]))).toBe(
      "A mean of 4.00 (treatment) against 3.00 (control); the difference is +1.00 (no interval), no test is possible; n = 4.",
    );
    expect(formatResult(compareMeans([3, 3], [4, 4]), { locale: "zh" })).toBe(
      "均值：实验组 4.00，对照组 3.00；差值为 +1.00（无区间），无法检验；n = 4。",
    );
  });

  it("formatResult() writes an interval with a free end", () => {
    const open = (lower: number | null, upper: number | null): Result =>
      ({ ...mean([2, 4, 6]), interval: { lower, upper, level: 0.95, method: "t" } }) as unknown as Result;
    expect(formatResult(open(null, 5))).toBe("The mean is 4.00 (95% interval: at most 5.00); n = 3.");
    expect(formatResult(open(1, null))).toBe("The mean is 4.00 (95% interval: at least 1.00); n = 3.");
    expect(formatResult(open(null, 5), { locale: "zh" })).toBe("均值为 4.00（95% 置信区间：至多 5.00）；n = 3。");
    expect(formatResult(open(1, null), { locale: "zh" })).toBe("均值为 4.00（95% 置信区间：至少 1.00）；n = 3。");
  });

  it("formatResult() writes a small p-value as below 0.001", () => {
    const result = compareProportions({ successes: 1, trials: 80 }, { successes: 66, trials: 70 });
    expect(formatResult(result)).toContain(", p < 0.001;");
    expect(formatResult(result, { locale: "de-DE" })).toContain(", p < 0,001;");
    expect(formatResult(result, { locale: "zh" })).toContain("，p < 0.001；");
  });

  it("formatResult() always writes the sign of a difference, unless it rounds to zero", () => {
    const [less, more] = [proportion(48, 80), proportion(56, 70)];
    expect(formatResult(difference(more, less))).toContain(" -20.0 percentage points ");
    expect(formatResult(difference(less, less))).toContain(" is 0.0 percentage points ");
    const [million, hundredMore] = [proportion(500_000, 1_000_000), proportion(500_100, 1_000_000)];
    expect(formatResult(difference(hundredMore, million))).toMatch(/ is -0\.0100? percentage points /);
    expect(formatResult(difference(million, hundredMore))).toMatch(/ is \+0\.0100? percentage points /);
    for (const estimate of [1e-300, -1e-300, -0]) {
      const next = { ...difference(less, more), estimate };
      expect(formatResult(next)).toMatch(/ is 0\.0+ percentage points /);
      expect(formatResult(next, { locale: "zh" })).toMatch(/^差值为 0\.0+ 个百分点（/);
    }
  });

  it("formatResult() calls the arms of a comparison what the caller calls them", () => {
    const names = { control: "old page", treatment: "new page" };
    expect(formatResult(SENTENCES["proportion-comparison"][0], names)).toBe(
      "80.0% (new page) against 60.0% (old page); the difference is +20.0 percentage points " +
        "(95% interval: 5.3 to 33.8), p = 0.008; n = 150.",
    );
    expect(formatResult(SENTENCES["mean-comparison"][0], { treatment: "new page" })).toContain(
      "4.50 (new page) against 4.00 (control);",
    );
    expect(
      formatResult(SENTENCES["nps-comparison"][0], { control: "旧版", treatment: "新版", locale: "zh" }),
    ).toContain("NPS：新版 50.0，旧版 25.0；");
    // a sentence without arms does not mind
    expect(formatResult(SENTENCES.mean[0], names)).toBe(SENTENCES.mean[1]);
  });

  it("formatResult() writes numbers as the locale does, in English words", () => {
    expect(formatResult(mean([1234567, 7654321]), { locale: "de-DE", ...{} })).toMatch(
      /^The mean is 4\.444\.444,00 \(95\s% interval: -[\d.]+,\d\d to [\d.]+,\d\d\); n = 2\.$/,
    );
    expect(formatResult(proportion(9, 10), { locale: "de-DE" })).toBe(
      "The share is 90,0\u00a0% (95\u00a0% interval: 59,6\u00a0% to 98,2\u00a0%); n = 10.",
    );
    expect(formatResult(proportion(900_000, 1_000_000), { locale: "de-DE" })).toContain("n = 1.000.000.");
  });

  it("formatResult() writes a whole sentence about a model whose predictors all repeat the intercept", () => {
    const model = linearModel({ food: [1, 1, 1, 1, 1] }, [2, 4, 6, 8, 11]);
    expect(formatResult(model)).not.toMatch(/: ?;/);
    expect(formatResult(model, { locale: "zh" })).not.toMatch(/：；/);
  });

  it("formatResult() does not round an assumed rate away", () => {
    const result = projectWordOfMouth({ customers: 1_000_000, referralRate: 0.0004, satisfaction: 3 });
    expect(formatResult(result)).not.toContain(" 0.000 ");
    expect(formatResult(result, { locale: "zh" })).not.toContain(" 0.000 ");
  });

  it("formatResult() changes nothing in the result", () => {
    for (const [result] of Object.values(SENTENCES)) {
      const before = structuredClone(result);
      formatResult(result);
      expect(result).toStrictEqual(before);
    }
  });
});

describe("formatResult() on unsound arguments", () => {
  it.each([
    [{ kind: "tally" }, 'the kind of a result, received "tally"'],
    [{ kind: "moments" }, 'the kind of a result, received "moments"'],
    [{ kind: "toString" }, 'the kind of a result, received "toString"'],
    [{ kind: "__proto__" }, 'the kind of a result, received "__proto__"'],
    [{ kind: 5 }, "a non-empty string, received 5"],
    [{}, "a non-empty string, received undefined"],
    [[], "a non-empty string, received undefined"],
  ])("formatResult() refuses %o, which is no result", (result, rule) => {
    for (const locale of ["en", "zh"]) {
      const error = errorOf(() => formatResult(result as never, { locale }));
      expect(error).toMatchObject({ code: "invalid-input", path: "result.kind" });
      expect(error?.message).toBe(`formatResult: result.kind must be ${rule}`);
    }
  });

  it.each([[5], ["nps"], [true], [() => 1]])("formatResult() refuses %o, which is no object", (result) => {
    expect(errorOf(() => formatResult(result as never))).toMatchObject({ code: "invalid-input", path: "result" });
  });

  it.each([["zz-"], [""], ["zh_CN"], [5], [null], [["zh"]], [{}]])("formatResult() refuses the locale %o", (locale) => {
    for (const result of [mean([1]), null]) {
      const error = errorOf(() => formatResult(result, { locale: locale as never }));
      expect(error).toMatchObject({ code: "invalid-input", path: "locale" });
      expect(error?.message).toMatch(/^formatResult: locale must be a BCP 47 language tag such as "en" or "zh", /);
    }
  });

  it("formatResult() refuses null as options", () => {
    expect(errorOf(() => formatResult(mean([1]), null as never))).toMatchObject({
      code: "invalid-input",
      path: "options",
    });
  });

  it.each(Object.keys(SENTENCES) as ResultKind[])(
    "formatResult() refuses a result of kind %s that has lost a part of its sentence",
    (kind) => {
      const error = errorOf(() => formatResult({ kind } as never));
      expect(error).toMatchObject({ code: "invalid-input" });
      expect(error?.message).toMatch(/^formatResult: /);
    },
  );
});

/** Every code; one that is missing here does not compile. */
const CODES: Readonly<Record<CaveatCode, true>> = {
  "all-answers-equal": true,
  "all-or-none": true,
  "single-answer": true,
  "few-complete-rows": true,
  "aliased-columns": true,
  "perfect-fit": true,
  "pooled-variance": true,
  "empty-levels": true,
  "mentions-not-customers": true,
  "assumed-rate": true,
  "assumed-satisfaction": true,
  "estimate-outside-interval": true,
  "interval-beyond-scale": true,
};

describe("formatCaveat()", () => {
  it.each(Object.keys(CODES) as CaveatCode[])("formatCaveat() has words for %s in English and Chinese", (code) => {
    const [inEnglish, inChinese] = ["en", "zh"].map((locale) => formatCaveat({ code, path: "mean" }, { locale }));
    expect(inEnglish).toMatch(/^[A-Z][\x20-\x7e]+[^.]$/);
    expect(inChinese).toMatch(/\p{Script=Han}/u);
    expect(inChinese).not.toMatch(/[。.]$/);
    expect(formatCaveat({ code, path: null })).toBe(inEnglish);
    expect(formatCaveat({ code, path: null }, { locale: "de-DE" })).toBe(inEnglish);
    expect(formatCaveat({ code, path: null }, { locale: "zh-TW" })).toBe(inChinese);
  });

  it("formatCaveat() has no words for codes that are none, and different ones for each that is", () => {
    for (const book of [english, chinese]) {
      expect(Object.keys(book.caveats).sort()).toEqual(Object.keys(CODES).sort());
      expect(new Set(Object.values(book.caveats)).size).toBe(Object.keys(CODES).length);
    }
  });

  it.each([
    [{ code: "toString" }, 'the code of a caveat, received "toString"'],
    [{ code: "unknown" }, 'the code of a caveat, received "unknown"'],
    [{}, "a non-empty string, received undefined"],
    [{ code: 5 }, "a non-empty string, received 5"],
    [[], "a non-empty string, received undefined"],
  ])("formatCaveat() refuses %o", (caveat, rule) => {
    const error = errorOf(() => formatCaveat(caveat as never));
    expect(error).toMatchObject({ code: "invalid-input", path: "caveat.code" });
    expect(error?.message).toBe(`formatCaveat: caveat.code must be ${rule}`);
  });

  it.each([[null], [undefined], [5], ["all-or-none"]])("formatCaveat() refuses %o, which is no object", (caveat) => {
    expect(errorOf(() => formatCaveat(caveat as never))).toMatchObject({ code: "invalid-input", path: "caveat" });
  });

  it.each([["zz-"], [""], ["zh_CN"], [5], [null]])("formatCaveat() refuses the locale %o", (locale) => {
    expect(errorOf(() => formatCaveat({ code: "all-or-none", path: null }, { locale: locale as never }))).toMatchObject(
      {
        code: "invalid-input",
        path: "locale",
      },
    );
  });

  it("formatCaveat() refuses null as options", () => {
    expect(errorOf(() => formatCaveat({ code: "all-or-none", path: null }, null as never))).toMatchObject({
      code: "invalid-input",
      path: "options",
    });
  });
});

/** Results of all metrics, as they come: few answers, equal answers, perfect fits, weights, all levels of confidence. */
const levels = fc.constantFrom(0.5, 0.9, 0.95, 0.99, 0.999, 0.999999);
const missing = { freq: 8 };
const answers = (min: number, max: number) =>
  fc
    .array(fc.option(fc.integer({ min, max }), missing), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((answer) => answer !== null));
const values = fc
  .array(
    fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.constantFrom(1e-9, -1e-9),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .filter((list) => Math.max(...list) === Math.min(...list) || Math.max(...list) - Math.min(...list) > 1e-100);
const trials = fc.integer({ min: 1, max: 2000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const columns = fc.integer({ min: 2, max: 10 }).chain((n) => {
  const column = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: n, maxLength: n });
  return fc.tuple(column, column, column);
});
const names = fc.uniqueArray(fc.constantFrom("wifi", "food", "staff", "gate", "安检", "prices"), { minLength: 1 });

/** A result, or `null` where these data have none. */
const orNothing = (call: () => Result): Result | null => {
  try {
    return call();
  } catch (error) {
    if (isStatsError(error)) return null;
    throw error;
  }
};
const results: fc.Arbitrary<Result | null> = fc.oneof(
  fc.tuple(answers(0, 10), levels).map(([a, confidenceLevel]) => nps(a, { confidenceLevel })),
  fc.tuple(answers(0, 10), levels).map(([a, confidenceLevel]) => nps(a, { confidenceLevel, method: "wald" })),
  fc.tuple(answers(1, 5), levels).map(([a, confidenceLevel]) => csat(a, { confidenceLevel })),
  fc.tuple(answers(1, 5), levels).map(([a, confidenceLevel]) => csat(a, { confidenceLevel }).mean as unknown as Result),
  fc
    .tuple(answers(1, 5), fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 12, maxLength: 12 }))
    .map(([a, w]) => csat(a, { weights: w.slice(0, a.length) })),
  fc.tuple(answers(1, 7), levels).map(([a, confidenceLevel]) => ces(a, { confidenceLevel })),
  fc.tuple(answers(1, 7), levels).map(([a, confidenceLevel]) => ces(a, { confidenceLevel }).easy),
  fc.tuple(trials, levels).map(([[x, n], confidenceLevel]) => proportion(x, n, { confidenceLevel })),
  fc.tuple(trials, levels).map(([[x, n], confidenceLevel]) => proportionExact(x, n, { confidenceLevel })),
  fc.tuple(values, levels).map(([v, confidenceLevel]) => orNothing(() => mean(v, { confidenceLevel }))),
  fc.tuple(trials, trials).map(([[a, b], [c, d]]) => difference(proportion(a, b), proportion(c, d))),
  fc.tuple(answers(0, 10), answers(0, 10)).map(([a, b]) => difference(nps(a), nps(b))),
  fc.tuple(values, values).map(([a, b]) => orNothing(() => difference(mean(a), mean(b)))),
  fc
    .tuple(columns, fc.boolean(), levels)
    .map(([[food, staff, outcome], intercept, confidenceLevel]) =>
      orNothing(() => linearModel({ food, staff }, outcome, { intercept, confidenceLevel })),
    ),
  columns.map(([food, staff]) =>
    orNothing(() =>
      linearModel(
        { food, staff },
        food.map((value, i) => 2 * value - (staff[i] as number)),
      ),
    ),
  ),
  columns.map(([satisfaction, loyalty]) => loyaltyCurve(satisfaction, loyalty)),
  columns.map(([satisfaction, loyalty]) =>
    loyaltyCurve(
      satisfaction,
      loyalty.map((value) => Number(value > 1)),
      { outcome: "binary" },
    ),
  ),
  columns.map(([satisfaction, loyalty]) => loyaltyCurve(satisfaction, loyalty).levels[0] ?? null),
  columns.map(([satisfaction, loyalty]) => loyaltyCurve(satisfaction, loyalty).steps[0] ?? null),
  fc
    .tuple(names, fc.array(fc.constantFrom(0, -0, 1, 1, 2, 0.1, 1e-9, 1e12), { minLength: 6, maxLength: 6 }))
    .map(([list, sizes]) => orNothing(() => pareto(list.map((name, i) => ({ name, value: sizes[i] as number }))))),
  fc
    .tuple(fc.nat(100_000), fc.double({ min: 0, max: 1, noNaN: true }), answers(1, 5), fc.boolean())
    .map(([customers, referralRate, a, plain]) =>
      projectWordOfMouth({ customers, referralRate, satisfaction: plain ? csat(a).mean.estimate : csat(a).mean }),
    ),
  fc
    .tuple(trials, trials, fc.constantFrom("miettinen-nurminen", "newcombe", "wald"), levels)
    .map(([[a, b], [c, d], method, confidenceLevel]) =>
      compareProportions(
        { successes: a, trials: b },
        { successes: c, trials: d },
        { method: method as "wald", confidenceLevel },
      ),
    ),
  fc.tuple(values, values).map(([a, b]) => orNothing(() => compareMeans(a, b))),
  fc.tuple(answers(0, 10), answers(0, 10)).map(([a, b]) => compareNps(a, b)),
  fc.tuple(answers(0, 10), answers(0, 10)).map(([a, b]) => compareNps(a, b).difference),
);

/** The result with the ends of its interval opened, as one-sided intervals have them. */
function opened(result: Result | null, lower: boolean, upper: boolean): Result | null {
  if (result === null || !("interval" in result) || result.interval === null) return result;
  const { interval } = result;
  return {
    ...result,
    interval: { ...interval, lower: lower ? null : interval.lower, upper: upper ? null : interval.upper },
  } as Result;
}

/** What no sentence may hold: JavaScript's words for nothing, and a zero with a sign. */
const NEVER = /undefined|null|NaN|Infinity|∞|\[object|function|-0(?:[.,]0*)?(?![\d.,])|\+0(?:[.,]0*)?(?![\d.,])/;

describe("formatResult() on any result", () => {
  it("formatResult() never writes undefined, null, NaN, an infinity or a zero with a sign, in any language", () => {
    fc.assert(
      fc.property(results, fc.boolean(), fc.boolean(), (result, lower, upper) => {
        for (const shown of [result, opened(result, lower, upper)]) {
          for (const locale of ["en", "zh", "de-DE"]) {
            const sentence = formatResult(shown, { locale });
            expect(sentence).not.toMatch(NEVER);
            if (shown !== null) expect(sentence.endsWith(locale === "zh" ? "。" : ".")).toBe(true);
            // nothing left out of the sentence: no empty brackets, no doubled marks or spaces
            expect(sentence).not.toMatch(/\(\)|（）|;;|；；|, ?;|，；|: ?;|：；| {2}|\.\.|。。/);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("formatResult() writes Chinese marks in Chinese and no Chinese in English", () => {
    fc.assert(
      fc.property(results, (result) => {
        fc.pre(result !== null && result.kind !== "pareto");
        expect(formatResult(result)).toMatch(/^[\x20-\x7e→]+$/);
        expect(formatResult(result, { locale: "zh" })).not.toMatch(/[;()]/);
      }),
      { numRuns: 500 },
    );
  });

  it("formatCaveat() has words for every caveat that a result carries", () => {
    fc.assert(
      fc.property(results, (result) => {
        for (const caveat of result?.caveats ?? []) {
          expect(formatCaveat(caveat)).not.toBe("");
          expect(formatCaveat(caveat, { locale: "zh" })).toMatch(/\p{Script=Han}/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});
