import type { EffectSize } from "../../metrics/experiments/comparison/effect-size";
import type { ComparisonFacts, ExplanationWords, MarginFacts } from "../explanation";
import type { Phrases } from "../phrasebook";

const EFFECTS: Readonly<Record<EffectSize["kind"], string>> = {
  "cohens-h": "Cohen's h",
  "hedges-g": "Hedges' g",
  "probability-of-superiority": "两两比较中实验组较高的占比",
  "arm-odds-ratio": "优势比",
};

/** How Chinese explains comparisons. */
export const explanations: ExplanationWords = {
  subjects: {
    "proportion-comparison": "占比",
    "exact-proportion-comparison": "占比",
    "paired-proportion-comparison": "占比",
    "stratified-proportion-comparison": "按层加权的占比",
    "mean-comparison": "均值",
    "paired-mean-comparison": "均值",
    "clustered-mean-comparison": "均值",
    "ratio-of-means-comparison": "均值之比",
    "cuped-comparison": "按协变量调整后的结果",
    "rating-comparison": "平均评分",
    "nps-comparison": "NPS",
    "paired-nps-comparison": "NPS",
  },
  tests: {
    "miettinen-nurminen": "Miettinen-Nurminen 得分检验",
    newcombe: "与 Newcombe 区间对应的检验",
    wald: "Wald 检验",
    welch: "Welch t 检验",
    pooled: "合并方差 t 检验",
    "adjusted-wald": "校正 Wald 检验",
    score: "得分检验",
    paired: "配对 t 检验",
    clustered: "整群均值的 t 检验",
    delta: "基于 delta 法的 t 检验",
    cuped: "调整后均值的 t 检验",
    "fisher-exact": "Fisher 精确检验",
    "fisher-exact-central": "中心精确检验",
    "fisher-exact-mid-p": "mid-p 精确检验",
    "cochran-mantel-haenszel": "Cochran-Mantel-Haenszel 检验",
    "mcnemar-score": "McNemar 检验",
    "brunner-munzel-t": "Brunner-Munzel 检验",
    "wilson-brunner-munzel": "Wilson 型 Brunner-Munzel 检验",
    "mann-whitney-normal-cc": "Mann-Whitney 检验",
    "mann-whitney-exact": "精确 Mann-Whitney 检验",
  },
  sides: { higher: "高", lower: "低", better: "优", worse: "劣" },
  apart: (size, side) => `${side} ${size}`,
  span: (near, far) => `${near} 至 ${far}`,
  across: (lower, upper) => `${lower}${/\p{Script=Han}$/u.test(lower) ? "" : " "}至${upper}`,
  atLeast: (size, side) => `至少${side ?? ""} ${size}`,
  atMost: (size, side) => `至多${side ?? ""} ${size}`,
  unbounded: "无界",
  effect: (kind, range) => `${EFFECTS[kind]}仍可能为${/^\p{Script=Han}/u.test(range) ? "" : " "}${range}`,
  parts: { difference: "差值", ratio: "比值", effectSize: "效应量", oddsRatio: "优势比", topBox: "高分占比" },
  caveat: (words, of) => `另请注意${of === null ? "" : `（${of}）`}：${words}`,
  change: ({ subject, control, treatment, gap, lift, answers }, f) => {
    const relative = lift === null ? "" : `，相对而言${lift}`;
    const apart = gap === null ? "在这些回答中两者相等" : `前者${gap}${relative}`;
    return `${subject}：${f.arms.treatment} ${treatment}，${f.arms.control} ${control}；${apart}；${answers}。`;
  },
  certainty: (facts, f) => {
    const { effect, margin, pValue, testName } = facts;
    const test = pValue === null ? f.pValue(null) : `${testName}：${f.pValue(pValue)}`;
    const clauses = effect === null ? [ofDifference(facts), test] : [ofEffect(effect, f), test, ofDifference(facts)];
    return sentence([...clauses, margin && ofMargin(margin, f)]);
  },
  limits: (facts, f) => sentence([ofCauses(facts, f), ofOpen(facts), facts.caveat]),
};

function sentence(clauses: readonly (string | null)[]): string {
  return `${clauses.filter((clause) => clause !== null).join("；")}。`;
}

function ofDifference({ effect, reach, liftReach }: ComparisonFacts): string | null {
  if (reach === null) return effect === null ? "没有置信区间" : null;
  const interval = `差值的 ${reach.level} 置信区间`;
  if (reach.isPoint) return `${interval}只有一个点：${reach.text}`;
  return `${interval}：${reach.text}${liftReach === null ? "" : `，相对而言${liftReach}`}`;
}

/** The effect that is tested where it is not the difference. */
function ofEffect(effect: EffectSize, f: Phrases): string {
  const { control, treatment } = f.arms;
  if (effect.kind === "probability-of-superiority") {
    return `两两比较中，${treatment}的回答高于${control}的占 ${f.estimate(effect)}，相等计一半`;
  }
  if (effect.estimate === null) {
    return effect.interval?.lower === 0
      ? `这些回答不能说明${treatment}与${control}的优势比`
      : `${treatment}与${control}的优势比${f.unbounded(effect)}`;
  }
  if (effect.kind === "arm-odds-ratio") return `${treatment}与${control}的优势比为 ${f.ratio(effect)}`;
  return `${EFFECTS[effect.kind]} 为 ${f.estimate(effect)}`;
}

function ofMargin({ statement, size, pValue }: MarginFacts, f: Phrases): string {
  const { control, treatment } = f.arms;
  const test = pValue === null ? "" : `（单侧 ${f.pValue(pValue)}）`;
  return {
    equivalent: () => `区间内没有超出界值 ${size}的差值，${treatment}与${control}在该界值内等效${test}`,
    "non-inferior": () => `${treatment}不劣于${control}，界值为 ${size}${test}`,
    inferior: () => `${treatment}劣于${control}，且相差超过界值 ${size}`,
    undecided: () => `${treatment}是否劣于${control}达到界值 ${size}，尚无定论${test}`,
  }[statement]();
}

function ofCauses({ reach, effect, pValue, isPaired }: ComparisonFacts, f: Phrases): string {
  const interval = reach !== null || (effect !== null && effect.interval !== null) ? "置信区间" : null;
  const said = [interval, pValue === null ? null : "p 值"].filter((part) => part !== null);
  const chance = said.length === 0 ? "这里没有区分差值与偶然误差" : `${said.join("与 ")}只考虑了偶然误差`;
  return isPaired
    ? `${chance}，顾客两次回答之间的其他变化也可能是原因`
    : `${chance}，只有顾客是随机分组的，才能说明差值由${f.arms.treatment}所致`;
}

/** That what is not shown is not shown to be absent. */
function ofOpen({ reach, effectReach, isOpen, margin }: ComparisonFacts): string | null {
  if (reach?.isPoint) return "没有宽度的区间源于毫无变化的回答，不能说明其他顾客的情况";
  if (margin?.statement === "equivalent") return "等效只表示在给定界值之内相近，并不表示相同";
  if (isOpen === null) return "差值可能有多大，无从得知";
  if (!isOpen) return null;
  return `这并不表明两组相同：${reach === null ? effectReach : `差值仍可能为${reach.text}`}`;
}
