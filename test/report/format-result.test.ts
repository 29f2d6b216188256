import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaveatCode } from "../../src/core/caveats";
import { isStatsError } from "../../src/core/errors";
import { driverPriorities } from "../../src/metrics/drivers/effects/driver-priorities";
import type { DriverGain } from "../../src/metrics/drivers/effects/driver-priorities-result";
import { penaltyReward } from "../../src/metrics/drivers/effects/penalty-reward";
import { driverImportance } from "../../src/metrics/drivers/importance/driver-importance";
import { importancePerformance } from "../../src/metrics/drivers/importance/importance-performance";
import { logisticDriverImportance } from "../../src/metrics/drivers/logistic/logistic-driver-importance";
import type { HedgesG } from "../../src/metrics/experiments/comparison/effect-size";
import type { FiniteRatio } from "../../src/metrics/experiments/comparison/ratio-of-arms";
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
import { compareVariants, type VariantsAdjustment } from "../../src/metrics/experiments/variants/compare-variants";
import { sampleRatioMismatch } from "../../src/metrics/experiments/variants/sample-ratio-mismatch";
import { loyaltyCurve } from "../../src/metrics/loyalty/curve/loyalty-curve";
import { smallestWinningMove } from "../../src/metrics/loyalty/curve/smallest-winning-move";
import { compareCurveForms } from "../../src/metrics/loyalty/forms/compare-curve-forms";
import { retention } from "../../src/metrics/loyalty/retention/retention";
import { segmentedRegression } from "../../src/metrics/loyalty/segments/segmented-regression";
import { insensitiveZone } from "../../src/metrics/loyalty/zone/insensitive-zone";
import type { InsensitiveZone, InsensitiveZoneReason } from "../../src/metrics/loyalty/zone/insensitive-zone-result";
import { pareto } from "../../src/metrics/priorities/pareto";
import { nps } from "../../src/metrics/promoters/nps";
import { npsBootstrap } from "../../src/metrics/promoters/nps-bootstrap";
import { npsSampleSize } from "../../src/metrics/promoters/nps-sample-size";
import { projectWordOfMouth } from "../../src/metrics/referral/project-word-of-mouth";
import { ces } from "../../src/metrics/satisfaction/ces";
import { csat } from "../../src/metrics/satisfaction/csat";
import { chinese } from "../../src/report/chinese";
import { english } from "../../src/report/english";
import { formatCaveat, formatResult } from "../../src/report/format-result";
import type { Result, ResultKind } from "../../src/report/results";
import { correlation } from "../../src/statistics/association/correlation";
import { correlationMatrix } from "../../src/statistics/association/correlation-matrix";
import { partialCorrelation } from "../../src/statistics/association/partial-correlation";
import { cronbachAlpha } from "../../src/statistics/estimates/cronbach-alpha";
import { difference } from "../../src/statistics/estimates/difference";
import { kaplanMeier } from "../../src/statistics/estimates/kaplan-meier";
import { mean } from "../../src/statistics/estimates/mean";
import { meanSampleSize } from "../../src/statistics/estimates/mean-sample-size";
import { proportion } from "../../src/statistics/estimates/proportion";
import { proportionExact } from "../../src/statistics/estimates/proportion-exact";
import { proportionSampleSize } from "../../src/statistics/estimates/proportion-sample-size";
import { median, quantile } from "../../src/statistics/estimates/quantile";
import { ratio } from "../../src/statistics/estimates/ratio";
import { anova } from "../../src/statistics/hypothesis-tests/anova";
import { brunnerMunzel } from "../../src/statistics/hypothesis-tests/brunner-munzel";
import { chiSquaredGoodnessOfFit } from "../../src/statistics/hypothesis-tests/chi-squared-goodness-of-fit";
import { chiSquaredTest } from "../../src/statistics/hypothesis-tests/chi-squared-test";
import { fisherExact } from "../../src/statistics/hypothesis-tests/fisher-exact";
import { kruskalWallis } from "../../src/statistics/hypothesis-tests/kruskal-wallis";
import { mannWhitney } from "../../src/statistics/hypothesis-tests/mann-whitney";
import { mcnemar } from "../../src/statistics/hypothesis-tests/mcnemar";
import {
  cliffsDelta,
  probabilityOfSuperiority,
} from "../../src/statistics/hypothesis-tests/probability-of-superiority";
import { welchAnova } from "../../src/statistics/hypothesis-tests/welch-anova";
import { wilcoxonSignedRank } from "../../src/statistics/hypothesis-tests/wilcoxon-signed-rank";
import { linearModel } from "../../src/statistics/models/linear-model";
import { linearModelEm } from "../../src/statistics/models/linear-model-em";
import { logisticModel } from "../../src/statistics/models/logistic-model";
import { marginalEffects } from "../../src/statistics/models/marginal-effects";
import { ordinalModel } from "../../src/statistics/models/ordinal-model";
import { predict } from "../../src/statistics/models/predict";
import { bootstrapInterval } from "../../src/statistics/resampling/bootstrap-interval";
import { permutationTest } from "../../src/statistics/resampling/permutation-test";
import { errorOf } from "../assertions";

const CURVE = loyaltyCurve([1, 1, 3, 3, 3, 5, 5, null], [0, 2, 6, 5, 4, 9, 10, 8]);
const SHARES = loyaltyCurve([1, 1, 3, 3, 3, 5, 5], [0, 1, 0, 1, 1, 1, 1], { outcome: "binary" });
/** Twenty customers at each of four levels, whose loyalty is spread by one point around the given means. */
const CURVE_OF = (means: readonly number[]) => {
  const satisfaction = Array.from({ length: 80 }, (_, i) => 1 + (i % 4));
  const loyalty = satisfaction.map((level, i) => means[level - 1]! + (Math.floor(i / 4) % 2 === 0 ? 1 : -1));
  return loyaltyCurve(satisfaction, loyalty, { scale: { min: 1, max: 4 } });
};
const ZONE = insensitiveZone(CURVE_OF([2, 5, 5.1, 9]), { margin: 1.5, draws: 1000 });
const LATE = [true, true, true, true, true, false, false, false, false, false];
const RETAINED = retention(
  [
    { customer: "ann", at: "2026-01-01" },
    { customer: "ann", at: "2026-01-20" },
    { customer: "bob", at: "2026-01-01" },
    { customer: "cem", at: "2026-03-10" },
    { customer: "dan", at: "2026-03-20" },
    { customer: "eve", at: null },
  ],
  { asOf: "2026-03-31", within: 30 },
);
const AML = kaplanMeier([9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], {
  observed: [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0],
  horizon: 48,
  method: "log-log",
});
const FOOD = [1, 2, 3, 4, 5, 5, 3, 2, 4, 1, 5, 3, null];
const GATE = [3, 1, 4, 3, 5, 2, 2, 5, 1, 4, 4, 3, 2];
const FINE_GATE = [5, 5, 4, 5, 5, 4, 5, 5, 5, 4, 5, 5, 5];
const OVERALL = [2, 3, 4, 4, 5, 4, 4, 3, 5, 2, 5, 4, 3];
const REASONS = [
  { name: "signs", value: 20 },
  { name: "security", value: 60 },
  { name: "food", value: 20 },
];

const RATIOS = compareRatiosOfMeans(
  { numerator: [1, 0, 2, 3, 1], denominator: [4, 1, 6, 9, 5] },
  { numerator: [2, 1, 4, 2, 3], denominator: [5, 2, 9, 4, 5] },
);
const CLUSTERS = compareMeansClustered(
  { values: [3, 4, 2, 5, 4, null], clusters: ["a", "a", "b", "c", "c", "c"] },
  { values: [5, 5, 4, 3], clusters: ["d", "e", "e", "f"] },
);
const ADJUSTED = cuped(
  { outcome: [3, 5, 4, 6, 2], covariates: { before: [2, 5, 3, 6, 2] } },
  { outcome: [6, 4, 7, 5, 4], covariates: { before: [5, 3, 6, 3, 3] } },
);
const STRATA = [
  { name: "new", control: { successes: 55, trials: 80 }, treatment: { successes: 192, trials: 263 } },
  { name: "loyal", control: { successes: 234, trials: 270 }, treatment: { successes: 81, trials: 87 } },
];
const COMPARED = compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 });

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
      "the mean rating is 4.00 (95% interval: 2.09 to 5.00); n = 4, 1 missing.",
    "满意顾客（1 至 5 分量表中 4 分及以上）占 75.0%（95% 置信区间：30.1% 至 95.4%）；" +
      "平均评分为 4.00（95% 置信区间：2.09 至 5.00）；n = 4，缺失 1。",
  ],
  ces: [
    ces([7, 6, 5, 2]),
    "The effort score is 5.00 (95% interval: 2.40 to 6.93) on a scale of 1 to 7, where higher is easier; " +
      "75.0% (95% interval: 30.1% to 95.4%) found it easy; n = 4.",
    "顾客费力度（CES）得分为 5.00（95% 置信区间：2.40 至 6.93），量表 1 至 7，分数越高越轻松；" +
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
  "ratio-of-means": [
    RATIOS.control,
    "The ratio of the means is 0.28 (95% interval: 0.18 to 0.38); n = 5.",
    "均值之比为 0.28（95% 置信区间：0.18 至 0.38）；n = 5。",
  ],
  "clustered-mean": [
    CLUSTERS.control,
    "The mean is 3.60 (95% interval: 1.05 to 6.15), of 3 customers; n = 5, 1 missing.",
    "均值为 3.60（95% 置信区间：1.05 至 6.15），来自 3 位顾客；n = 5，缺失 1。",
  ],
  "rating-mean": [
    csat([5, 5, 4, 2, null]).mean,
    "The mean rating is 4.00 (95% interval: 2.09 to 5.00); n = 4, 1 missing.",
    "平均评分为 4.00（95% 置信区间：2.09 至 5.00）；n = 4，缺失 1。",
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
  quantile: [
    quantile([3, 5, 8, 12, 13, 21, 34, 40, 55, 89, null], 0.75),
    "The 75% quantile is 38.50 (95% interval: at least 13.00); n = 10, 1 missing.",
    "75% 分位数为 38.50（95% 置信区间：至少 13.00）；n = 10，缺失 1。",
  ],
  "kaplan-meier": [
    // test/golden/kaplan-meier.json
    AML,
    "The median time to the event is 31.0 (95% interval: at least 13.0); 7 of 11 had the event; n = 11.",
    "事件发生时间的中位数为 31.0（95% 置信区间：至少 13.0）；11 个中有 7 个发生了事件；n = 11。",
  ],
  "restricted-mean": [
    // in R: 31.8 + c(-1, 1) * qnorm(0.975) * 4.53
    AML.restrictedMean!,
    "The mean time to the event, each cut at 48, is 31.8 (95% interval: 23.0 to 40.7); n = 11.",
    "事件发生时间在 48 处截断的平均值为 31.8（95% 置信区间：23.0 至 40.7）；n = 11。",
  ],
  "cronbach-alpha": [
    // as psych::alpha.ci has it, see golden/cronbach-alpha.R
    cronbachAlpha({ a: [1, 2, 4, null, 3], b: [2, 1, 5, 3, 3], c: [1, 1, 4, 2, 5] }),
    "Cronbach's alpha of the 3 items is 0.90 (95% interval: 0.33 to 0.99); n = 4, 1 missing.",
    "3 个题项的克隆巴赫 α 系数为 0.90（95% 置信区间：0.33 至 0.99）；n = 4，缺失 1。",
  ],
  ratio: [
    ratio(proportion(48, 80), proportion(56, 70)),
    "The ratio of treatment to control is 1.33 (95% interval: 1.08 to 1.66); n = 150.",
    "实验组与对照组之比为 1.33（95% 置信区间：1.08 至 1.66）；n = 150。",
  ],
  "sample-size": [
    proportionSampleSize({ margin: 0.05 }, { population: 2000 }),
    "A sample of 320 answers from a population of 2,000 has a margin of 5 percentage points at a confidence level of " +
      "95%, and a standard error of 2.56 percentage points.",
    "样本量为 320（总体 2,000）时，95% 置信水平下误差范围为 ±5 个百分点，标准误为 2.56 个百分点。",
  ],
  "linear-model": [
    linearModel({ food: [3, 4, 2, 5, 4, 1, 3, null], staff: [4, 4, 3, 5, 3, 2, 5, 4] }, [3, 4, 2, 5, 4, 2, 4, 3]),
    "The model (n = 7, 1 missing) explains 90.5% of the variation; with the other predictors unchanged, the outcome changes per unit (or against the reference category) by: " +
      "food 0.653 (95% interval: 0.147 to 1.159); staff 0.236 (95% interval: -0.376 to 0.848).",
    "模型（n = 7，缺失 1）解释了 90.5% 的变异；其他变量相同时，预测变量每增加一个单位（或与参照类别相比），结果变化：" +
      "food 0.653（95% 置信区间：0.147 至 1.159）；staff 0.236（95% 置信区间：-0.376 至 0.848）。",
  ],
  "linear-model-em": [
    linearModelEm(
      {
        food: [3, 4, null, 5, 4, 1, 3, null, 2, 5, 1, 3, 4, 2],
        staff: [4, null, 3, 5, 3, 2, 5, 4, 2, 4, 3, 3, null, 1],
      },
      [3, 4, 2, 5, null, 2, 4, 3, 1, 5, 1, 3, 4, 2],
    ),
    "The model of all rows (n = 14, 9 complete), missing values at random, explains 87.3% of the variation; " +
      "with the other predictors unchanged, the outcome changes per unit (or against the reference category) by: " +
      "food 0.778 (95% interval: 0.356 to 1.200); staff 0.254 (95% interval: -0.202 to 0.711).",
    "使用全部行的模型（n = 14，其中完整的行 9，假定随机缺失）解释了 87.3% 的变异；其他变量相同时，预测变量每增加一个单位（或与参照类别相比），" +
      "结果变化：food 0.778（95% 置信区间：0.356 至 1.200）；staff 0.254（95% 置信区间：-0.202 至 0.711）。",
  ],
  "logistic-model": [
    logisticModel(
      { late: [true, true, true, true, true, false, false, false, false, null] },
      [1, 1, 0, 0, 0, 1, 1, 1, 0, 0],
    ),
    "The model (n = 9, 1 missing) gives the yes the higher probability in 67.5% of the pairs of a yes and a no among the " +
      "rows it was fitted to; odds ratios, the other predictors equal: late 0.222 (95% interval: 0.0124 to 3.98).",
    "模型（n = 9，缺失 1）在用于拟合的行中，对 67.5% 的“是”与“否”配对给“是”更高的概率；其他变量相同时的优势比：" +
      "late 0.222（95% 置信区间：0.0124 至 3.98）。",
  ],
  "ordinal-model": [
    ordinalModel({ gate: ["A", "A", "A", "A", "B", "B", "B", "C"] }, [0, 1, 0, 1, 1, 0, 1, 1]),
    "The model (n = 8) tells 2 levels apart; one unit more, or the category instead of the reference, the other " +
      "predictors equal, multiplies the odds of a higher level by: gate[B] 2 (95% interval: 0.0902 to 44.4); " +
      "gate[C]: no finite odds ratio, as some answers are told apart without an error.",
    "模型（n = 8）区分 2 个等级；其他变量相同时，每高一个单位（或与参照类别相比），更高等级的优势乘以：" +
      "gate[B] 2（95% 置信区间：0.0902 至 44.4）；gate[C]：没有有限的优势比，因为部分回答被毫无误差地区分开。",
  ],
  "marginal-effects": [
    marginalEffects(logisticModel({ late: LATE }, [1, 1, 0, 0, 0, 1, 1, 1, 1, 0]), { late: [...LATE, null] }),
    "On average the probability of yes differs, with a unit more or from the reference, by: " +
      "late -40.0 percentage points (95% interval: -95.4 to 15.4); n = 10, 1 missing.",
    "平均而言，每高一个单位或与参照类别相比，“是”的概率相差：late -40.0 个百分点（95% 置信区间：-95.4 至 15.4）；" +
      "n = 10，缺失 1。",
  ],
  prediction: [
    predict(linearModel({ food: [1, 2, 3, 4, 5] }, [2, 2, 3, 5, 5]), { food: [3, null, 6] }),
    "The expected outcome of the predicted rows lies between 3.4 and 6.1; n = 2, 1 missing.",
    "各行的预测结果在 3.4 与 6.1 之间；n = 2，缺失 1。",
  ],
  correlation: [
    correlation([5, 3, 4, 1, 4, 2, 5, null], [9, 6, 10, 2, 7, 5, 10, 8]),
    "The correlation (Pearson's r) is 0.94 (95% interval: 0.62 to 0.99), p = 0.002; n = 7, 1 missing.",
    "相关系数（皮尔逊 r）为 0.94（95% 置信区间：0.62 至 0.99），p = 0.002；n = 7，缺失 1。",
  ],
  "partial-correlation": [
    partialCorrelation([4, 2, 5, 3, 4, 1, 3, 5], [8, 5, 9, 7, 6, 3, 6, 10], { overall: [5, 3, 4, 4, 3, 1, 3, 5] }),
    "The correlation (Pearson's r) with others held fixed (overall) is 0.82 (95% interval: 0.17 to 0.97), p = 0.024; " +
      "n = 8.",
    "控制其他变量（overall）后的偏相关系数（皮尔逊 r）为 0.82（95% 置信区间：0.17 至 0.97），p = 0.024；n = 8。",
  ],
  "correlation-matrix": [
    correlationMatrix({ food: [3, 4, 2, 5, 4], staff: [4, 4, 3, 5, 3], wifi: [3, 3, 3, 3, 3] }),
    "The strongest of 3 correlations (Pearson's r) is that of food and staff, 0.68, adjusted p = 0.205; n = 5.",
    "3 个相关系数（皮尔逊 r）中最强的是 food 与 staff 之间的 0.68，校正后 p = 0.205；n = 5。",
  ],
  bootstrap: [
    // test/golden/bootstrap.json
    bootstrapInterval(
      [12.3, 9.1, 33.7, 41.2, 8.4, 15.9, 90.6, 22.5, 17.8, 25],
      (sample) => sample.reduce((sum, value) => sum + value, 0) / sample.length,
      { method: "percentile", draws: 399 },
    ),
    "The statistic is 27.65 (95% interval: 15.38 to 44.41), from 399 resamples; n = 10.",
    "统计量为 27.65（95% 置信区间：15.38 至 44.41），基于 399 次重抽样；n = 10。",
  ],
  "permutation-test": [
    permutationTest([3, 4, 2, 5, 3, null], [5, 4, 5, 6]),
    "The statistic is 1.60; a permutation test of no difference between the groups gives p = 0.071, " +
      "from all 126 arrangements; n = 9, 1 missing.",
    "统计量为 1.60；置换检验（原假设：两组无差异）：p = 0.071，基于全部 126 种排列；n = 9，缺失 1。",
  ],
  "loyalty-curve": [
    CURVE,
    "Loyalty at each level of satisfaction (n = 7, 1 missing): 1 → 1.00 (95% interval: -1.08 to 3.08); " +
      "3 → 5.00 (95% interval: 3.30 to 6.70); 5 → 9.50 (95% interval: 7.42 to 11.58).",
    "各满意度等级的忠诚度（n = 7，缺失 1）：1 → 1.00（95% 置信区间：-1.08 至 3.08）；" +
      "3 → 5.00（95% 置信区间：3.30 至 6.70）；5 → 9.50（95% 置信区间：7.42 至 11.58）。",
  ],
  "segmented-regression": [
    segmentedRegression([1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, null], [1, 2, 4, 5, 7, 7, 8, 8, 9, 9]),
    "The slope is 2.94 up to 3.00 (95% interval: 2.52 to 3.48); 1.06 beyond; one straight line: p = 0.008 (Davies' test); " +
      "n = 9, 1 missing.",
    "x 不超过 3.00（95% 置信区间：2.52 至 3.48）时斜率为 2.94，之后为 1.06；单一直线的检验（Davies）：p = 0.008；n = 9，缺失 1。",
  ],
  "curve-form-comparison": [
    compareCurveForms(loyaltyCurve([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], [1, 2, 5, 4, 6, 7, 8, 7, 9, 8])),
    "Of 6 forms of the curve, a power of satisfaction describes it best (Akaike weight 43.9%); n = 10.",
    "在曲线的 6 种形式中，满意度的幂函数描述得最好（赤池权重 43.9%）；n = 10。",
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
  retention: [
    RETAINED,
    "33.3% (95% interval: 6.1% to 79.2%) of customers order again within 30 days of their first order; " +
      "the median time to the lapse is 39.5 (95% interval: at least 30.0) days; n = 4, 1 missing.",
    "首次下单后 30 天内再次下单的顾客占 33.3%（95% 置信区间：6.1% 至 79.2%）；" +
      "流失时间的中位数为 39.5（95% 置信区间：至少 30.0）天；n = 4，缺失 1。",
  ],
  "repeat-share": [
    RETAINED.repeatShare,
    "33.3% (95% interval: 6.1% to 79.2%) of customers order again within 30 days of their first order; " + "n = 4.",
    "首次下单后 30 天内再次下单的顾客占 33.3%（95% 置信区间：6.1% 至 79.2%）；n = 4。",
  ],
  "driver-importance": [
    driverImportance({ food: FOOD, gate: GATE }, OVERALL),
    "The drivers explain 83.0% of the outcome's variation together; Shapley (LMG) shares of that: food 99.8% (95% interval: 67.5% " +
      "to 99.9%); gate 0.2% (95% interval: 0.1% to 32.5%); n = 12, 1 missing.",
    "驱动因素共同解释结果变异的 83.0%；其中各因素的沙普利（LMG）份额：food 99.8%（95% 置信区间：67.5% 至 99.9%）；" +
      "gate 0.2%（95% 置信区间：0.1% 至 32.5%）；n = 12，缺失 1。",
  ],
  "penalty-reward": [
    penaltyReward({ food: FOOD, gate: GATE }, OVERALL, { low: 2, high: 5 }),
    "Against answers in between (85.9% of the outcome's variation explained; n = 12, 1 missing): food: penalty -1.83, " +
      "reward +0.25, asymmetry -0.76 (95% interval: -1.00 to -0.09), dissatisfier; gate: penalty +0.33, reward +0.72, " +
      "asymmetry 1.00 (95% interval: -0.43 to 1.00), undetermined.",
    "与中间评分相比（模型解释结果变异的 85.9%；n = 12，缺失 1）：food：惩罚 -1.83，奖励 +0.25，影响不对称指数 -0.76（95% 置信区间：" +
      "-1.00 至 -0.09），不满意因素；gate：惩罚 +0.33，奖励 +0.72，影响不对称指数 1.00（95% 置信区间：-0.43 至 1.00），未定。",
  ],
  "importance-performance": [
    importancePerformance({ food: FOOD, gate: FINE_GATE }, OVERALL),
    "Importance and performance on 0 to 100, where the axes cross at 50.0% and 74.2: food 94.9% and 54.2 (n = 12), undecided " +
      "(performance); gate 5.1% and 94.2 (n = 13), possible overkill; importance: n = 12, 1 missing.",
    "重要性与绩效（0 至 100），两轴交于 50.0% 与 74.2：food 94.9% 与 54.2（n = 12），未定（绩效）；gate 5.1% 与 94.2（n = 13），" +
      "可能过度投入；重要性：n = 12，缺失 1。",
  ],
  "driver-priorities": [
    driverPriorities({ food: FOOD, gate: FINE_GATE }, OVERALL),
    "With every answer one level up, the mean rating of 3.75 is expected to change by: food +0.48 (95% interval: 0.27 " +
      "to 0.80); gate +0.10 (95% interval: -0.06 to 0.34); food is best; n = 12, 1 missing.",
    "若所有评分提高一级，平均评分（现为 3.75）预期变化：food +0.48（95% 置信区间：0.27 至 0.80）；gate +0.10（95% 置信区间：" +
      "-0.06 至 0.34）；最优的是 food；n = 12，缺失 1。",
  ],
  "driver-gain": [
    driverPriorities({ food: FOOD, gate: FINE_GATE }, OVERALL).drivers[0]?.gain as DriverGain,
    "The expected gain is +0.48 (95% interval: 0.27 to 0.80); n = 12, 1 missing.",
    "预期增益为 +0.48（95% 置信区间：0.27 至 0.80）；n = 12，缺失 1。",
  ],
  "insensitive-zone": [
    ZONE,
    "The loyalty curve has an insensitive zone from satisfaction 2 to 3 (p < 0.001), which is flat: its slope lies " +
      "within ±1.50 per point (p < 0.001); per point loyalty changes by +3.00 (95% interval: 2.34 to 3.66) below it, +0.10 (95% interval: -0.56 to " +
      "0.76) inside and +3.90 (95% interval: 3.24 to 4.56) above; from its upper end to the top by +3.90 (95% interval: " +
      "3.24 to 4.56); n = 80.",
    "忠诚度曲线在满意度 2 至 3 之间有满意不敏感区（p < 0.001），可认定该区平坦：其斜率不超出每分 ±1.50（p < 0.001）；满意度每升一分，忠诚度在其" +
      "下方变化 +3.00（95% 置信区间：2.34 至 3.66），区内变化 +0.10（95% 置信区间：-0.56 至 0.76），上方变化 " +
      "+3.90（95% 置信区间：3.24 至 4.56）；从该区上端升到最高等级变化 +3.90（95% 置信区间：3.24 至 4.56）；n = 80。",
  ],
  "smallest-winning-move": [
    smallestWinningMove(CURVE_OF([2, 5, 5.1, 9]), { draws: 1000 }),
    "Of all moves of one level up, that from satisfaction 3 to 4 gains most loyalty (probability 97.5%): +0.98 (95% " +
      "interval: 0.81 to 1.14) on the average of all customers, +3.90 (95% interval: 3.24 to 4.56) for each who moves; " +
      "n = 80.",
    "在提升一个等级的各种改进中，把满意度从 3 提升到 4 带来的忠诚度增量最大（概率 97.5%）：按全体顾客平均为 +0.98（95% " +
      "置信区间：0.81 至 1.14），每位被提升的顾客为 +3.90（95% 置信区间：3.24 至 4.56）；n = 80。",
  ],
  pareto: [
    pareto(REASONS),
    "The largest 2 causes of 3 make up 80.0% of the total of 100: security; signs (as large as the last: food).",
    "3 个原因中最大的 2 个占总量 100 的 80.0%：security；signs（与最后一项同样大的还有：food）。",
  ],
  "word-of-mouth": [
    projectWordOfMouth({ customers: 1000, referralRate: 0.1, satisfaction: csat([5, 4, 4, 3, 1]).mean }),
    "Assuming that 1,000 customers bring 0.1 new ones each for each unit of satisfaction, " +
      "340 (95% interval: 190 to 467) new customers come; n = 5.",
    "假设 1,000 位顾客每人按满意度的每一分带来 0.1 位新顾客，则新增顾客 340（95% 置信区间：190 至 467）；n = 5。",
  ],
  "variants-comparison": [
    compareVariants(
      { successes: 52, trials: 410 },
      { blue: { successes: 66, trials: 400 }, green: { successes: 82, trials: 390 } },
      { compare: compareProportions },
    ),
    "Adjusted for 2 comparisons (Holm's method): blue against control +3.8 percentage points (95% interval: -1.8 to " +
      "9.5), p = 0.124; green against control +8.3 percentage points (95% interval: 2.4 to 14.3), p = 0.003; n = 1,200.",
    "经 2 次比较的校正（Holm 法）：blue 对 对照组：+3.8 个百分点（95% 置信区间：-1.8 至 9.5），p = 0.124；green 对 对照组：" +
      "+8.3 个百分点（95% 置信区间：2.4 至 14.3），p = 0.003；n = 1,200。",
  ],
  "sample-ratio-mismatch": [
    sampleRatioMismatch([1012, 2188], { ratio: [1, 2] }),
    "The arms hold 31.6% : 68.4% of the customers where 33.3% : 66.7% were planned, p = 0.040: no mismatch found; " +
      "n = 3,200.",
    "各组顾客占比为 31.6% : 68.4%，计划为 33.3% : 66.7%，p = 0.040：未发现样本比例失衡；n = 3,200。",
  ],
  "proportion-comparison": [
    compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 }),
    "80.0% (treatment) against 60.0% (control); the difference is +20.0 percentage points " +
      "(95% interval: 5.3 to 33.8), p = 0.008; n = 150.",
    "实验组 80.0%，对照组 60.0%；差值为 +20.0 个百分点（95% 置信区间：5.3 至 33.8），p = 0.008；n = 150。",
  ],
  "exact-proportion-comparison": [
    compareProportionsExact({ successes: 1, trials: 4 }, { successes: 3, trials: 4 }),
    "75.0% (treatment) against 25.0% (control); the odds ratio is 6.41 (95% interval: 0.212 to 626), p = 0.486; n = 8.",
    "实验组 75.0%，对照组 25.0%；优势比为 6.41（95% 置信区间：0.212 至 626），p = 0.486；n = 8。",
  ],
  "paired-proportion-comparison": [
    compareProportionsPaired({ both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 }),
    "Of the same customers, 65.0% (treatment) against 55.0% (control); the difference is +10.0 percentage points " +
      "(95% interval: 1.3 to 19.2), p = 0.025; n = 100.",
    "同一批顾客：实验组 65.0%，对照组 55.0%；差值为 +10.0 个百分点（95% 置信区间：1.3 至 19.2），p = 0.025；n = 100。",
  ],
  "stratified-proportion-comparison": [
    compareProportionsStratified(STRATA),
    "Weighted over the strata, 83.4% (treatment) against 78.0% (control); the difference is +5.4 percentage points " +
      "(95% interval: -1.4 to 11.9), p = 0.119; n = 700.",
    "按层加权后：实验组 83.4%，对照组 78.0%；差值为 +5.4 个百分点（95% 置信区间：-1.4 至 11.9），p = 0.119；n = 700。",
  ],
  "standardized-share": [
    compareProportionsStratified(STRATA).control,
    "Weighted over the strata, the share is 78.0% (95% interval: 72.3% to 82.9%); n = 350.",
    "按层加权后的占比为 78.0%（95% 置信区间：72.3% 至 82.9%）；n = 350。",
  ],
  "mean-comparison": [
    compareMeans([3, 4, 5, 4], { n: 40, mean: 4.5, standardDeviation: 0.8 }),
    "A mean of 4.50 (treatment) against 4.00 (control); the difference is +0.50 (95% interval: -0.74 to 1.74), " +
      "p = 0.314; n = 44.",
    "均值：实验组 4.50，对照组 4.00；差值为 +0.50（95% 置信区间：-0.74 至 1.74），p = 0.314；n = 44。",
  ],
  "paired-mean-comparison": [
    compareMeansPaired([3, 4, 2, 5, 3, null], [4, 5, 2, 5, 5, 4]),
    "Of the same customers, a mean of 4.20 (treatment) against 3.40 (control); the difference is +0.80 (95% interval: " +
      "-0.24 to 1.84), p = 0.099; n = 5, 1 missing.",
    "同一批顾客的均值：实验组 4.20，对照组 3.40；差值为 +0.80（95% 置信区间：-0.24 至 1.84），p = 0.099；n = 5，缺失 1。",
  ],
  "rating-comparison": [
    compareRatings([4, 3, 5, 2, 4, 3, 3, 5, 4, 2, 1, 4, null], [5, 4, 5, 4, 3, 5, 4, 5, 2, 5, 4]),
    "A mean rating of 4.18 (treatment) against 3.33 (control); the difference is +0.85 (95% interval: -0.11 to 1.81); " +
      "an answer in treatment is higher than one in control with probability 70.8% (95% interval: 48.5% to 93.1%), ties " +
      "counting a half, p = 0.065; n = 23, 1 missing.",
    "平均评分：实验组 4.18，对照组 3.33；差值为 +0.85（95% 置信区间：-0.11 至 1.81）；相等计一半时，实验组的回答高于对照组的概率为 " +
      "70.8%（95% 置信区间：48.5% 至 93.1%），p = 0.065；n = 23，缺失 1。",
  ],
  "nps-comparison": [
    compareNps([10, 9, 7, 3], [10, 9, 10, 3, null]),
    "An NPS of 50.0 (treatment) against 25.0 (control); the difference is +25.0 points (95% interval: -71.0 to 99.6), " +
      "p = 0.743; n = 8, 1 missing.",
    "NPS：实验组 50.0，对照组 25.0；差值为 +25.0 分（95% 置信区间：-71.0 至 99.6），p = 0.743；n = 8，缺失 1。",
  ],
  "paired-nps-comparison": [
    compareNpsPaired([9, 8, 3, 7, 10, 6], [10, 9, 7, 7, 10, null]),
    "Of the same customers, an NPS of 60.0 (treatment) against 20.0 (control); the difference is +40.0 points " +
      "(95% interval: -64.3 to 109.5), p = 0.317; n = 5, 1 missing.",
    "同一批顾客的 NPS：实验组 60.0，对照组 20.0；差值为 +40.0 分（95% 置信区间：-64.3 至 109.5），p = 0.317；n = 5，缺失 1。",
  ],
  "ratio-of-means-comparison": [
    RATIOS,
    "A ratio of 0.48 (treatment) against 0.28 (control); the difference is +0.20 (95% interval: 0.09 to 0.31), " +
      "p = 0.004; n = 10.",
    "均值之比：实验组 0.48，对照组 0.28；差值为 +0.20（95% 置信区间：0.09 至 0.31），p = 0.004；n = 10。",
  ],
  "clustered-mean-comparison": [
    CLUSTERS,
    "With the answers of 3 against 3 customers, a mean of 4.25 (treatment) against 3.60 (control); the difference is " +
      "+0.65 (95% interval: -1.49 to 2.79), p = 0.441; n = 9, 1 missing.",
    "3 位与 3 位顾客回答的均值：实验组 4.25，对照组 3.60；差值为 +0.65（95% 置信区间：-1.49 至 2.79），p = 0.441；" +
      "n = 9，缺失 1。",
  ],
  "cuped-comparison": [
    ADJUSTED,
    "Adjusted for the covariates, a mean of 5.03 (treatment) against 4.17 (control); the difference is +0.86 " +
      "(95% interval: 0.15 to 1.57), p = 0.024; n = 10.",
    "按协变量调整后的均值：实验组 5.03，对照组 4.17；差值为 +0.86（95% 置信区间：0.15 至 1.57），p = 0.024；n = 10。",
  ],
  "adjusted-mean": [
    ADJUSTED.control,
    "Adjusted for the covariates, the mean is 4.17 (95% interval: 2.99 to 5.35); n = 5.",
    "按协变量调整后的均值为 4.17（95% 置信区间：2.99 至 5.35）；n = 5。",
  ],
  "arm-ratio": [
    COMPARED.ratio as FiniteRatio<"arm-ratio">,
    "The ratio of treatment to control is 1.33 (95% interval: 1.08 to 1.67); n = 150.",
    "实验组与对照组之比为 1.33（95% 置信区间：1.08 至 1.67）；n = 150。",
  ],
  "arm-odds-ratio": [
    COMPARED.oddsRatio as FiniteRatio<"arm-odds-ratio">,
    "The odds ratio of treatment to control is 2.67 (95% interval: 1.28 to 5.54); n = 150.",
    "实验组与对照组的优势比为 2.67（95% 置信区间：1.28 至 5.54）；n = 150。",
  ],
  "cohens-h": [
    COMPARED.effectSize,
    "Cohen's h of treatment over control is 0.44 (95% interval: 0.12 to 0.75); n = 150.",
    "实验组相对于对照组的 Cohen's h 为 0.44（95% 置信区间：0.12 至 0.75）；n = 150。",
  ],
  "hedges-g": [
    compareMeans([3, 4, 5, 4], [5, 4, 6, 5, 4]).effectSize as HedgesG,
    "Hedges' g of treatment over control is 0.86 (95% interval: -0.47 to 2.37); n = 9.",
    "实验组相对于对照组的 Hedges' g 为 0.86（95% 置信区间：-0.47 至 2.37）；n = 9。",
  ],
  "mann-whitney": [
    mannWhitney([1, 2, 4, 4, 5], [3, 4, 5, 5, 5, null]),
    "In 74.0% of pairs treatment is higher than control, ties counting a half; Mann-Whitney test: p = 0.230; " +
      "n = 10, 1 missing.",
    "两两比较中，实验组高于对照组的占 74.0%（相等计一半）；Mann-Whitney 检验：p = 0.230；n = 10，缺失 1。",
  ],
  "probability-of-superiority": [
    probabilityOfSuperiority([1, 2, 4, 4, 5], [3, 4, 5, 5, 5]),
    "An answer in treatment is higher than one in control with probability 74.0% (95% interval: 37.0% to 93.2%), " +
      "ties counting a half; n = 10.",
    "相等计一半时，实验组的回答高于对照组的概率为 74.0%（95% 置信区间：37.0% 至 93.2%）；n = 10。",
  ],
  "cliffs-delta": [
    cliffsDelta([1, 2, 4, 4, 5], [3, 4, 5, 5, 5]),
    "Cliff's delta of treatment over control is 0.48 (95% interval: -0.26 to 0.86); n = 10.",
    "实验组相对于对照组的 Cliff's δ 为 0.48（95% 置信区间：-0.26 至 0.86）；n = 10。",
  ],
  "brunner-munzel": [
    brunnerMunzel([1, 2, 4, 4, 5], [3, 4, 5, 5, 5]),
    "In 74.0% of pairs treatment is higher than control, ties counting a half; Brunner-Munzel test: p = 0.185; n = 10.",
    "两两比较中，实验组高于对照组的占 74.0%（相等计一半）；Brunner-Munzel 检验：p = 0.185；n = 10。",
  ],
  "kruskal-wallis": [
    kruskalWallis({ north: [1, 2, 3], south: [4, 5, 6] }),
    "The mean ranks of the groups are north 2; south 5 (Kruskal-Wallis test: p = 0.050; n = 6).",
    "各组的平均秩：north 2；south 5（Kruskal-Wallis 检验：p = 0.050；n = 6）。",
  ],
  "wilcoxon-signed-rank": [
    wilcoxonSignedRank([1, 2, 3, 4, null], [2, 4, 6, 4, 5]),
    "Of 4 pairs 3 rose, 0 fell and 1 did not change; Wilcoxon signed-rank test: p = 0.181; n = 4, 1 missing.",
    "4 个配对中 3 个上升，0 个下降，1 个不变；Wilcoxon 符号秩检验：p = 0.181；n = 4，缺失 1。",
  ],
  mcnemar: [
    mcnemar({ both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 }),
    "15 changed from no to yes and 5 from yes to no, so yes changed by +10.0 percentage points; " +
      "McNemar's test: p = 0.041; n = 100.",
    "15 位由“否”变为“是”，5 位由“是”变为“否”，“是”的占比变化 +10.0 个百分点；McNemar 检验：p = 0.041；n = 100。",
  ],
  "chi-squared-test": [
    chiSquaredTest([
      [30, 20, 10],
      [20, 25, 25],
    ]),
    "Chi-squared test of rows against columns: p = 0.016; Cramer's V is 0.25; n = 130.",
    "行变量与列变量独立性的卡方检验：p = 0.016；Cramér's V 为 0.25；n = 130。",
  ],
  "chi-squared-goodness-of-fit": [
    chiSquaredGoodnessOfFit([44, 56]),
    "Chi-squared test of the counts against their expected shares: p = 0.230; n = 100.",
    "频数与期望占比的卡方拟合优度检验：p = 0.230；n = 100。",
  ],
  "fisher-exact": [
    fisherExact([
      [3, 1],
      [1, 3],
    ]),
    "Fisher's exact test of rows against columns: p = 0.486; the odds ratio is 6.41 " +
      "(95% interval: 0.21 to 626.24); n = 8.",
    "行变量与列变量独立性的 Fisher 精确检验：p = 0.486；优势比为 6.41（95% 置信区间：0.21 至 626.24）；n = 8。",
  ],
  anova: [
    anova({ north: [6, 8, 4, 5, 3, 4], south: [8, 12, 9, 11, 6, 8], west: [13, 9, 11, 8, 7, 12] }),
    "The means of the groups are north 5; south 9; west 10 (analysis of variance: p = 0.002; n = 18).",
    "各组均值：north 5；south 9；west 10（方差分析：p = 0.002；n = 18）。",
  ],
  "welch-anova": [
    welchAnova({ north: [1, 1], south: [2, 4] }),
    "The means of the groups are north 1; south 3 (Welch's analysis of variance: not possible; n = 4).",
    "各组均值：north 1；south 3（Welch 方差分析：无法进行；n = 4）。",
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

  it("formatResult() says of a logistic model how it was fitted, and what it has no odds ratio of", () => {
    const gate = ["A", "A", "A", "A", "B", "B", "B", "B", "C", "C"];
    const late = [1, 0, 1, 0, 0, 0, 1, 0, 1, 1];
    const apart = logisticModel({ gate }, late);
    expect(formatResult(apart)).toMatch(
      /; gate\[C\]: no finite odds ratio, as some answers are told apart without an error \(method "firth" gives one\)\.$/,
    );
    expect(formatResult(apart, { locale: "zh" })).toMatch(
      /；gate\[C\]：没有有限的优势比，因为部分回答被毫无误差地区分开（方法 "firth" 可给出）。$/,
    );
    const firth = logisticModel({ gate }, late, { method: "firth" });
    expect(formatResult(firth)).toMatch(/^The model \(n = 10, Firth's method\) gives /);
    expect(formatResult(firth, { locale: "zh" })).toMatch(/^模型（n = 10，Firth 法）在/);
    const surveyed = logisticModel({ gate }, late, { weights: late.map((value) => 1 + value) });
    // Firth's method takes no survey weights
    expect(formatResult(surveyed)).toMatch(
      /^The model \(n = 10, survey weights\) has these odds ratios, the other predictors equal: .* without an error\.$/,
    );
    expect(formatResult(surveyed, { locale: "zh" })).toMatch(/^模型（n = 10，调查权重）其他变量相同时的优势比：/);
  });

  it("formatResult() never writes an odds ratio as 0.00, and one that ends beyond the doubles has no end", () => {
    const money = [1e6, 2e6, 2e6, 3e6, 4e6, 3e6];
    const answers = [0, 0, 1, 1, 0, 1];
    const small = (unit: number) => logisticModel({ money: money.map((value) => value / unit) }, answers);
    expect(formatResult(small(1e7))).toMatch(/: money 41 \(95% interval: 0\.00000131 to 1,282,\d{3},\d{3}\)\.$/);
    expect(formatResult(small(1e8))).toMatch(/: money 1\.36E16 \(95% interval: 1\.53E-59 to 1\.2E91\)\.$/);
    expect(formatResult(small(5e8))).toMatch(/: money \S+ \(95% interval: at least \S+E-295\)\.$/);
    expect(formatResult(small(8e8))).toMatch(/: money \S+ \(95% interval: unbounded\)\.$/);
    expect(formatResult(small(1e300))).toMatch(/: money: the odds ratio is beyond the range of numbers\.$/);
    expect(formatResult(small(1e300), { locale: "zh" })).toMatch(/：money：优势比超出数值范围。$/);
  });

  it("formatResult() says of an ordinal model where Brant's test speaks against it, and what a probit's effects are", () => {
    const rows = Array.from({ length: 60 }, (_, i) => i);
    const late = rows.map((i) => i % 2);
    // the late ones are at both ends
    const rating = rows.map((i) => (i % 2 === 1 ? [1, 1, 3, 3, 2, 3] : [1, 2, 2, 2, 3, 2])[Math.floor(i / 2) % 6] ?? 2);
    const model = ordinalModel({ late }, rating);
    expect(model.proportionality?.overall.pValue).toBeLessThan(0.05);
    expect(formatResult(model)).toMatch(
      /\); the effects may differ between levels \(Brant's test: p [=<] 0\.\d{3}\)\.$/,
    );
    expect(formatResult(model, { locale: "zh" })).toMatch(
      /；各等级之间的作用可能不同（Brant 检验：p [=<] 0\.\d{3}）。$/,
    );
    expect(formatResult(ordinalModel({ late }, rating, { link: "probit" }))).toMatch(
      /tells 3 levels apart; one unit more, or the category instead of the reference, the other predictors equal, moves the probit of a higher level by: /,
    );
    expect(formatResult(ordinalModel({ late }, rating, { link: "probit" }), { locale: "zh" })).toMatch(
      /，更高等级的概率单位变化：late /,
    );
  });

  it("formatResult() calls the quantile at one half the median", () => {
    expect(formatResult(median([7]))).toBe("The median is 7.00 (95% interval: unbounded); n = 1.");
    expect(formatResult(median([7]), { locale: "zh" })).toBe("中位数为 7.00（95% 置信区间：无界）；n = 1。");
  });

  it("formatResult() says where no two columns have a correlation, and which arrangements were drawn", () => {
    const none = correlationMatrix({ a: [1, 1, 1], b: [2, 3, 4] }, { method: "kendall" });
    expect(formatResult(none)).toBe("No two columns have a correlation (Kendall's tau-b); n = 3.");
    expect(formatResult(none, { locale: "zh" })).toBe("没有两列之间能计算相关系数（肯德尔 τ-b）；n = 3。");
    const drawn = permutationTest([1, 2, 3, 4, 5, 6], [11, 12, 13, 14, 15, 16], { draws: 150 });
    expect(formatResult(drawn)).toMatch(
      /^The statistic is 10\.00; a permutation test .* gives p = 0\.\d{3}, from 150 random arrangements; n = 12\.$/,
    );
    expect(formatResult(drawn, { locale: "zh" })).toMatch(
      /^统计量为 10\.00；置换检验（原假设：两组无差异）：p = 0\.\d{3}，基于随机抽取的 150 种排列；n = 12。$/,
    );
  });

  it("formatResult() writes a plan in its unit, with or without a population and a margin", () => {
    const score = npsSampleSize({ margin: 5 }, { confidenceLevel: 0.9 });
    expect(formatResult(score)).toBe(
      "A sample of 1,078 answers has a margin of 5 points at a confidence level of 90%, " +
        "and a standard error of 3.05 points.",
    );
    expect(formatResult(score, { locale: "zh" })).toBe(
      "样本量为 1,078 时，90% 置信水平下误差范围为 ±5 分，标准误为 3.05 分。",
    );
    const one = meanSampleSize({ standardError: 2 }, { standardDeviation: 1.5 });
    expect(formatResult(one)).toBe(
      "A sample of 1 answer has no margin at a confidence level of 95%, and a standard error of 1.5.",
    );
    expect(formatResult(one, { locale: "zh" })).toBe("样本量为 1 时，95% 置信水平下无法给出误差范围，标准误为 1.5。");
  });

  it("formatResult() says that an odds ratio is unbounded, with its interval, and leaves out one that there is not", () => {
    const apart = fisherExact([
      [3, 0],
      [0, 3],
    ]);
    // R's fisher.test: p-value = 0.1, odds ratio Inf, 95 percent confidence interval 0.6479746 Inf
    expect(formatResult(apart)).toBe(
      "Fisher's exact test of rows against columns: p = 0.100; the odds ratio is unbounded " +
        "(95% interval: at least 0.65); n = 6.",
    );
    expect(formatResult(apart, { locale: "zh" })).toBe(
      "行变量与列变量独立性的 Fisher 精确检验：p = 0.100；优势比无上界（95% 置信区间：至少 0.65）；n = 6。",
    );
    const larger = fisherExact([
      [3, 0, 1],
      [0, 3, 1],
    ]);
    expect(formatResult(larger)).not.toContain("odds ratio");
    expect(formatResult(larger, { locale: "zh" })).not.toContain("优势比");
  });

  it("formatResult() says of the odds ratio of two empty arms that it is not known, and of one empty arm its lower end", () => {
    const compared = (control: number, treatment: number) =>
      compareProportionsExact({ successes: control, trials: 9 }, { successes: treatment, trials: 9 });
    expect(formatResult(compared(0, 0))).toBe(
      "0.0% (treatment) against 0.0% (control); the odds ratio is not known, p = 1.000; n = 18.",
    );
    expect(formatResult(compared(0, 0), { locale: "zh" })).toBe(
      "实验组 0.0%，对照组 0.0%；优势比无法估计，p = 1.000；n = 18。",
    );
    expect(formatResult(compared(0, 9))).toMatch(
      /; the odds ratio is unbounded \(95% interval: at least [\d.]+\), p < 0\.001;/,
    );
  });

  it("formatResult() writes the level of a quantile and an interval without needless decimals", () => {
    expect(formatResult(quantile([1, 2, 3], 0.9))).toMatch(/^The 90% quantile is /);
    expect(formatResult(quantile([1, 2, 3], 0.975), { locale: "zh" })).toMatch(/^97\.5% 分位数为 /);
  });

  it("formatResult() says that a named test is not possible", () => {
    expect(formatResult(mannWhitney([3, 3], [3, 3]))).toContain("Mann-Whitney test: not possible; n = 4.");
    expect(formatResult(mannWhitney([3, 3], [3, 3]), { locale: "zh" })).toContain(
      "Mann-Whitney 检验：无法进行；n = 4。",
    );
  });

  it("formatResult() writes a score from resampling that has no interval", () => {
    const score = npsBootstrap({ promoters: 3, passives: 0, detractors: 0 });
    expect(formatResult(score)).toMatch(/^NPS is 100\.0 \(no interval\): /);
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

  it("says of several variants whether the arms have the planned sizes, and what each comparison tests", () => {
    const few = { a: { successes: 9, trials: 1000 }, b: { successes: 9, trials: 300 } };
    const control = { successes: 0, trials: 990 };
    const odd = compareVariants(control, few, { compare: compareProportionsExact, adjust: "bonferroni" });
    expect(formatResult(odd)).toMatch(
      /^Adjusted for 2 comparisons \(Bonferroni's method\): a against control unbounded/,
    );
    expect(formatResult(odd)).toContain(
      "; the arms are not of the planned sizes, so do not trust the comparisons; n = 2,290.",
    );
    expect(formatResult(odd, { locale: "zh" })).toContain("；各组人数与计划不符，以上结果均不可信；n = 2,290。");
    const pairs = compareVariants([1, 2, 4, 3], { a: [5, 6, 8, 7] }, { compare: compareMeans, adjust: "tukey" });
    expect(formatResult(pairs, { control: "old page" })).toMatch(
      /^Adjusted for 1 comparison \(Tukey's method\): a against old page \+4.00 \(95% interval: /,
    );
    const ratings = compareVariants([1, 2, 4, 3], { a: [5, 4, 3, 5] }, { compare: compareRatings, ratio: null });
    expect(formatResult(ratings)).toMatch(
      /a against control 87\.5% \(95% interval: .*\) of pairs higher, ties counting a half, p/,
    );
    expect(formatResult(ratings, { locale: "zh" })).toMatch(/a 对 对照组：回答更高的配对占 87\.5%/);
  });

  it("says that the intervals beside p-values of Hochberg's and of false discoveries are not adjusted", () => {
    const few = { a: { successes: 9, trials: 300 }, b: { successes: 4, trials: 310 } };
    const said = (adjust: VariantsAdjustment, locale: "en" | "zh") =>
      formatResult(compareVariants({ successes: 1, trials: 305 }, few, { compare: compareProportions, adjust }), {
        locale,
      });
    for (const adjust of ["hochberg", "benjamini-hochberg", "benjamini-yekutieli"] as const) {
      expect(said(adjust, "en")).toMatch(/^Adjusted for 2 comparisons \([A-Z].*'s method, of p-values only\): a /);
      expect(said(adjust, "zh")).toContain(" 法，仅校正 p 值）：a ");
    }
    expect(said("holm", "en")).toContain("(Holm's method): a ");
  });

  it("says of the sizes of arms what was found", () => {
    const verdict = (observed: number[]) => formatResult(sampleRatioMismatch(observed));
    expect(verdict([821588, 815482])).toContain("p < 0.001: more than chance decided who is in which; n = 1,637,070.");
    expect(verdict([50_050_000, 49_950_000])).toContain("p < 0.001: more than chance, but too little to matter; n =");
    expect(formatResult(sampleRatioMismatch([600, 400]), { locale: "zh" })).toContain(
      "分组并非只由随机决定；n = 1,000。",
    );
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
    expect(formatResult(SENTENCES.ratio[0], names)).toContain("The ratio of new page to old page is 1.33 ");
    expect(
      formatResult(SENTENCES["nps-comparison"][0], { control: "旧版", treatment: "新版", locale: "zh" }),
    ).toContain("NPS：“新版” 50.0，“旧版” 25.0；");
    expect(formatResult(SENTENCES["mann-whitney"][0], { ...names, locale: "zh" })).toContain(
      "两两比较中，“new page”高于“old page”的占 74.0%",
    );
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

  it("formatResult() says whose R² is shared out, how, and among groups where there are groups, largest first", () => {
    const result = driverImportance({ gate: GATE, food: FOOD }, OVERALL, { groups: { meal: ["food"] }, draws: 0 });
    expect(formatResult(result)).toBe(
      "The drivers explain 83.0% of the outcome's variation together; Shapley (LMG) shares of that: meal 99.8% (no interval); " +
        "gate 0.2% (no interval); n = 12, 1 missing.",
    );
    expect(formatResult({ ...result, method: "mcfadden" })).toContain("McFadden's R² of all drivers is 0.83; Shapley");
    expect(formatResult({ ...result, method: "last" })).toContain("; what each adds to the others: meal 82.8%");
    expect(formatResult({ ...result, method: "first" }, { locale: "zh" })).toContain(
      "；各因素单独解释的部分：meal 82.8%",
    );
  });

  it("formatResult() says what a driver's move is, what is to rise, and what is not known", () => {
    const flat = FOOD.map(() => 3);
    const options = { goal: "top-box", topFrom: 4, move: "lift-bottom", bottom: 3 } as const;
    const moved = driverPriorities({ flat, gate: FINE_GATE }, OVERALL, options);
    expect(formatResult(moved)).toBe(
      "With answers of 3 or less lifted to 4, the share of ratings of 4 or more of 61.5% is expected to change by: " +
        "flat not known; gate 0.0 percentage points (no interval); which is best is not determined; n = 13.",
    );
    expect(formatResult(moved, { locale: "zh" })).toBe(
      "若把 3 分及以下提升到 4 分，4 分及以上的占比（现为 61.5%）预期变化：flat 无法估计；gate 0.0 个百分点（无区间）；何者最优未定；n = 13。",
    );
    const contrast = penaltyReward({ flat }, OVERALL, { low: 2, high: 5 });
    expect(formatResult(contrast)).toContain(": flat: penalty not known, reward not known, undetermined.");
    expect(formatResult(contrast, { locale: "zh" })).toContain("：flat：惩罚 无法估计，奖励 无法估计，未定。");
    const grid = importancePerformance({ flat }, OVERALL, { importance: "effect" });
    expect(formatResult(grid)).toContain(
      "cross at not known and 50.0: flat not known and 50.0 (n = 13), undecided (importance and performance);",
    );
  });

  it("formatResult() says that the best driver is that by cost, and which answers are lifted where all have one end", () => {
    const drivers = { food: FOOD, gate: FINE_GATE };
    const cheap = driverPriorities(drivers, OVERALL, { cost: { food: 1, gate: 1 } });
    expect(formatResult(cheap)).toContain("); food gains most per unit of cost; n = 12, 1 missing.");
    expect(formatResult(cheap, { locale: "zh" })).toContain("）；按单位成本计，增益最大的是 food；n = 12，缺失 1。");
    const bottom = { food: 3, gate: 4 };
    const dear = driverPriorities(drivers, OVERALL, { cost: { food: 10, gate: 1 }, move: "lift-bottom", bottom });
    expect(formatResult(dear)).toMatch(
      /^With the lowest answers lifted, .*; which is best per unit of cost is not det/,
    );
    expect(formatResult(dear, { locale: "zh" })).toMatch(/^若把低分提升，.*；按单位成本计，何者最优未定；n = 12/);
  });

  it("formatResult() says in Chinese how shares were found, which axes leave a driver open, and where each slope ends", () => {
    const shares = driverImportance({ gate: GATE, food: FOOD }, OVERALL, { draws: 0 });
    const said = (method: "johnson" | "pratt") => formatResult({ ...shares, method }, { locale: "zh" });
    expect(said("johnson")).toContain("；其中按相对权重法分解的份额：food");
    expect(said("pratt")).toContain("；其中按 Pratt 法分解的份额：food");
    const grid = importancePerformance({ flat: FOOD.map(() => 3) }, OVERALL, { importance: "effect" });
    expect(formatResult(grid, { locale: "zh" })).toContain("（n = 13），未定（重要性、绩效）；重要性：n = 13。");
    const x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const steps = segmentedRegression(x, [1, 3.1, 5, 7, 7.2, 7, 7.1, 7, 9, 11.1, 13, 15], { breaks: 2 });
    expect(formatResult(steps, { locale: "zh" })).toBe(
      "x 不超过 4.09（95% 置信区间：3.92 至 4.23）时斜率为 1.99，之后到 7.99（95% 置信区间：7.85 至 8.10）为 -0.05，再之后为 2；" +
        "单一直线的检验（Davies）：p = 0.213；n = 12。",
    );
  });

  it("formatResult() calls McFadden's R² by its name, which is no share of a variation", () => {
    const food = [4, 4, 3, 5, 2, 3, 5, 1, 3, 4, 2, 3];
    const staff = [5, 4, 2, 5, 3, 1, 4, 2, 5, 3, 4, null];
    const promoter = [1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1];
    const importance = logisticDriverImportance({ food, staff }, promoter);
    expect(formatResult(importance)).toBe(
      "McFadden's R² of all drivers is 0.52; Shapley shares of that: staff 78.4% (no interval); food 21.6% (no interval); " +
        "n = 11, 1 missing.",
    );
    expect(formatResult(importance, { locale: "zh" })).toBe(
      "全部驱动因素的 McFadden R² 为 0.52；其中各因素的沙普利份额：staff 78.4%（无区间）；food 21.6%（无区间）；n = 11，缺失 1。",
    );
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
  "full-leverage": true,
  "perfect-fit": true,
  "ill-conditioned": true,
  "assumed-missing-at-random": true,
  "failed-draws": true,
  "pooled-variance": true,
  "empty-levels": true,
  "sparse-levels": true,
  "mentions-not-customers": true,
  "assumed-rate": true,
  "assumed-satisfaction": true,
  "estimate-outside-interval": true,
  "interval-beyond-scale": true,
  "median-not-reached": true,
  "beyond-observation": true,
  "few-followed": true,
  "zero-baseline": true,
  "negative-baseline": true,
  "few-answers": true,
  "few-clusters": true,
  "unequal-spreads": true,
  "test-without-interval": true,
  "p-and-interval-differ": true,
  "adjusted-p-and-interval-differ": true,
  "unadjusted-intervals": true,
  "sample-ratio-mismatch": true,
  "empty-strata": true,
  census: true,
  "no-contrast": true,
  "wrong-signed-effect": true,
  "limited-gain": true,
  "no-resampling": true,
  "unbounded-interval": true,
  "unidentified-breakpoint": true,
  "weak-break": true,
  "exponent-at-limit": true,
  "negative-alpha": true,
  "reversed-item": true,
  "constant-column": true,
  "perfect-correlation": true,
  "no-interval": true,
  "skewed-answers": true,
  "all-draws-equal": true,
  "draws-on-one-side": true,
  "too-few-draws": true,
  "complete-separation": true,
  "small-expected-counts": true,
  "no-differences": true,
  "single-row-or-column": true,
  "no-spread-within-groups": true,
  separation: true,
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
  columns.map(([satisfaction, loyalty]) => orNothing(() => compareCurveForms(loyaltyCurve(satisfaction, loyalty)))),
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: -99, max: 99 }), { minLength: 7, maxLength: 12 }), columns, levels)
    .map(([x, [y], confidenceLevel]) =>
      orNothing(() =>
        segmentedRegression(
          x,
          x.map((_, i) => y[i % y.length] as number),
          { breaks: x.length > 9 ? 2 : 1, confidenceLevel },
        ),
      ),
    ),
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
  fc
    .tuple(trials, trials, fc.constantFrom("fisher", "central", "mid-p"), levels)
    .map(([[a, b], [c, d], method, confidenceLevel]) =>
      compareProportionsExact(
        { successes: a, trials: b },
        { successes: c, trials: d },
        { method: method as "fisher", confidenceLevel },
      ),
    ),
  fc
    .tuple(trials, fc.nat({ max: 9 }), fc.nat({ max: 9 }), levels)
    .map(([[both, n], onlyFirst, onlySecond, confidenceLevel]) =>
      compareProportionsPaired({ both, onlyFirst, onlySecond, neither: n - both }, { confidenceLevel }),
    ),
  fc.tuple(trials, trials, trials, levels).map(([[a, b], [c, d], [e, f], confidenceLevel]) =>
    compareProportionsStratified(
      [
        { name: "new", control: { successes: a, trials: b }, treatment: { successes: c, trials: d } },
        { name: "old", control: { successes: e, trials: f }, treatment: { successes: a, trials: b } },
      ],
      { confidenceLevel },
    ),
  ),
  fc.tuple(values, values).map(([a, b]) => orNothing(() => compareMeans(a, b))),
  fc.tuple(answers(0, 10), answers(0, 10)).map(([a, b]) => compareNps(a, b)),
  fc.tuple(answers(0, 10), answers(0, 10)).map(([a, b]) => compareNps(a, b).difference),
  fc
    .tuple(answers(0, 10), levels)
    .map(([a, confidenceLevel]) => orNothing(() => compareNpsPaired(a, [...a].reverse(), { confidenceLevel }))),
  fc
    .tuple(trials, trials, levels)
    .map(([[a, b], [c, d], confidenceLevel]) =>
      compareProportionsExact({ successes: a, trials: b }, { successes: c, trials: d }, { confidenceLevel }),
    ),
  fc
    .tuple(fc.nat(9), fc.nat(9), fc.nat(9), levels)
    .map(([both, onlyFirst, onlySecond, confidenceLevel]) =>
      compareProportionsPaired({ both, onlyFirst, onlySecond, neither: 1 }, { confidenceLevel }),
    ),
  fc
    .tuple(answers(1, 5), answers(1, 5), levels)
    .map(([a, b, confidenceLevel]) => orNothing(() => compareRatings(a, b, { confidenceLevel }))),
  fc
    .tuple(values, levels)
    .map(([a, confidenceLevel]) => orNothing(() => compareMeansPaired(a, [...a].reverse(), { confidenceLevel }))),
  fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 })), { minLength: 1 }).map((pairs) =>
    compareNpsPaired(
      pairs.map(([before]) => before),
      pairs.map(([, after]) => after),
    ),
  ),
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

describe("formatResult() on a loyalty curve's zone and moves", () => {
  it("formatResult() writes another sentence for each status and each reason", () => {
    const reasons: Readonly<Record<InsensitiveZoneReason, InsensitiveZone["status"]>> = {
      "steeper-ends": "zone",
      falling: "no-zone",
      "flat-everywhere": "no-zone",
      "no-steeper-ends": "no-zone",
      saturation: "no-zone",
      threshold: "no-zone",
      "s-shaped": "no-zone",
      "no-overall-slope": "undetermined",
      "weak-evidence": "undetermined",
      "few-levels": "not-estimable",
      "no-spread": "not-estimable",
    };
    const said = Object.entries(reasons).flatMap(([reason, status]) =>
      ["en", "zh"].map((locale) =>
        formatResult({ ...ZONE, status, reason: reason as InsensitiveZoneReason }, { locale }),
      ),
    );
    expect(new Set(said).size).toBe(22);
    expect(formatResult({ ...ZONE, status: "no-zone", reason: "saturation" })).toBe(
      "The loyalty curve has no insensitive zone (margin 1.50 per point, p = 1.000): it is flat up to the top " +
        "(saturation); n = 80.",
    );
    expect(formatResult({ ...ZONE, status: "undetermined", reason: "weak-evidence" }, { locale: "zh" })).toBe(
      "忠诚度曲线是否有满意不敏感区尚无定论：现有回答不足以支持任何一种结论；n = 80。",
    );
    expect(formatResult({ ...ZONE, status: "not-estimable", reason: "few-levels" })).toBe(
      "Whether the loyalty curve has an insensitive zone cannot be estimated: fewer than four levels have five answers; " +
        "n = 80.",
    );
    expect(formatResult({ ...ZONE, flat: "not-shown" })).toContain(
      ", which is not shown to be flat: its slope may lie outside ±1.50 per point (p < 0.001); per point ",
    );
    expect(formatResult({ ...ZONE, flat: "not-shown" }, { locale: "zh" })).toContain(
      "，尚不能认定该区平坦：其斜率可能超出每分 ±1.50（p < 0.001）；满意度每升一分",
    );
  });

  it("formatResult() names the margin without a zone where there is one, and the p-value of what is said", () => {
    const judged = (means: readonly number[]) => insensitiveZone(CURVE_OF(means), { margin: 1.5, draws: 1000 });
    expect(formatResult(judged([2, 4, 6, 8]))).toBe(
      "The loyalty curve has no insensitive zone (margin 1.50 per point, p = 0.011): nowhere are both ends steeper than " +
        "the middle by the margin; n = 80.",
    );
    expect(formatResult(judged([2, 4, 6, 8]), { locale: "zh" })).toBe(
      "忠诚度曲线没有满意不敏感区（界值为每分 1.50，p = 0.011）：任何一段的两端都没有同时比中间陡出界值；n = 80。",
    );
    expect(formatResult(judged([5, 5, 5, 5]))).toContain(" zone (margin 1.50 per point): it is flat everywhere;");
    expect(formatResult(judged([8, 6, 4, 2]))).toContain(" zone: loyalty falls as satisfaction rises;");
    const shares = { ...judged([2, 4, 6, 8]), unit: "share", margin: { estimate: 0.05, source: "given" } } as const;
    expect(formatResult(shares)).toContain(" zone (margin 5.0 percentage points per point, p = 0.011): ");
    expect(formatResult(shares, { locale: "zh" })).toContain("（界值为每分 5.0 个百分点，p = 0.011）");
  });

  it("formatResult() names no move where none is sure to gain most, or to gain at all", () => {
    const open = smallestWinningMove(CURVE_OF([2, 4, 5, 7]), { draws: 1000 });
    expect(formatResult(open)).toBe(
      "Which move of one level up gains most loyalty remains open; on the average of all customers they gain: 1 → 2 " +
        "+0.50 (95% interval: 0.34 to 0.66); 3 → 4 +0.50 (95% interval: 0.34 to 0.66); 2 → 3 +0.25 (95% interval: 0.09 " +
        "to 0.41); n = 80.",
    );
    expect(formatResult(open, { locale: "zh" })).toMatch(/^哪一个等级的提升带来的忠诚度增量最大尚无定论；/);
    const none = smallestWinningMove(CURVE_OF([9, 7, 4, 1]), { draws: 1000 });
    expect(formatResult(none)).toBe("No move of one level up gains loyalty (probability 100.0%); n = 80.");
    expect(formatResult(none, { locale: "zh" })).toBe("提升一个等级的任何改进都不增加忠诚度（概率 100.0%）；n = 80。");
  });
});

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
