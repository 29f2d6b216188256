import { type Absence, asEstimate, oddsRatio, oddsRatios, plainEffects, probabilityChanges } from "../model-effects";
import { namedNumbers } from "../named-numbers";
import type { Phrases, Sentences } from "../phrasebook";
import type { StatisticsResult } from "../results";
import { strongestPair } from "../strongest-pair";

/** What a correlation is called. */
const CORRELATIONS = { pearson: "皮尔逊 r", spearman: "斯皮尔曼 ρ", kendall: "肯德尔 τ-b" };

/** What is said of a coefficient that has no odds ratio, or under the probit no estimate. */
const NO_RATIO: Readonly<Record<Absence, string>> = {
  separated: "：没有有限的优势比，因为部分回答被毫无误差地区分开",
  "beyond-range": "：优势比超出数值范围",
};
const NO_EFFECT = "：没有有限的作用，因为部分回答被毫无误差地区分开";

/** What Chinese says about statistics. */
export const statistics: Sentences<StatisticsResult> = {
  "logistic-model": (r, f) => {
    const how = r.weighting === "weights" ? "，调查权重" : r.method === "firth" ? "，Firth 法" : "";
    const told =
      r.auc === null ? "" : `在用于拟合的行中，对 ${f.share(r.auc.estimate)} 的“是”与“否”配对给“是”更高的概率；`;
    const remedy = r.weighting === "weights" ? "" : '（方法 "firth" 可给出）';
    const ratios = oddsRatios(r.coefficients, f, (why) => `${NO_RATIO[why]}${why === "separated" ? remedy : ""}`);
    return `模型（${f.answers(r.n, r.nMissing)}${how}）${told}其他变量相同时的优势比：${ratios || "无"}。`;
  },
  "ordinal-model": (r, f) => {
    const [does, effects] =
      r.link === "logit"
        ? ["优势乘以", oddsRatios(r.coefficients, f, (why) => NO_RATIO[why])]
        : ["概率单位变化", plainEffects(r.coefficients, f, () => NO_EFFECT)];
    const brant = r.proportionality?.overall.pValue ?? 1;
    const doubt = brant < 0.05 ? `；各等级之间的作用可能不同（Brant 检验：${f.pValue(brant)}）` : "";
    return (
      `模型（${f.answers(r.n, r.nMissing)}）区分 ${f.count(r.levels.length)} 个等级；其他变量相同时，` +
      `每高一个单位（或与参照类别相比），更高等级的${does}：${effects || "无"}${doubt}。`
    );
  },
  "marginal-effects": (r, f) =>
    `平均而言，每高一个单位或与参照类别相比，“是”的概率相差：${probabilityChanges(r.effects, f) || "无"}；` +
    `${f.answers(r.n, r.nMissing)}。`,
  proportion: (r, f) => `占比为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "rating-mean": (r, f) => `平均评分为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  mean: (r, f) => `均值为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "ratio-of-means": (r, f) => `均值之比为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "clustered-mean": (r, f) =>
    `均值为 ${f.estimate(r)}，来自 ${f.count(r.clusters)} 位顾客；${f.answers(r.n, r.nMissing)}。`,
  quantile: (r, f) => {
    const name = r.probability === 0.5 ? "中位数" : `${f.level(r.probability)} 分位数`;
    return `${name}为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`;
  },
  "kaplan-meier": (r, f) => {
    const { estimate, interval } = r.median;
    const had = `${f.count(r.n)} 个中有 ${f.count(r.events)} 个发生了事件`;
    const median =
      estimate === null
        ? `${had}，不足以得出中位时间`
        : `事件发生时间的中位数为 ${f.estimate(asEstimate("time", estimate, interval))}；${had}`;
    return `${median}；${f.answers(r.n, r.nMissing)}。`;
  },
  "restricted-mean": (r, f) =>
    `事件发生时间在 ${f.significant(r.horizon)} 处截断的平均值为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "cronbach-alpha": (r, f) =>
    `${f.count(r.itemDropped.length)} 个题项的克隆巴赫 α 系数为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  difference: (r, f) => `差值为 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
  ratio: (r, f) => `${f.arms.treatment}与${f.arms.control}之比为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "sample-size": (r, f) => {
    const unit = f.list([{ share: " 个百分点", points: " 分", value: "" }[r.unit]]);
    const amount = (value: number) => f.significant(r.unit === "share" ? 100 * value : value) + unit;
    const from = r.population === null ? " " : `（总体 ${f.count(r.population)}）`;
    const margin = r.margin === null ? "无法给出误差范围" : `误差范围为 ±${amount(r.margin)}`;
    return (
      `样本量为 ${f.count(r.n)}${from}时，${f.level(r.confidenceLevel)} 置信水平下${margin}，` +
      `标准误为 ${amount(r.standardError)}。`
    );
  },
  "linear-model": (r, f) => {
    const errors =
      r.errors === "classical" ? "" : r.errors === "linearised" ? "，调查权重" : `，${f.list([r.errors])} 标准误`;
    return `模型（${f.answers(r.n, r.nMissing)}${errors}）解释了 ${f.share(r.rSquared)} 的变异；${f.effects(r)}。`;
  },
  "linear-model-em": (r, f) =>
    `使用全部行的模型（${f.answers(r.n, r.nMissing)}，其中完整的行 ${f.count(r.nComplete)}，假定随机缺失）解释了 ` +
    `${f.share(r.rSquared)} 的变异；${f.effects(r)}。`,
  prediction: (r, f) => {
    const known = r.predictions.filter((one) => one !== null).map(({ estimate }) => estimate);
    if (known.length === 0) return `没有一行具备预测所需的全部数值；${f.answers(r.n, r.nMissing)}。`;
    const [least, most] = [f.significant(Math.min(...known)), f.significant(Math.max(...known))];
    return `各行的预测结果${least === most ? `为 ${least}` : `在 ${least} 与 ${most} 之间`}；${f.answers(r.n, r.nMissing)}。`;
  },
  correlation: (r, f) =>
    `相关系数（${f.list([CORRELATIONS[r.method]])}）为 ${f.estimate(r)}，${f.pValue(r.test.pValue)}；` +
    `${f.answers(r.n, r.nMissing)}。`,
  "partial-correlation": (r, f) =>
    `控制其他变量（${f.list(r.controls)}）后的偏相关系数（${f.list([CORRELATIONS[r.method]])}）为 ${f.estimate(r)}，` +
    `${f.pValue(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
  "correlation-matrix": (r, f) => {
    const name = f.list([CORRELATIONS[r.method]]);
    const pair = strongestPair(r);
    if (pair === null) return `没有两列之间能计算相关系数（${name}）；${f.answers(r.n, r.nMissing)}。`;
    return (
      `${f.count(r.pairs.length)} 个相关系数（${name}）中最强的是 ${f.list([pair.row])} 与 ${f.list([pair.column])} 之间的 ` +
      `${f.number(pair.estimate, 2)}，校正后 ${f.pValue(pair.adjustedPValue)}；${f.answers(r.n, r.nMissing)}。`
    );
  },
  bootstrap: (r, f) => `统计量为 ${f.estimate(r)}，基于 ${f.count(r.draws)} 次重抽样；${f.answers(r.n, r.nMissing)}。`,
  "permutation-test": (r, f) =>
    `统计量为 ${f.value(asEstimate("value", r.test.statistic, null))}；置换检验（原假设：两组无差异）：` +
    `${f.pValue(r.test.pValue)}，基于${r.test.method === "permutation-exact" ? "全部" : "随机抽取的"} ` +
    `${f.count(r.arrangements)} 种排列；${f.answers(r.n, r.nMissing)}。`,
  "mann-whitney": (r, f) =>
    `${inPairs(r.superiority, f)}；Mann-Whitney 检验：` +
    `${f.outcome(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
  "probability-of-superiority": (r, f) =>
    `相等计一半时，${f.arms.treatment}的回答高于${f.arms.control}的概率为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "cliffs-delta": (r, f) =>
    `${f.arms.treatment}相对于${f.arms.control}的 Cliff's δ 为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "brunner-munzel": (r, f) =>
    `${inPairs(r.superiority, f)}；Brunner-Munzel 检验：` +
    `${f.outcome(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
  "kruskal-wallis": (r, f) =>
    `各组的平均秩：${namedNumbers(
      r.groups.map(({ name, meanRank }) => [name, meanRank]),
      f,
    )}` + `（Kruskal-Wallis 检验：${f.outcome(r.test.pValue)}；${f.answers(r.n, r.nMissing)}）。`,
  "wilcoxon-signed-rank": (r, f) =>
    `${f.count(r.n)} 个配对中 ${f.count(r.rose)} 个上升，${f.count(r.fell)} 个下降，${f.count(r.unchanged)} 个不变；` +
    `Wilcoxon 符号秩检验：${f.outcome(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
  mcnemar: (r, f) =>
    `${f.count(r.onlySecond)} 位由“否”变为“是”，${f.count(r.onlyFirst)} 位由“是”变为“否”，“是”的占比变化 ` +
    `${f.changeValue({ unit: "share", estimate: r.difference })}；McNemar 检验：${f.outcome(r.test.pValue)}；` +
    `${f.answers(r.n, r.nMissing)}。`,
  "chi-squared-test": (r, f) =>
    `行变量与列变量独立性的卡方检验：${f.outcome(r.test.pValue)}` +
    `${r.cramersV === null ? "" : `；Cramér's V 为 ${f.number(r.cramersV, 2)}`}；${f.answers(r.n, r.nMissing)}。`,
  "chi-squared-goodness-of-fit": (r, f) =>
    `频数与期望占比的卡方拟合优度检验：${f.outcome(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
  "fisher-exact": (r, f) => {
    const is = r.oddsRatio?.estimate === null ? "" : "为 ";
    const odds = r.oddsRatio === null ? "" : `；优势比${is}${oddsRatio(r.oddsRatio, f)}`;
    return `行变量与列变量独立性的 Fisher 精确检验：${f.outcome(r.test.pValue)}${odds}；${f.answers(r.n, r.nMissing)}。`;
  },
  anova: (r, f) =>
    `各组均值：${namedNumbers(
      r.groups.map(({ name, mean }) => [name, mean]),
      f,
    )}` + `（方差分析：${f.outcome(r.test.pValue)}；${f.answers(r.n, r.nMissing)}）。`,
  "welch-anova": (r, f) =>
    `各组均值：${namedNumbers(
      r.groups.map(({ name, mean }) => [name, mean]),
      f,
    )}` + `（Welch 方差分析：${f.outcome(r.test.pValue)}；${f.answers(r.n, r.nMissing)}）。`,
};

/** How often treatment is above control. */
function inPairs(superiority: number, f: Phrases): string {
  return `两两比较中，${f.arms.treatment}高于${f.arms.control}的占 ${f.share(superiority)}（相等计一半）`;
}
