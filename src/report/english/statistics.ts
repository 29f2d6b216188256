import { type Absence, asEstimate, oddsRatio, oddsRatios, plainEffects, probabilityChanges } from "../model-effects";
import { namedNumbers } from "../named-numbers";
import type { Phrases, Sentences } from "../phrasebook";
import type { StatisticsResult } from "../results";
import { strongestPair } from "../strongest-pair";

/** What a correlation is called. */
const CORRELATIONS = { pearson: "Pearson's r", spearman: "Spearman's rho", kendall: "Kendall's tau-b" };

/** What is said of a coefficient that has no odds ratio, or under the probit no estimate. */
const NO_RATIO: Readonly<Record<Absence, string>> = {
  separated: ": no finite odds ratio, as some answers are told apart without an error",
  "beyond-range": ": the odds ratio is beyond the range of numbers",
};
const NO_EFFECT = ": no finite effect, as some answers are told apart without an error";

/** What English says about statistics. */
export const statistics: Sentences<StatisticsResult> = {
  "logistic-model": (r, f) => {
    const how = r.weighting === "weights" ? ", survey weights" : r.method === "firth" ? ", Firth's method" : "";
    const told =
      r.auc === null
        ? "has these odds ratios"
        : `gives the yes the higher probability in ${f.share(r.auc.estimate)} of the pairs of a yes and a no among the ` +
          "rows it was fitted to; odds ratios";
    const remedy = r.weighting === "weights" ? "" : ' (method "firth" gives one)';
    const ratios = oddsRatios(r.coefficients, f, (why) => `${NO_RATIO[why]}${why === "separated" ? remedy : ""}`);
    return `The model (${f.answers(r.n, r.nMissing)}${how}) ${told}, the other predictors equal: ${ratios || "none"}.`;
  },
  "ordinal-model": (r, f) => {
    const [does, effects] =
      r.link === "logit"
        ? ["multiplies the odds", oddsRatios(r.coefficients, f, (why) => NO_RATIO[why])]
        : ["moves the probit", plainEffects(r.coefficients, f, () => NO_EFFECT)];
    const brant = r.proportionality?.overall.pValue ?? 1;
    const doubt = brant < 0.05 ? `; the effects may differ between levels (Brant's test: ${f.pValue(brant)})` : "";
    return (
      `The model (${f.answers(r.n, r.nMissing)}) tells ${f.count(r.levels.length)} levels apart; one unit more, or the ` +
      `category instead of the reference, the other predictors equal, ${does} of a higher level by: ` +
      `${effects || "nothing"}${doubt}.`
    );
  },
  "marginal-effects": (r, f) =>
    `On average the probability of yes differs, with a unit more or from the reference, by: ` +
    `${probabilityChanges(r.effects, f) || "nothing"}; ${f.answers(r.n, r.nMissing)}.`,
  proportion: (r, f) => `The share is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "rating-mean": (r, f) => `The mean rating is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  mean: (r, f) => `The mean is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "ratio-of-means": (r, f) => `The ratio of the means is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "clustered-mean": (r, f) =>
    `The mean is ${f.estimate(r)}, of ${f.count(r.clusters)} customers; ${f.answers(r.n, r.nMissing)}.`,
  quantile: (r, f) => {
    const name = r.probability === 0.5 ? "median" : `${f.level(r.probability)} quantile`;
    return `The ${name} is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`;
  },
  "kaplan-meier": (r, f) => {
    const { estimate, interval } = r.median;
    const had = `${f.count(r.events)} of ${f.count(r.n)} had the event`;
    const median =
      estimate === null
        ? `${had}, too few to know the median time to it`
        : `The median time to the event is ${f.estimate(asEstimate("time", estimate, interval))}; ${had}`;
    return `${median}; ${f.answers(r.n, r.nMissing)}.`;
  },
  "restricted-mean": (r, f) =>
    `The mean time to the event, each cut at ${f.significant(r.horizon)}, is ${f.estimate(r)}; ` +
    `${f.answers(r.n, r.nMissing)}.`,
  "cronbach-alpha": (r, f) =>
    `Cronbach's alpha of the ${f.count(r.itemDropped.length)} items is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  difference: (r, f) => `The difference is ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
  ratio: (r, f) =>
    `The ratio of ${f.arms.treatment} to ${f.arms.control} is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "sample-size": (r, f) => {
    const unit = f.list([{ share: " percentage points", points: " points", value: "" }[r.unit]]);
    const amount = (value: number) => f.significant(r.unit === "share" ? 100 * value : value) + unit;
    const sample = r.n === 1 ? "1 answer" : `${f.count(r.n)} answers`;
    const from = r.population === null ? "" : ` from a population of ${f.count(r.population)}`;
    const margin = r.margin === null ? "no margin" : `a margin of ${amount(r.margin)}`;
    return (
      `A sample of ${sample}${from} has ${margin} at a confidence level of ${f.level(r.confidenceLevel)}, and a ` +
      `standard error of ${amount(r.standardError)}.`
    );
  },
  "linear-model": (r, f) => {
    const errors =
      r.errors === "classical" ? "" : r.errors === "linearised" ? ", survey weights" : `, ${f.list([r.errors])} errors`;
    return (
      `The model (${f.answers(r.n, r.nMissing)}${errors}) explains ${f.share(r.rSquared)} of the variation; ` +
      `${f.effects(r)}.`
    );
  },
  "linear-model-em": (r, f) =>
    `The model of all rows (${f.answers(r.n, r.nMissing)}, ${f.count(r.nComplete)} complete), missing values at random, ` +
    `explains ${f.share(r.rSquared)} of the variation; ${f.effects(r)}.`,
  prediction: (r, f) => {
    const known = r.predictions.filter((one) => one !== null).map(({ estimate }) => estimate);
    if (known.length === 0) return `No row has all the values that a prediction needs; ${f.answers(r.n, r.nMissing)}.`;
    const [least, most] = [f.significant(Math.min(...known)), f.significant(Math.max(...known))];
    const range = least === most ? `is ${least}` : `lies between ${least} and ${most}`;
    return `The expected outcome of the predicted rows ${range}; ${f.answers(r.n, r.nMissing)}.`;
  },
  correlation: (r, f) =>
    `The correlation (${f.list([CORRELATIONS[r.method]])}) is ${f.estimate(r)}, ${f.pValue(r.test.pValue)}; ` +
    `${f.answers(r.n, r.nMissing)}.`,
  "partial-correlation": (r, f) =>
    `The correlation (${f.list([CORRELATIONS[r.method]])}) with others held fixed (${f.list(r.controls)}) is ` +
    `${f.estimate(r)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  "correlation-matrix": (r, f) => {
    const name = f.list([CORRELATIONS[r.method]]);
    const pair = strongestPair(r);
    if (pair === null) return `No two columns have a correlation (${name}); ${f.answers(r.n, r.nMissing)}.`;
    return (
      `The strongest of ${f.count(r.pairs.length)} correlations (${name}) is that of ${f.list([pair.row])} and ` +
      `${f.list([pair.column])}, ${f.number(pair.estimate, 2)}, adjusted ${f.pValue(pair.adjustedPValue)}; ` +
      `${f.answers(r.n, r.nMissing)}.`
    );
  },
  bootstrap: (r, f) =>
    `The statistic is ${f.estimate(r)}, from ${f.count(r.draws)} resamples; ${f.answers(r.n, r.nMissing)}.`,
  "permutation-test": (r, f) =>
    `The statistic is ${f.value(asEstimate("value", r.test.statistic, null))}; a permutation test of no difference ` +
    `between the groups gives ${f.pValue(r.test.pValue)}, from ${r.test.method === "permutation-exact" ? "all " : ""}` +
    `${f.count(r.arrangements)}${r.test.method === "permutation-exact" ? "" : " random"} arrangements; ` +
    `${f.answers(r.n, r.nMissing)}.`,
  "mann-whitney": (r, f) =>
    `${inPairs(r.superiority, f)}; Mann-Whitney test: ${f.outcome(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  "probability-of-superiority": (r, f) =>
    `An answer in ${f.arms.treatment} is higher than one in ${f.arms.control} with probability ${f.estimate(r)}, ties ` +
    `counting a half; ${f.answers(r.n, r.nMissing)}.`,
  "cliffs-delta": (r, f) =>
    `Cliff's delta of ${f.arms.treatment} over ${f.arms.control} is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "brunner-munzel": (r, f) =>
    `${inPairs(r.superiority, f)}; Brunner-Munzel test: ${f.outcome(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  "kruskal-wallis": (r, f) =>
    `The mean ranks of the groups are ${namedNumbers(
      r.groups.map(({ name, meanRank }) => [name, meanRank]),
      f,
    )} ` + `(Kruskal-Wallis test: ${f.outcome(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}).`,
  "wilcoxon-signed-rank": (r, f) =>
    `Of ${f.count(r.n)} pairs ${f.count(r.rose)} rose, ${f.count(r.fell)} fell and ${f.count(r.unchanged)} did not ` +
    `change; Wilcoxon signed-rank test: ${f.outcome(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  mcnemar: (r, f) =>
    `${f.count(r.onlySecond)} changed from no to yes and ${f.count(r.onlyFirst)} from yes to no, so yes changed by ` +
    `${f.changeValue({ unit: "share", estimate: r.difference })}; McNemar's test: ${f.outcome(r.test.pValue)}; ` +
    `${f.answers(r.n, r.nMissing)}.`,
  "chi-squared-test": (r, f) =>
    `Chi-squared test of rows against columns: ${f.outcome(r.test.pValue)}` +
    `${r.cramersV === null ? "" : `; Cramer's V is ${f.number(r.cramersV, 2)}`}; ${f.answers(r.n, r.nMissing)}.`,
  "chi-squared-goodness-of-fit": (r, f) =>
    `Chi-squared test of the counts against their expected shares: ${f.outcome(r.test.pValue)}; ` +
    `${f.answers(r.n, r.nMissing)}.`,
  "fisher-exact": (r, f) => {
    const odds = r.oddsRatio === null ? "" : `; the odds ratio is ${oddsRatio(r.oddsRatio, f)}`;
    return (
      `Fisher's exact test of rows against columns: ${f.outcome(r.test.pValue)}${odds}; ` +
      `${f.answers(r.n, r.nMissing)}.`
    );
  },
  anova: (r, f) =>
    `The means of the groups are ${namedNumbers(
      r.groups.map(({ name, mean }) => [name, mean]),
      f,
    )} ` + `(analysis of variance: ${f.outcome(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}).`,
  "welch-anova": (r, f) =>
    `The means of the groups are ${namedNumbers(
      r.groups.map(({ name, mean }) => [name, mean]),
      f,
    )} ` + `(Welch's analysis of variance: ${f.outcome(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}).`,
};

/** How often treatment is above control. */
function inPairs(superiority: number, f: Phrases): string {
  const { control, treatment } = f.arms;
  return `In ${f.share(superiority)} of pairs ${treatment} is higher than ${control}, ties counting a half`;
}
