import type { PenaltyRewardClass } from "../../metrics/drivers/effects/impact-asymmetry";
import type { DriverImportance } from "../../metrics/drivers/importance/driver-importance-result";
import type { ImportancePerformanceQuadrant } from "../../metrics/drivers/importance/quadrant";
import type { VariantsAdjustment } from "../../metrics/experiments/variants/compare-variants";
import type { MoveGain } from "../../metrics/loyalty/curve/smallest-winning-move";
import type { CurveFormName } from "../../metrics/loyalty/forms/compare-curve-forms";
import type { InsensitiveZone, InsensitiveZoneReason } from "../../metrics/loyalty/zone/insensitive-zone-result";
import type { ZoneEstimate } from "../../metrics/loyalty/zone/zone-estimates";
import { adjustedEffect, isSuperiority } from "../adjusted-effect";
import { asEstimate } from "../model-effects";
import type { Phrases, Sentences } from "../phrasebook";
import type { MetricsResult } from "../results";
import { shownShare } from "../shown-share";

const CLASSES: Readonly<Record<PenaltyRewardClass, string>> = {
  dissatisfier: "不满意因素",
  hybrid: "混合因素",
  satisfier: "满意因素",
  undetermined: "未定",
};

const QUADRANTS: Readonly<Record<Exclude<ImportancePerformanceQuadrant, "undecided">, string>> = {
  "concentrate-here": "优先改进",
  "keep-up-the-good-work": "继续保持",
  "low-priority": "低优先级",
  "possible-overkill": "可能过度投入",
};

const AXES: Readonly<Record<"importance" | "performance", string>> = { importance: "重要性", performance: "绩效" };

const ADJUSTMENTS: Readonly<Record<VariantsAdjustment, string>> = {
  holm: "Holm 法",
  bonferroni: "Bonferroni 法",
  hochberg: "Hochberg 法，仅校正 p 值",
  "benjamini-hochberg": "Benjamini-Hochberg 法，仅校正 p 值",
  "benjamini-yekutieli": "Benjamini-Yekutieli 法，仅校正 p 值",
  dunnett: "Dunnett 法",
  tukey: "Tukey 法",
};

const FORMS: Readonly<Record<CurveFormName, string>> = {
  linear: "直线",
  quadratic: "二次曲线",
  power: "满意度的幂函数",
  cubic: "三次曲线",
  "one-break": "有一个转折点的折线",
  "two-breaks": "有两个转折点的折线",
  saturated: "各等级各自的均值",
};

const SHARES: Readonly<Record<DriverImportance["method"], string>> = {
  lmg: "其中各因素的沙普利（LMG）份额",
  johnson: "其中按相对权重法分解的份额",
  first: "各因素单独解释的部分",
  last: "各因素在其余因素之外增加的部分",
  pratt: "其中按 Pratt 法分解的份额",
  mcfadden: "其中各因素的沙普利份额",
};

const ZONE_REASONS: Readonly<Record<InsensitiveZoneReason, string>> = {
  "steeper-ends": "其下方和上方的斜率更大",
  falling: "忠诚度随满意度上升而下降",
  "flat-everywhere": "曲线处处平坦",
  "no-steeper-ends": "任何一段的两端都没有同时比中间陡出界值",
  saturation: "曲线在高端趋于平坦（饱和）",
  threshold: "曲线在低端平坦（门槛效应）",
  "s-shaped": "曲线在两端平坦（S 形）",
  "no-overall-slope": "不能确定曲线整体上升，也没有给定界值",
  "weak-evidence": "现有回答不足以支持任何一种结论",
  "few-levels": "有五个及以上回答的等级不足四个",
  "no-spread": "各等级内的回答没有差异",
};

/** A zone's margin: a slope that counts as flat. */
function marginOf({ unit, margin }: InsensitiveZone, f: Phrases): string {
  const { estimate } = margin!;
  if (unit !== "share") return f.value(asEstimate(unit, estimate, null));
  return `${f.value(asEstimate("points", 100 * estimate, null))} 个百分点`;
}

/** What the absence of a zone rests on: where a curve falls, no margin; where it is flat everywhere, not `pAbsence`. */
function absenceOf(r: InsensitiveZone, f: Phrases): string {
  if (r.margin === null || r.reason === "falling") return "";
  const test = r.reason === "flat-everywhere" ? "" : `，${f.pValue(r.pAbsence)}`;
  return `（界值为每分 ${marginOf(r, f)}${test}）`;
}

/** What Chinese says about measures and analyses. */
export const metrics: Sentences<MetricsResult> = {
  nps: (r, f) => {
    const { promoters, passives, detractors } = r;
    const [p, m, d] = f.shares([promoters.share, passives.share, detractors.share]);
    return (
      `净推荐值（NPS）为 ${f.estimate(r)}：推荐者 ${p}，中立者 ${m}，贬损者 ${d}；` + `${f.answers(r.n, r.nMissing)}。`
    );
  },
  csat: (r, f) =>
    `满意顾客（${f.count(r.scale.min)} 至 ${f.count(r.scale.max)} 分量表中 ${f.count(r.satisfiedFrom)} 分及以上）占 ` +
    `${f.estimate(r)}；平均评分为 ${f.estimate(r.mean)}；${f.answers(r.n, r.nMissing)}。`,
  ces: (r, f) =>
    `顾客费力度（CES）得分为 ${f.estimate(r)}，量表 ${f.count(r.scale.min)} 至 ${f.count(r.scale.max)}，分数越高越` +
    `${r.direction === "higher-is-easier" ? "轻松" : "费力"}；认为轻松的顾客占 ${f.estimate(r.easy)}；` +
    `${f.answers(r.n, r.nMissing)}。`,
  "easy-share": (r, f) => `认为轻松的顾客占 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "loyalty-curve": (r, f) =>
    `各满意度等级的忠诚度（${f.answers(r.n, r.nMissing)}）：` +
    `${f.list(r.levels.map((level) => `${f.count(level.level)} → ${f.estimate(level)}`))}。`,
  "loyalty-level": (r, f) =>
    `满意度为 ${f.count(r.level)} 时，忠诚度为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "loyalty-step": (r, f) =>
    `满意度从 ${f.count(r.from)} 升到 ${f.count(r.to)} 时，忠诚度变化 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
  "insensitive-zone": (r, f) => {
    const answers = f.answers(r.n, r.nMissing);
    const reason = ZONE_REASONS[r.reason];
    if (r.status === "no-zone") return `忠诚度曲线没有满意不敏感区${absenceOf(r, f)}：${reason}；${answers}。`;
    if (r.status === "undetermined") return `忠诚度曲线是否有满意不敏感区尚无定论：${reason}；${answers}。`;
    if (r.status === "not-estimable") return `无法估计忠诚度曲线是否有满意不敏感区：${reason}；${answers}。`;
    const change = ({ estimate, interval }: ZoneEstimate) => f.change(asEstimate(r.unit, estimate, interval));
    const flat = r.flat === "shown" ? "可认定该区平坦：其斜率不超出每分" : "尚不能认定该区平坦：其斜率可能超出每分";
    return (
      `忠诚度曲线在满意度 ${f.count(r.from!)} 至 ${f.count(r.to!)} 之间有满意不敏感区（${f.pValue(r.pShape)}），` +
      `${flat} ±${marginOf(r, f)}（${f.pValue(r.pFlat)}）；满意度每升一分，忠诚度在其下方变化 ${change(r.leftSlope!)}，区内变化 ` +
      `${change(r.innerSlope!)}，上方变化 ${change(r.rightSlope!)}；从该区上端升到最高等级变化 ` +
      `${change(r.gainToTop!)}；${answers}。`
    );
  },
  "smallest-winning-move": (r, f) => {
    const answers = f.answers(r.n, r.nMissing);
    const change = ({ estimate, interval }: MoveGain) => f.change(asEstimate(r.unit, estimate, interval));
    const best = r.moves[0]!;
    if (r.status === "best") {
      return (
        `在提升一个等级的各种改进中，把满意度从 ${f.count(best.from)} 提升到 ${f.count(best.to)} 带来的忠诚度增量最大` +
        `（概率 ${f.share(best.probability!)}）：按全体顾客平均为 ${change(best.average)}，每位被提升的顾客为 ` +
        `${change(best.perCustomer)}；${answers}。`
      );
    }
    if (r.status === "none") {
      return `提升一个等级的任何改进都不增加忠诚度（概率 ${f.share(r.probabilityOfNone!)}）；${answers}。`;
    }
    const each = r.moves.map(({ from, to, average }) => `${f.count(from)} → ${f.count(to)} ${change(average)}`);
    return `哪一个等级的提升带来的忠诚度增量最大尚无定论；按全体顾客平均，增量为：${f.list(each)}；${answers}。`;
  },
  "segmented-regression": (r, f) => {
    const pieces = r.segments.map(({ slope }, s) => {
      const breakpoint = r.breakpoints[s];
      if (breakpoint === undefined) return `${s > 1 ? "再" : ""}之后为 ${f.significant(slope)}`;
      const { estimate, interval } = breakpoint;
      const end = f.estimate(asEstimate("value", estimate, interval));
      return s === 0 ? `x 不超过 ${end}时斜率为 ${f.significant(slope)}` : `之后到 ${end}为 ${f.significant(slope)}`;
    });
    return (
      `${pieces.join("，")}；单一直线的检验（Davies）：${f.outcome(r.test.pValue)}；` +
      `${f.answers(r.n, r.nMissing)}。`
    );
  },
  "curve-form-comparison": (r, f) => {
    const best = r.forms.find(({ form }) => form === r.best);
    const finding =
      best === undefined || best.akaikeWeight === null
        ? `现有回答无法区分曲线的 ${f.count(r.forms.length)} 种形式`
        : `在曲线的 ${f.count(r.forms.length)} 种形式中，${FORMS[best.form]}描述得最好` +
          `（赤池权重 ${f.share(best.akaikeWeight)}）`;
    return `${finding}；${f.answers(r.n, r.nMissing)}。`;
  },
  retention: (r, f) => {
    const { estimate, interval } = r.retentionCurve.median;
    const lapse =
      estimate === null
        ? "已流失的顾客不到一半"
        : `流失时间的中位数为 ${f.estimate(asEstimate("time", estimate, interval))}天`;
    return (
      `首次下单后 ${f.significant(r.within)} 天内再次下单的顾客占 ${f.estimate(r.repeatShare)}；${lapse}；` +
      `${f.answers(r.customers, r.nMissing)}。`
    );
  },
  "repeat-share": (r, f) =>
    `首次下单后 ${f.significant(r.within)} 天内再次下单的顾客占 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "driver-importance": (r, f) => {
    const whole =
      r.method === "mcfadden"
        ? `全部驱动因素的 McFadden R² 为 ${f.number(r.rSquared, 2)}`
        : `驱动因素共同解释结果变异的 ${f.share(r.rSquared)}`;
    const parts = [...(r.groups ?? r.drivers)].sort((a, b) => a.rank - b.rank);
    const each = parts.map((part) => `${f.list([part.name])} ${f.estimate(shownShare(r.method, part))}`);
    return `${whole}；${SHARES[r.method]}：${f.list(each)}；${f.answers(r.n, r.nMissing)}。`;
  },
  "penalty-reward": (r, f) => {
    const effect = (found: { readonly estimate: number } | null) =>
      found === null ? "无法估计" : f.changeValue({ unit: "value", estimate: found.estimate });
    const each = r.drivers.map((driver) => {
      const { name, penalty, reward, asymmetry, asymmetryInterval } = driver;
      const lead =
        asymmetry === null ? "" : `，影响不对称指数 ${f.estimate(asEstimate("value", asymmetry, asymmetryInterval))}`;
      return `${f.list([name])}：惩罚 ${effect(penalty)}，奖励 ${effect(reward)}${lead}，${CLASSES[driver.class]}`;
    });
    const ofModel = `模型解释结果变异的 ${f.share(r.rSquared)}`;
    return `与中间评分相比（${ofModel}；${f.answers(r.n, r.nMissing)}）：${f.list(each)}。`;
  },
  "importance-performance": (r, f) => {
    const { importance, performance } = r.crosshair;
    const written = r.importance === "share" ? f.share : f.significant;
    const each = r.drivers.map((driver) => {
      const weight = driver.importance === null ? "无法估计" : written(driver.importance);
      const { quadrant, undecided, performance: rated, mean } = driver;
      const axes = undecided.map((axis) => AXES[axis]);
      const place = quadrant === "undecided" ? `未定（${axes.join("、")}）` : QUADRANTS[quadrant];
      return `${f.list([driver.name])} ${weight} 与 ${f.number(rated, 1)}（${f.answers(mean.n, 0)}），${place}`;
    });
    const cross = `${importance === null ? "无法估计" : written(importance)} 与 ${f.number(performance, 1)}`;
    return `重要性与绩效（0 至 100），两轴交于 ${cross}：${f.list(each)}；重要性：${f.answers(r.n, r.nMissing)}。`;
  },
  "driver-priorities": (r, f) => {
    const each = r.drivers.map(({ name, gain }) => {
      return `${f.list([name])} ${gain === null ? "无法估计" : f.change(gain)}`;
    });
    const { bottom, cost } = r.drivers[0]!;
    const lift =
      bottom !== null && r.drivers.every((driver) => driver.bottom === bottom)
        ? `若把 ${f.count(bottom)} 分及以下提升到 ${f.count(bottom + 1)} 分`
        : "若把低分提升";
    const move = r.move === "one-level-up" ? "若所有评分提高一级" : lift;
    const top = r.topFrom === null ? "" : f.count(r.topFrom);
    const goal = { mean: "平均评分", "top-box": `${top} 分及以上的占比`, nps: "NPS" }[r.goal];
    const [open, leads] =
      cost === null ? ["何者最优", "最优的是"] : ["按单位成本计，何者最优", "按单位成本计，增益最大的是"];
    const best = r.best === null ? `${open}未定` : `${leads} ${f.list([r.best])}`;
    return (
      `${move}，${goal}（现为 ${f.value(asEstimate(r.unit, r.current, null))}）预期变化：` +
      `${f.list(each)}；${best}；${f.answers(r.n, r.nMissing)}。`
    );
  },
  "driver-gain": (r, f) => `预期增益为 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
  pareto: (r, f) =>
    `${f.count(r.items.length)} 个原因中最大的 ${f.count(r.vitalFew.count)} 个占总量 ` +
    `${Number.isInteger(r.total) ? f.count(r.total) : f.significant(r.total)} 的 ${f.share(r.vitalFew.share)}：` +
    `${f.list(r.vitalFew.names)}` +
    `${r.vitalFew.tiedWithLast.length > 0 ? `（与最后一项同样大的还有：${f.list(r.vitalFew.tiedWithLast)}）` : ""}。`,
  "word-of-mouth": (r, f) =>
    `假设 ${f.count(r.customers)} 位顾客每人按满意度的每一分带来 ${f.significant(r.referralRate)} 位新顾客，` +
    `则新增顾客 ${f.estimate(r)}；${r.n === 0 ? "满意度也是假设值" : f.answers(r.n, r.nMissing)}。`,
  "variants-comparison": (r, f) => {
    const each = r.comparisons.map((one) => {
      const against = one.against === "control" ? f.arms.control : one.against;
      const names = `${f.list([one.name])} 对 ${f.list([against])}`;
      const effect = `${isSuperiority(one) ? "回答更高的配对占 " : ""}${adjustedEffect(one, f)}`;
      return `${names}：${effect}，${f.pValue(one.adjusted.pValue)}`;
    });
    const doubt = r.sampleRatio?.verdict === "mismatch" ? "；各组人数与计划不符，以上结果均不可信" : "";
    return (
      `经 ${f.count(r.family.comparisons)} 次比较的校正（${f.list([ADJUSTMENTS[r.adjust]])}）：${f.list(each)}${doubt}；` +
      `${f.answers(r.n, r.nMissing)}。`
    );
  },
  "sample-ratio-mismatch": (r, f) => {
    const says = {
      mismatch: "分组并非只由随机决定",
      negligible: "并非只是随机波动，但偏差小到无关紧要",
      "none-found": "未发现样本比例失衡",
    }[r.verdict];
    const parts = (shares: readonly number[]) => f.shares(shares).join(" : ");
    return (
      `各组顾客占比为 ${parts(r.arms.map(({ share }) => share))}，计划为 ` +
      `${parts(r.arms.map(({ expectedShare }) => expectedShare))}，${f.pValue(r.test.pValue)}：${f.list([says])}；` +
      `${f.answers(r.n, r.nMissing)}。`
    );
  },
};
