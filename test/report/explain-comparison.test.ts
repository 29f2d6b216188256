import { describe, expect, it } from "vitest";
import type { CaveatCode } from "../../src/core/caveats";
import { cuped } from "../../src/metrics/experiments/cuped/cuped";
import { compareMeans } from "../../src/metrics/experiments/means/compare-means";
import { compareMeansClustered } from "../../src/metrics/experiments/means/compare-means-clustered";
import { compareMeansPaired } from "../../src/metrics/experiments/means/compare-means-paired";
import { compareRatiosOfMeans } from "../../src/metrics/experiments/means/compare-ratios-of-means";
import { compareNps } from "../../src/metrics/experiments/nps/compare-nps";
import { compareNpsPaired } from "../../src/metrics/experiments/nps/compare-nps-paired";
import { compareProportions } from "../../src/metrics/experiments/proportions/compare-proportions";
import { compareProportionsExact } from "../../src/metrics/experiments/proportions/compare-proportions-exact";
import { compareProportionsPaired } from "../../src/metrics/experiments/proportions/compare-proportions-paired";
import { compareProportionsStratified } from "../../src/metrics/experiments/proportions/compare-proportions-stratified";
import { compareRatings } from "../../src/metrics/experiments/ratings/compare-ratings";
import { explanations as chinese } from "../../src/report/chinese/explanations";
import { explanations as english } from "../../src/report/english/explanations";
import { explainComparison } from "../../src/report/explain-comparison";
import { formatCaveat } from "../../src/report/format-result";
import type { ComparisonResult } from "../../src/report/results";
import { errorOf } from "../assertions";

const SHARES = compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 });
const CLOSE = compareProportions({ successes: 48, trials: 80 }, { successes: 45, trials: 70 });
const BEFORE = [4, 3, 5, 2, 4, 3, 3, 5, 4, 2, 1, 4];
const AFTER = [5, 4, 5, 4, 3, 5, 4, 5, 2, 5, 4, 5];
const NAMES = { control: "old page", treatment: "new page" };

/** A comparison of each kind: change and certainty in English, then in Chinese; a kind without an entry does not compile. */
const EXPLAINED: {
  readonly [K in ComparisonResult["kind"]]: readonly [ComparisonResult & { kind: K }, string, string, string, string];
} = {
  "proportion-comparison": [
    compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 }),
    "The share is 80.0% (treatment) against 60.0% (control): 20.0 percentage points higher, in relative " +
      "terms 33.3% higher; n = 150.",
    "The 95% interval reaches from 5.3 to 33.8 percentage points higher, in relative terms 7.9% to 67.2% " +
      "higher; the Miettinen-Nurminen score test gives p = 0.008.",
    "占比：实验组 80.0%，对照组 60.0%；前者高 20.0 个百分点，相对而言高 33.3%；n = 150。",
    "差值的 95% 置信区间：高 5.3 至 33.8 个百分点，相对而言高 7.9% 至 67.2%；Miettinen-Nurminen 得分检验：p = 0.008。",
  ],
  "exact-proportion-comparison": [
    compareProportionsExact({ successes: 1, trials: 4 }, { successes: 3, trials: 4 }),
    "The share is 75.0% (treatment) against 25.0% (control): 50.0 percentage points higher, in relative " +
      "terms 200.0% higher; n = 8.",
    "The odds in treatment are 6.41 (95% interval: 0.212 to 626) times those in control; Fisher's exact test " +
      "gives p = 0.486.",
    "占比：实验组 75.0%，对照组 25.0%；前者高 50.0 个百分点，相对而言高 200.0%；n = 8。",
    "实验组与对照组的优势比为 6.41（95% 置信区间：0.212 至 626）；Fisher 精确检验：p = 0.486。",
  ],
  "paired-proportion-comparison": [
    compareProportionsPaired({ both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 }),
    "The share is 65.0% (treatment) against 55.0% (control): 10.0 percentage points higher, in relative " +
      "terms 18.2% higher; n = 100.",
    "The 95% interval reaches from 1.3 to 19.2 percentage points higher, in relative terms 2.3% to 39.5% " +
      "higher; McNemar's test gives p = 0.025.",
    "占比：实验组 65.0%，对照组 55.0%；前者高 10.0 个百分点，相对而言高 18.2%；n = 100。",
    "差值的 95% 置信区间：高 1.3 至 19.2 个百分点，相对而言高 2.3% 至 39.5%；McNemar 检验：p = 0.025。",
  ],
  "stratified-proportion-comparison": [
    compareProportionsStratified([
      { name: "new", control: { successes: 55, trials: 80 }, treatment: { successes: 192, trials: 263 } },
      { name: "loyal", control: { successes: 234, trials: 270 }, treatment: { successes: 81, trials: 87 } },
    ]),
    "The share, weighted over the strata, is 83.4% (treatment) against 78.0% (control): 5.4 percentage " +
      "points higher, in relative terms 6.9% higher; n = 700.",
    "The 95% interval reaches from 1.4 percentage points lower to 11.9 percentage points higher, in relative " +
      "terms 1.8% lower to 16.3% higher; the Cochran-Mantel-Haenszel test gives p = 0.119.",
    "按层加权的占比：实验组 83.4%，对照组 78.0%；前者高 5.4 个百分点，相对而言高 6.9%；n = 700。",
    "差值的 95% 置信区间：低 1.4 个百分点至高 11.9 个百分点，相对而言低 1.8% 至高 16.3%；Cochran-Mantel-Haenszel 检验：" +
      "p = 0.119。",
  ],
  "mean-comparison": [
    compareMeans([3, 4, 5, 4], { n: 40, mean: 4.5, standardDeviation: 0.8 }),
    "The mean is 4.50 (treatment) against 4.00 (control): 0.50 higher, in relative terms 12.5% higher; n = " + "44.",
    "The 95% interval reaches from 0.74 lower to 1.74 higher, in relative terms 17.7% lower to 53.8% higher; " +
      "Welch's t-test gives p = 0.314.",
    "均值：实验组 4.50，对照组 4.00；前者高 0.50，相对而言高 12.5%；n = 44。",
    "差值的 95% 置信区间：低 0.74 至高 1.74，相对而言低 17.7% 至高 53.8%；Welch t 检验：p = 0.314。",
  ],
  "paired-mean-comparison": [
    compareMeansPaired(BEFORE, AFTER, { margin: 0.5 }),
    "The mean is 4.25 (treatment) against 3.33 (control): 0.92 better, in relative terms 27.5% better; n = " + "12.",
    "The 95% interval reaches from 0.04 worse to 1.87 better, in relative terms 2.3% worse to 66.3% better; " +
      "the paired t-test gives p = 0.059; treatment is not worse by the margin of 0.50 or more (one-sided p = " +
      "0.004).",
    "均值：实验组 4.25，对照组 3.33；前者优 0.92，相对而言优 27.5%；n = 12。",
    "差值的 95% 置信区间：劣 0.04 至优 1.87，相对而言劣 2.3% 至优 66.3%；配对 t 检验：p = 0.059；实验组不劣于对照组，" +
      "界值为 0.50（单侧 p = 0.004）。",
  ],
  "clustered-mean-comparison": [
    compareMeansClustered(
      { values: BEFORE, clusters: [1, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 8] },
      { values: AFTER, clusters: [11, 12, 12, 13, 14, 15, 15, 16, 17, 17, 17, 18] },
    ),
    "The mean is 4.25 (treatment) against 3.33 (control): 0.92 higher, in relative terms 27.5% higher; n = " + "24.",
    "The 95% interval reaches from 0.04 to 1.79 higher, in relative terms 0.5% lower to 63.4% higher; the " +
      "t-test of clustered means gives p = 0.041.",
    "均值：实验组 4.25，对照组 3.33；前者高 0.92，相对而言高 27.5%；n = 24。",
    "差值的 95% 置信区间：高 0.04 至 1.79，相对而言低 0.5% 至高 63.4%；整群均值的 t 检验：p = 0.041。",
  ],
  "ratio-of-means-comparison": [
    compareRatiosOfMeans(
      { numerator: BEFORE, denominator: AFTER },
      { numerator: [...BEFORE].reverse(), denominator: [...AFTER].map((x) => x + 2) },
    ),
    "The ratio of the means is 0.53 (treatment) against 0.78 (control): 0.25 lower, in relative terms 32.0% " +
      "lower; n = 24.",
    "The 95% interval reaches from 0.02 to 0.48 lower, in relative terms 5.1% to 51.3% lower; the t-test by " +
      "the delta method gives p = 0.035.",
    "均值之比：实验组 0.53，对照组 0.78；前者低 0.25，相对而言低 32.0%；n = 24。",
    "差值的 95% 置信区间：低 0.02 至 0.48，相对而言低 5.1% 至 51.3%；基于 delta 法的 t 检验：p = 0.035。",
  ],
  "cuped-comparison": [
    cuped(
      { outcome: BEFORE, covariates: { before: AFTER } },
      { outcome: AFTER, covariates: { before: [...BEFORE].reverse() } },
    ),
    "The outcome, adjusted for the covariates, is 4.32 (treatment) against 3.27 (control): 1.05 higher, in " +
      "relative terms 32.2% higher; n = 24.",
    "The 95% interval reaches from 0.02 to 2.08 higher, in relative terms 1.0% lower to 76.7% higher; the " +
      "t-test of the adjusted means gives p = 0.046.",
    "按协变量调整后的结果：实验组 4.32，对照组 3.27；前者高 1.05，相对而言高 32.2%；n = 24。",
    "差值的 95% 置信区间：高 0.02 至 2.08，相对而言低 1.0% 至高 76.7%；调整后均值的 t 检验：p = 0.046。",
  ],
  "rating-comparison": [
    compareRatings(BEFORE, [...AFTER, null]),
    "The mean rating is 4.25 (treatment) against 3.33 (control): 0.92 higher; n = 24, 1 missing.",
    "An answer in treatment is higher than one in control in 72.6% (95% interval: 51.3% to 93.8%) of pairs, " +
      "ties counting a half; the Brunner-Munzel test gives p = 0.038; the 95% interval of the difference " +
      "reaches from 0.02 lower to 1.86 higher.",
    "平均评分：实验组 4.25，对照组 3.33；前者高 0.92；n = 24，缺失 1。",
    "两两比较中，实验组的回答高于对照组的占 72.6%（95% 置信区间：51.3% 至 93.8%），相等计一半；Brunner-Munzel 检验：p = 0.038；" +
      "差值的 95% 置信区间：低 0.02 至高 1.86。",
  ],
  "nps-comparison": [
    compareNps([10, 9, 7, 3], [10, 9, 10, 3, null]),
    "The NPS is 50.0 (treatment) against 25.0 (control): 25.0 points higher; n = 8, 1 missing.",
    "The 95% interval reaches from 71.0 points lower to 99.6 points higher; the adjusted Wald test gives p = " +
      "0.743.",
    "NPS：实验组 50.0，对照组 25.0；前者高 25.0 分；n = 8，缺失 1。",
    "差值的 95% 置信区间：低 71.0 分至高 99.6 分；校正 Wald 检验：p = 0.743。",
  ],
  "paired-nps-comparison": [
    compareNpsPaired([9, 8, 3, 7, 10, 6], [10, 9, 7, 7, 10, null]),
    "The NPS is 60.0 (treatment) against 20.0 (control): 40.0 points higher; n = 5, 1 missing.",
    "The 95% interval reaches from 64.3 points lower to 109.5 points higher; the score test gives p = 0.317.",
    "NPS：实验组 60.0，对照组 20.0；前者高 40.0 分；n = 5，缺失 1。",
    "差值的 95% 置信区间：低 64.3 分至高 109.5 分；得分检验：p = 0.317。",
  ],
};

/** A comparison with other parts, as no data gave it. */
const remade = (comparison: ComparisonResult, parts: object) => ({ ...comparison, ...parts }) as ComparisonResult;
/** The same with another interval of its difference. */
const reaching = (lower: number, upper: number) =>
  remade(SHARES, { difference: { ...SHARES.difference, interval: { lower, upper, level: 0.95, method: "newcombe" } } });
/** Shares of 60 % and a little more, with a margin of so many percentage points. */
const withMargin = (margin: number, direction: "higher-is-better" | "lower-is-better", n = 1000) =>
  compareProportions(
    { successes: 0.6 * n, trials: n },
    { successes: 0.61 * n, trials: n },
    { margin: margin / 100, direction },
  );

const CHANCE =
  "The interval and the p-value allow for chance alone: that treatment is the cause follows only if customers were " +
  "put into the arms at random";
const ZH_CHANCE = "置信区间与 p 值只考虑了偶然误差，只有顾客是随机分组的，才能说明差值由实验组所致";

describe("explainComparison()", () => {
  it.each(Object.entries(EXPLAINED))("explainComparison() explains the kind %s in both languages", (kind, entry) => {
    const [comparison, change, certainty, ...inChinese] = entry;
    expect(comparison.kind).toBe(kind);
    expect(explainComparison(comparison)).toMatchObject({ change, certainty });
    expect(explainComparison(comparison, { locale: "en-GB" })).toMatchObject({ change, certainty });
    const chinese = explainComparison(comparison, { locale: "zh-Hans-CN" });
    expect([chinese.change, chinese.certainty]).toEqual(inChinese);
  });

  it("explainComparison() says only for an interval that holds 0 what it leaves possible", () => {
    expect(explainComparison(SHARES).limits).toBe(`${CHANCE}.`);
    expect(explainComparison(SHARES, { locale: "zh" }).limits).toBe(`${ZH_CHANCE}。`);
    expect(explainComparison(CLOSE).limits).toBe(
      `${CHANCE}; this does not show that the arms are alike: anything from 11.3 percentage points lower to 19.5 ` +
        "percentage points higher remains possible.",
    );
    expect(explainComparison(CLOSE, { locale: "zh" }).limits).toBe(
      `${ZH_CHANCE}；这并不表明两组相同：差值仍可能为低 11.3 个百分点至高 19.5 个百分点。`,
    );
    for (const [lower, upper] of [
      [0, 0.1],
      [-0.1, 0],
    ] as const) {
      expect(explainComparison(reaching(lower, upper)).limits).toMatch(
        /: anything from 0\.0 to 10\.0 percentage points /,
      );
    }
  });

  it("explainComparison() names the side once where both ends are on it, the nearer end first", () => {
    const certainty = (lower: number, upper: number, locale = "en") =>
      explainComparison(remade(reaching(lower, upper), { ratio: null }), { locale }).certainty;
    expect(certainty(0.02, 0.07)).toMatch(/ reaches from 2\.0 to 7\.0 percentage points higher; /);
    expect(certainty(-0.07, -0.02)).toMatch(/ reaches from 2\.0 to 7\.0 percentage points lower; /);
    expect(certainty(-0.07, 0.02)).toMatch(/ from 7\.0 percentage points lower to 2\.0 percentage points higher; /);
    expect(certainty(0, 0.02)).toMatch(/ reaches from 0\.0 to 2\.0 percentage points higher; /);
    expect(certainty(-0.07, 0)).toMatch(/ reaches from 0\.0 to 7\.0 percentage points lower; /);
    expect(certainty(-0.07, -0.02, "zh")).toMatch(/：低 2\.0 至 7\.0 个百分点；/);
    expect(certainty(-0.07, 0.02, "zh")).toMatch(/：低 7\.0 个百分点至高 2\.0 个百分点；/);
  });

  it("explainComparison() blames what else changed where both arms are the same customers", () => {
    const paired = Object.keys(EXPLAINED).filter((kind) => kind.startsWith("paired-"));
    expect(paired).toHaveLength(3);
    for (const [kind, [comparison]] of Object.entries(EXPLAINED)) {
      const { limits } = explainComparison(comparison);
      const chinese = explainComparison(comparison, { locale: "zh" }).limits;
      expect(limits.includes("whatever else changed between a customer's two answers may be the cause")).toBe(
        paired.includes(kind),
      );
      expect(limits.includes("put into the arms at random")).toBe(!paired.includes(kind));
      expect(chinese.includes("顾客两次回答之间的其他变化也可能是原因")).toBe(paired.includes(kind));
      expect(chinese.includes("随机分组")).toBe(!paired.includes(kind));
    }
  });

  it("explainComparison() has a name for the test of every method, in both languages", () => {
    const [a, b] = [
      { successes: 4, trials: 9 },
      { successes: 5, trials: 7 },
    ];
    const all: ComparisonResult[] = Object.values(EXPLAINED).map(([comparison]) => comparison);
    for (const method of ["miettinen-nurminen", "newcombe", "wald"] as const)
      all.push(compareProportions(a, b, { method }));
    for (const method of ["fisher", "central", "mid-p"] as const) all.push(compareProportionsExact(a, b, { method }));
    for (const method of ["welch", "pooled"] as const) all.push(compareMeans(BEFORE, AFTER, { method }));
    for (const method of ["adjusted-wald", "score", "wald"] as const) all.push(compareNps(BEFORE, AFTER, { method }));
    for (const method of ["adjusted-wald", "score", "wald"] as const)
      all.push(compareNpsPaired(BEFORE, AFTER, { method }));
    for (const method of ["brunner-munzel", "wilson-brunner-munzel", "mann-whitney", "exact"] as const) {
      all.push(compareRatings(BEFORE, AFTER, { method }));
    }
    const named = new Set(all.map(({ test }) => test.method));
    expect(Object.keys(english.tests).sort()).toEqual([...named].sort());
    expect(Object.keys(chinese.tests).sort()).toEqual([...named].sort());
    const unknown = remade(SHARES, { test: { ...SHARES.test, method: "barnard" } });
    expect(explainComparison(unknown).certainty).toContain("; barnard gives p = 0.008.");
  });

  it("explainComparison() calls the arms what the caller calls them, in quotes in Chinese", () => {
    const { change, limits } = explainComparison(SHARES, NAMES);
    expect(change).toContain("The share is 80.0% (new page) against 60.0% (old page): ");
    expect(limits).toContain("that new page is the cause");
    const inChinese = explainComparison(SHARES, { ...NAMES, locale: "zh" });
    expect(inChinese.change).toContain("占比：“new page” 80.0%，“old page” 60.0%；");
    expect(inChinese.limits).toContain("由“new page”所致");
    expect(explainComparison(SHARES, { treatment: "new page" }).change).toContain(
      "80.0% (new page) against 60.0% (control)",
    );
  });

  it("explainComparison() calls equal arms equal, and not without a difference", () => {
    const { change, limits } = explainComparison(compareMeans([1, 2, 3], [3, 2, 1]));
    expect(change).toBe("The mean is 2.00 (treatment) against 2.00 (control): in these answers they are equal; n = 6.");
    expect(limits).toContain("this does not show that the arms are alike: anything from ");
    expect(explainComparison(compareMeans([1, 2, 3], [3, 2, 1]), { locale: "zh" }).change).toBe(
      "均值：实验组 2.00，对照组 2.00；在这些回答中两者相等；n = 6。",
    );
  });

  it("explainComparison() does not round a small difference away", () => {
    const n = 50_000_000;
    const { change, certainty } = explainComparison(
      compareProportions({ successes: 25_000_000, trials: n }, { successes: 25_010_000, trials: n }),
    );
    expect(change).toContain(": 0.020 percentage points higher, in relative terms 0.040% higher; ");
    expect(certainty).toMatch(/^The 95% interval reaches from 0\.000\d* to 0\.040 percentage points higher, /);
    const tied = compareProportions({ successes: 25, trials: n }, { successes: 25, trials: n });
    expect(explainComparison(tied).certainty).toMatch(
      /^The 95% interval reaches from 0\.0000\d+ percentage points lower to 0\.0000\d+ percentage points higher, /,
    );
  });

  it("explainComparison() says what is lacking where neither arm varies, and that nothing tells chance apart", () => {
    const explained = explainComparison(compareMeans([3, 3], [4, 4]));
    expect(explained.certainty).toBe("There is no interval; no test is possible.");
    expect(explained.limits).toBe(
      "Nothing here tells the difference from chance: that treatment is the cause follows only if customers were put " +
        "into the arms at random; how large the difference may be is not known; note that no group varies, so there is " +
        "nothing to test against.",
    );
    const inChinese = explainComparison(compareMeans([3, 3], [4, 4]), { locale: "zh" });
    expect(inChinese.certainty).toBe("没有置信区间；无法检验。");
    expect(inChinese.limits).toBe(
      "这里没有区分差值与偶然误差，只有顾客是随机分组的，才能说明差值由实验组所致；差值可能有多大，无从得知；" +
        "另请注意：各组内部的回答都相同，无从检验。",
    );
  });

  it("explainComparison() does not take an interval of a single point for certainty", () => {
    const none = compareProportions({ successes: 0, trials: 80 }, { successes: 0, trials: 70 }, { method: "wald" });
    const { certainty, limits } = explainComparison(none);
    expect(certainty).toBe("The 95% interval is a single point, 0.0 percentage points; the Wald test gives p = 1.000.");
    expect(limits).toContain("an interval without width is from answers that do not vary and says nothing of others");
    const apart = compareProportions({ successes: 0, trials: 80 }, { successes: 70, trials: 70 }, { method: "wald" });
    expect(explainComparison(apart).certainty).toMatch(
      /^The 95% interval is a single point, 100\.0 percentage points higher/,
    );
    expect(explainComparison(none, { locale: "zh" }).certainty).toBe(
      "差值的 95% 置信区间只有一个点：0.0 个百分点；Wald 检验：p = 1.000。",
    );
  });
});

describe("explainComparison() on an effect that is tested in place of the difference", () => {
  const [rising, level] = [compareRatings([4, 4, 5, 3, 2, 1], AFTER), compareRatings([3, 3], [3, 3])];

  it("explainComparison() says in how many pairs treatment is higher, before what is said of the means", () => {
    const { certainty } = explainComparison(rising, NAMES);
    expect(certainty).toMatch(/^An answer in new page is higher than one in old page in \d\d\.\d% \(95% interval: \d/);
    expect(certainty).toMatch(
      /%\) of pairs, ties counting a half; the Brunner-Munzel test gives p = 0\.\d{3}; the 95% /,
    );
    expect(certainty).toMatch(/; the 95% interval of the difference reaches from 0\.\d\d lower to \d\.\d\d higher\.$/);
    expect(explainComparison(level).certainty).toMatch(
      / in 50\.0% .* of pairs, ties counting a half; .* gives p = 1\.000\.$/,
    );
    expect(explainComparison(level).limits).toMatch(/: a share of pairs of \d\.\d% to \d\d\.\d% remains possible;/);
    expect(explainComparison(level, { locale: "zh" }).limits).toMatch(
      /这并不表明两组相同：两两比较中实验组较高的占比仍可能为 \d\.\d% 至 \d\d\.\d%；/,
    );
  });

  it("explainComparison() says where a test of ratings has no interval of its own", () => {
    const { certainty, limits } = explainComparison(compareRatings(BEFORE, [2, 3, 5, 4], { method: "exact" }));
    expect(certainty).toContain(
      "% (no interval) of pairs, ties counting a half; the exact Mann-Whitney test gives p = ",
    );
    expect(limits).toContain("this does not show that the arms are alike: anything from ");
  });

  it("explainComparison() writes odds ratios that have no end, or of which nothing is known", () => {
    const odds = (control: number, treatment: number, locale = "en") =>
      explainComparison(
        compareProportionsExact({ successes: control, trials: 9 }, { successes: treatment, trials: 9 }),
        { locale },
      );
    expect(odds(0, 2).certainty).toMatch(
      /^The odds ratio of treatment to control is unbounded \(95% interval: at least 0\.\d\d\); Fisher's exact test gives p = 0\.\d{3}\.$/,
    );
    expect(odds(0, 2).limits).toMatch(/: an odds ratio of at least 0\.\d+ remains possible; /);
    expect(odds(0, 2, "zh").limits).toMatch(/：优势比仍可能为至少 0\.\d+；/);
    expect(odds(0, 0).certainty).toBe(
      "These answers say nothing of the odds ratio of treatment to control; Fisher's exact test gives p = 1.000.",
    );
    expect(odds(9, 9, "zh").certainty).toBe("这些回答不能说明实验组与对照组的优势比；Fisher 精确检验：p = 1.000。");
    expect(odds(2, 0).certainty).toMatch(
      /^The odds in treatment are 0 \(95% interval: 0 to [\d.]+\) times those in control; /,
    );
    expect(odds(0, 9).limits).not.toContain("alike");
  });
});

describe("explainComparison() on a relative difference", () => {
  const lift = (estimate: number | null, lower: number | null, upper: number | null, locale = "en") => {
    const interval = { lower, upper, level: 0.95, method: "score" };
    const ratio = { ...SHARES.ratio, kind: "arm-ratio", unit: "ratio", estimate, interval, caveats: [] };
    const { change, certainty } = explainComparison(remade(SHARES, { ratio }), { locale });
    return `${change} ${certainty}`;
  };

  it("explainComparison() writes a ratio as a distance from control, an end that is open as at least or at most", () => {
    expect(lift(1.25, 1.1, 1.4)).toMatch(
      /higher, in relative terms 25\.0% higher; .* relative terms 10\.0% to 40\.0% higher;/,
    );
    expect(lift(1.25, 0.9, 1.4)).toMatch(/in relative terms 10\.0% lower to 40\.0% higher;/);
    expect(lift(1.25, 1.1, null)).toMatch(/in relative terms at least 10\.0% higher;/);
    expect(lift(1.25, 0.9, null)).toMatch(/in relative terms at most 10\.0% lower;/);
    expect(lift(1.25, null, 1.4)).toMatch(/in relative terms at most 40\.0% higher;/);
    expect(lift(0.8, null, 0.9)).toMatch(/in relative terms at least 10\.0% lower;/);
    expect(lift(1.25, null, null)).toMatch(/in relative terms unbounded;/);
    expect(lift(1.25, 0.9, 1.4, "zh")).toMatch(/，相对而言低 10\.0% 至高 40\.0%；/);
    expect(lift(1.25, 1.1, null, "zh")).toMatch(/，相对而言至少高 10\.0%；/);
    expect(lift(1.25, null, null, "zh")).toMatch(/，相对而言无界；/);
  });

  it("explainComparison() says nothing relative to nothing, nor to a negative mean", () => {
    expect(lift(null, 1.1, null)).not.toContain("relative");
    const { ratio, control } = SHARES;
    expect(explainComparison(remade(SHARES, { ratio, control: { ...control, estimate: 0 } })).change).not.toContain(
      "relative",
    );
    for (const negative of [compareMeans([-3, -2, -4], [1, 2, 4]), compareMeans([3, 2, 4], [-1, -2, -4])]) {
      const { change, certainty } = explainComparison(negative);
      expect(change + certainty).not.toContain("relative");
    }
  });
});

describe("explainComparison() on a margin", () => {
  it.each([
    [
      5,
      10_000,
      "equivalent",
      / no difference larger than the margin of 5\.0 percentage points lies in the interval, so treatment and control are equivalent within it \(one-sided p < 0\.001\)\.$/,
    ],
    [
      1.5,
      10_000,
      "non-inferior",
      / treatment is not worse by the margin of 1\.5 percentage points or more \(one-sided p < 0\.001\)\.$/,
    ],
    [
      0.1,
      1000,
      "undecided",
      / whether treatment is worse by the margin of 0\.1 percentage points or more remains open \(one-sided p = 0\.\d{3}\)\.$/,
    ],
  ] as const)(
    "explainComparison() reads a margin of %d percentage points with %d customers as %s",
    (margin, n, statement, words) => {
      const compared = withMargin(margin, "higher-is-better", n);
      expect(compared.margin?.statement).toBe(statement);
      expect(explainComparison(compared).certainty).toMatch(words);
    },
  );

  it("explainComparison() calls treatment worse where it is beyond the margin, in the direction that was given", () => {
    const worse = withMargin(0.1, "lower-is-better", 1_000_000);
    expect(worse.margin?.statement).toBe("inferior");
    const { change, certainty } = explainComparison(worse);
    expect(change).toContain(": 1.0 percentage points worse, in relative terms 1.7% worse; ");
    expect(certainty).toMatch(/^The 95% interval reaches from 0\.9 to 1\.1 percentage points worse, /);
    expect(certainty).toMatch(/ treatment is worse by more than the margin of 0\.1 percentage points\.$/);
    expect(explainComparison(worse, { locale: "zh" }).certainty).toMatch(
      /；实验组劣于对照组，且相差超过界值 0\.1 个百分点。$/,
    );
  });

  it("explainComparison() says better and worse only where a margin says which way is better", () => {
    const said = (comparison: ComparisonResult, locale: string) => {
      const { change, certainty } = explainComparison(comparison, { locale });
      return change + certainty.replace(/[;；][^;；]*$/, "");
    };
    expect(said(SHARES, "en")).toMatch(/higher/);
    expect(said(SHARES, "en")).not.toMatch(/better|worse/);
    expect(said(withMargin(5, "higher-is-better"), "en")).toMatch(
      / 1\.0 percentage points better, .* worse to .* better/,
    );
    expect(said(withMargin(5, "lower-is-better"), "en")).toMatch(
      / 1\.0 percentage points worse, .* better to .* worse/,
    );
    expect(said(withMargin(5, "lower-is-better"), "en")).not.toMatch(/higher|lower/);
    expect(said(withMargin(5, "higher-is-better"), "zh")).toMatch(/前者优 1\.0 个百分点，.*劣.*至优/);
    expect(said(withMargin(5, "lower-is-better"), "zh")).toMatch(/前者劣 1\.0 个百分点，.*优.*至劣/);
  });

  it("explainComparison() says in Chinese what follows for the margin", () => {
    const certainty = (margin: number, n: number) =>
      explainComparison(withMargin(margin, "higher-is-better", n), { locale: "zh" }).certainty;
    expect(certainty(5, 10_000)).toMatch(
      /；区间内没有超出界值 5\.0 个百分点的差值，实验组与对照组在该界值内等效（单侧 p < 0\.001）。$/,
    );
    expect(certainty(1.5, 10_000)).toMatch(/；实验组不劣于对照组，界值为 1\.5 个百分点（单侧 p < 0\.001）。$/);
    expect(certainty(0.1, 1000)).toMatch(
      /；实验组是否劣于对照组达到界值 0\.1 个百分点，尚无定论（单侧 p = 0\.\d{3}）。$/,
    );
  });

  it("explainComparison() says of equivalent arms that they are not the same", () => {
    const compared = withMargin(5, "higher-is-better", 10_000);
    expect(explainComparison(compared).limits).toBe(
      `${CHANCE}; equivalent is alike to within the margin that was given, not the same.`,
    );
    expect(explainComparison(compared, { locale: "zh" }).limits).toBe(
      `${ZH_CHANCE}；等效只表示在给定界值之内相近，并不表示相同。`,
    );
  });

  it("explainComparison() leaves a margin open where there is no interval", () => {
    const { certainty } = explainComparison(compareMeans([3, 3], [4, 4], { margin: 0.5 }));
    expect(certainty).toBe(
      "There is no interval; no test is possible; whether treatment is worse by the margin of 0.50 or more remains open.",
    );
  });
});

describe("explainComparison() on caveats", () => {
  const noting = (...caveats: readonly (readonly [CaveatCode, string | null])[]) =>
    remade(SHARES, { caveats: caveats.map(([code, path]) => ({ code, path })) });

  it("explainComparison() ends with the gravest caveat, not with the first", () => {
    const graver = noting(["all-or-none", "control"], ["few-answers", null], ["sample-ratio-mismatch", null]);
    expect(explainComparison(graver).limits).toBe(
      `${CHANCE}; note that the arms are not of the planned sizes: more than chance decided who is in which, so do not ` +
        "trust the comparison.",
    );
    expect(explainComparison(noting(["census", null], ["few-answers", null])).limits).toMatch(
      /; note that an arm has fewer/,
    );
    expect(explainComparison(noting(["census", null], ["limited-gain", null])).limits).toMatch(
      /; note that the whole pop/,
    );
    expect(explainComparison(noting()).limits).not.toContain("note");
  });

  it("explainComparison() says which arm or part a caveat is of", () => {
    const note = (path: string | null, locale = "en") =>
      explainComparison(noting(["all-or-none", path]), { ...NAMES, locale }).limits.replace(
        /.*[;；]\s*(?=note|另)/,
        "",
      );
    const words = "all or none are on the counted side, so the standard error is 0; trust the interval.";
    expect(note("control")).toBe(`note on old page that ${words}`);
    expect(note("treatment.mean")).toBe(`note on new page that ${words}`);
    expect(note("ratio")).toBe(`note on the ratio that ${words}`);
    expect(note("effectSize")).toBe(`note on the effect size that ${words}`);
    expect(note(null)).toBe(`note that ${words}`);
    expect(note("elsewhere")).toBe(`note that ${words}`);
    expect(note("control", "zh")).toMatch(/^另请注意（“old page”）：全部或没有一个回答计入/);
    expect(note("ratio", "zh")).toMatch(/^另请注意（比值）：/);
    expect(note(null, "zh")).toMatch(/^另请注意：/);
  });

  it("explainComparison() words a caveat as formatCaveat() does", () => {
    const code = "unequal-spreads";
    for (const locale of ["en", "zh"]) {
      const words = formatCaveat({ code, path: null }, { locale });
      expect(explainComparison(noting([code, null]), { locale }).limits.toLowerCase()).toContain(words.toLowerCase());
    }
  });
});

describe("explainComparison() on unsound arguments", () => {
  it.each([[5], ["nps"], [null], [undefined], [() => 1]])(
    "explainComparison() refuses %o, which is no object",
    (value) => {
      expect(errorOf(() => explainComparison(value as never))).toMatchObject({
        code: "invalid-input",
        path: "comparison",
      });
    },
  );

  it.each([
    [{}, "a non-empty string, received undefined"],
    [{ kind: "csat" }, 'the kind of a comparison, received "csat"'],
    [{ kind: "variants-comparison" }, 'the kind of a comparison, received "variants-comparison"'],
    [{ kind: "toString" }, 'the kind of a comparison, received "toString"'],
  ])("explainComparison() refuses %o, which is no comparison", (value, rule) => {
    for (const locale of ["en", "zh"]) {
      const error = errorOf(() => explainComparison(value as never, { locale }));
      expect(error).toMatchObject({ code: "invalid-input", path: "comparison.kind" });
      expect(error?.message).toBe(`explainComparison: comparison.kind must be ${rule}`);
    }
  });

  it.each(Object.keys(SHARES))(
    "explainComparison() refuses a comparison that has lost its %s, if it needs that",
    (key) => {
      const { [key as keyof typeof SHARES]: _, ...rest } = SHARES;
      const unneeded = ["method", "effectSize", "oddsRatio", "numberNeededToTreat"];
      const message = errorOf(() => explainComparison(rest as never))?.message;
      if (unneeded.includes(key)) expect(message).toBeUndefined();
      else expect(message).toMatch(/^explainComparison: comparison(\.\w+)* must be /);
    },
  );

  it.each([["zz-"], [""], ["zh_CN"], [5], [null]])("explainComparison() refuses the locale %o", (locale) => {
    expect(errorOf(() => explainComparison(SHARES, { locale: locale as never }))).toMatchObject({ path: "locale" });
  });

  it("explainComparison() refuses names of arms that are none, options that it does not know, and null", () => {
    expect(errorOf(() => explainComparison(SHARES, { control: "" }))).toMatchObject({ path: "control" });
    expect(errorOf(() => explainComparison(SHARES, { treatment: 5 as never }))).toMatchObject({ path: "treatment" });
    expect(errorOf(() => explainComparison(SHARES, { digits: 1 } as never))?.message).toBe(
      "explainComparison: options.digits must be a known option, received 1",
    );
    expect(errorOf(() => explainComparison(SHARES, null as never))).toMatchObject({ path: "options" });
  });

  it("explainComparison() changes nothing in the comparison", () => {
    for (const comparison of [SHARES, compareNps([10, 9, 7, 3], [10, 9, 10, 3, null])]) {
      const before = structuredClone(comparison);
      explainComparison(comparison);
      expect(comparison).toStrictEqual(before);
    }
  });
});
