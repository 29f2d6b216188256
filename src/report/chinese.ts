import type { Phrasebook } from "./phrasebook";

/** Sentences in Chinese. */
export const chinese: Phrasebook = {
  nothing: "暂无回答",
  wording: {
    interval: (value, lower, upper, level) => {
      if (lower === null) return `${value}（${level} 置信区间：至多 ${upper ?? "任意值"}）`;
      return `${value}（${level} 置信区间：${upper === null ? `至少 ${lower}` : `${lower} 至 ${upper}`}）`;
    },
    noInterval: (value) => `${value}（无区间）`,
    answers: (n, missing) => `n = ${n}${missing === null ? "" : `，缺失 ${missing}`}`,
    pValue: (sign, value) => `p ${sign} ${value}`,
    percentagePoints: (value) => `${value} 个百分点`,
    noTest: "无法检验",
    control: "对照组",
    treatment: "实验组",
    separator: "；",
  },
  caveats: {
    "all-answers-equal": "所有回答都相同，样本中的离散程度不能说明样本之外的情况",
    "all-or-none": "所有回答都在同一侧，标准误为 0；请以区间为准",
    "single-answer": "只有一个回答，无法估计离散程度",
    "few-answers": "回答较少：区间较宽，其置信水平只是近似的",
    "few-complete-rows": "不到一半的行具备所需的全部数值",
    "aliased-columns": "部分预测变量与其他变量重复，没有独立的系数",
    "perfect-fit": "模型完全拟合，误差与检验没有意义",
    "pooled-variance": "回答少于五个的等级借用其他等级的离散程度",
    "empty-levels": "没有回答的等级已略去",
    "mentions-not-customers": "占比按提及次数计算，而不是按顾客人数；一位顾客可能提及多次",
    "assumed-rate": "推荐率是假设值，其不确定性不在区间之内",
    "assumed-satisfaction": "满意度是假设值，而不是估计值",
    "interval-beyond-scale": "区间已在量表端点处截断",
  },
  sentences: {
    nps: (r, f) =>
      `净推荐值（NPS）为 ${f.estimate(r)}：推荐者 ${f.share(r.promoters.share)}，中立者 ${f.share(r.passives.share)}，` +
      `贬损者 ${f.share(r.detractors.share)}；${f.answers(r.n, r.nMissing)}。`,
    csat: (r, f) =>
      `满意顾客（${r.scale.max} 分制中 ${r.satisfiedFrom} 分及以上）占 ${f.estimate(r)}；` +
      `平均评分为 ${f.estimate(r.mean)}；${f.answers(r.n, r.nMissing)}。`,
    ces: (r, f) =>
      `费力度得分为 ${f.estimate(r)}（量表 ${r.scale.min} 至 ${r.scale.max}）；` +
      `认为轻松的顾客占 ${f.estimate(r.easy)}；${f.answers(r.n, r.nMissing)}。`,
    proportion: (r, f) => `占比为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
    mean: (r, f) => `均值为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
    difference: (r, f) => `差值为 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
    "linear-model": (r, f) =>
      `模型解释了 ${f.share(r.rSquared)} 的变异；各预测变量每提高一分，结果的变化为：${f.effects(r)}；` +
      `${f.answers(r.n, r.nMissing)}。`,
    "loyalty-curve": (r, f) =>
      `各满意度等级的忠诚度：${f.list(r.levels.map((level) => `${level.level} 分：${f.estimate(level)}`))}；` +
      `${f.answers(r.n, r.nMissing)}。`,
    "loyalty-level": (r, f) => `满意度为 ${r.level} 时，忠诚度为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
    "loyalty-step": (r, f) =>
      `满意度从 ${r.from} 升到 ${r.to} 时，忠诚度变化 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
    pareto: (r, f) =>
      `${f.count(r.n)} 个原因中的 ${f.count(r.vitalFew.count)} 个占总量 ` +
      `${f.number(r.total, Number.isInteger(r.total) ? 0 : 2)} 的 ${f.share(r.vitalFew.share)}：${f.list(r.vitalFew.names)}` +
      `${r.vitalFew.tiedWithLast.length > 0 ? `（与最后一项同样大的还有：${f.list(r.vitalFew.tiedWithLast)}）` : ""}。`,
    "word-of-mouth": (r, f) =>
      `若 ${f.count(r.customers)} 位顾客中的每一位按每单位满意度带来 ${f.number(r.referralRate, 3)} 位新顾客，` +
      `则新增顾客 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
    "proportion-comparison": (r, f) =>
      `${f.arms.treatment} ${f.share(r.treatment.estimate)}，${f.arms.control} ${f.share(r.control.estimate)}；差值为 ` +
      `${f.change(r.difference)}，${f.pValue(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
    "mean-comparison": (r, f) =>
      `${f.arms.treatment}均值 ${f.number(r.treatment.estimate, 2)}，${f.arms.control} ${f.number(r.control.estimate, 2)}；差值为 ` +
      `${f.change(r.difference)}，${f.pValue(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
    "nps-comparison": (r, f) =>
      `${f.arms.treatment} NPS ${f.number(r.treatment.estimate, 1)}，${f.arms.control} ${f.number(r.control.estimate, 1)}；差值为 ` +
      `${f.change(r.difference)}，${f.pValue(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
  },
};
