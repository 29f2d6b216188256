import type { Phrases, Sentences } from "../phrasebook";
import type { ComparisonPart, ComparisonResult } from "../results";

/** What Chinese says about comparisons and their parts. */
export const comparisons: Sentences<ComparisonResult | ComparisonPart> = {
  "proportion-comparison": (r, f) => compared("", r, f),
  "exact-proportion-comparison": (r, f) => {
    const { estimate, interval } = r.effectSize;
    const unknown = interval?.lower === 0 ? "无法估计" : f.unbounded(r.effectSize);
    const odds = estimate === null ? unknown : `为 ${f.ratio(r.effectSize)}`;
    return `${arms(r, f)}；优势比${odds}，${f.pValue(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`;
  },
  "paired-proportion-comparison": (r, f) => compared("同一批顾客：", r, f),
  "stratified-proportion-comparison": (r, f) => compared("按层加权后：", r, f),
  "standardized-share": (r, f) => `按层加权后的占比为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "mean-comparison": (r, f) => compared("均值：", r, f),
  "paired-mean-comparison": (r, f) => compared("同一批顾客的均值：", r, f),
  "clustered-mean-comparison": (r, f) => {
    const { control, treatment } = r;
    const of = `${f.count(treatment.clusters)} 位与 ${f.count(control.clusters)} 位顾客`;
    return compared(`${of}回答的均值：`, r, f);
  },
  "ratio-of-means-comparison": (r, f) => compared("均值之比：", r, f),
  "cuped-comparison": (r, f) => compared("按协变量调整后的均值：", r, f),
  "adjusted-mean": (r, f) => `按协变量调整后的均值为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "rating-comparison": (r, f) =>
    `平均评分：${arms(r, f)}；差值为 ${f.change(r.difference)}；相等计一半时，${f.arms.treatment}的回答高于` +
    `${f.arms.control}的概率为 ${f.estimate(r.effectSize)}，${f.pValue(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
  "nps-comparison": (r, f) => compared("NPS：", r, f),
  "paired-nps-comparison": (r, f) => compared("同一批顾客的 NPS：", r, f),
  "arm-difference": (r, f) => `差值为 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
  "arm-ratio": (r, f) => `${f.arms.treatment}与${f.arms.control}之比为 ${f.ratio(r)}；${f.answers(r.n, r.nMissing)}。`,
  "arm-odds-ratio": (r, f) =>
    `${f.arms.treatment}与${f.arms.control}的优势比为 ${f.ratio(r)}；${f.answers(r.n, r.nMissing)}。`,
  "cohens-h": (r, f) =>
    `${f.arms.treatment}相对于${f.arms.control}的 Cohen's h 为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "hedges-g": (r, f) =>
    `${f.arms.treatment}相对于${f.arms.control}的 Hedges' g 为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
};

/** What each arm has. */
function arms({ control, treatment }: Pick<ComparisonResult, "control" | "treatment">, f: Phrases): string {
  return `${f.arms.treatment} ${f.value(treatment)}，${f.arms.control} ${f.value(control)}`;
}

/** What each arm has, after what that is called, and how far they are apart. */
function compared(what: string, r: ComparisonResult, f: Phrases): string {
  const apart = `差值为 ${f.change(r.difference)}，${f.pValue(r.test.pValue)}`;
  return `${what}${arms(r, f)}；${apart}；${f.answers(r.n, r.nMissing)}。`;
}
