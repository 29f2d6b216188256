import type { Phrasebook } from "./phrasebook";

/** Sentences in Chinese. */
export const chinese: Phrasebook = {
  nothing: "暂无回答",
  wording: {
    interval: (value, lower, upper, level) => {
      if (lower === null && upper === null) return `${value}（${level} 置信区间：无界）`;
      if (lower === null) return `${value}（${level} 置信区间：至多 ${upper}）`;
      return `${value}（${level} 置信区间：${upper === null ? `至少 ${lower}` : `${lower} 至 ${upper}`}）`;
    },
    noInterval: (value) => `${value}（无区间）`,
    change: { share: (value) => `${value} 个百分点`, points: (value) => `${value} 分` },
    answers: (n, missing) => `n = ${n}${missing === null ? "" : `，缺失 ${missing}`}`,
    pValue: (sign, value) => `p ${sign} ${value}`,
    noTest: "无法检验",
    effects: (list) => `其他变量相同时，预测变量每高一分，结果相差：${list}`,
    noEffects: "没有预测变量具有独立的作用",
    control: "对照组",
    treatment: "实验组",
    separator: "；",
  },
  caveats: {
    "all-answers-equal": "所有回答都相同，样本中的离散程度不能说明样本之外的情况",
    "all-or-none": "所有回答的计分都相同，标准误为 0；请以区间为准",
    "single-answer": "只有一个回答，无法估计离散程度",
    "few-complete-rows": "不到一半的行具备所需的全部数值",
    "aliased-columns": "部分预测变量与其他变量重复，没有独立的系数",
    "perfect-fit": "模型完全拟合，误差与检验没有意义",
    "pooled-variance": "回答少于五个的等级借用其他等级的离散程度",
    "empty-levels": "没有回答的等级已略去",
    "mentions-not-customers": "占比按提及次数计算，而不是按顾客人数；一位顾客可能提及多次",
    "assumed-rate": "推荐率是假设值，其不确定性不在区间之内",
    "assumed-satisfaction": "满意度是假设值，而不是估计值",
    "estimate-outside-interval": "区间的中心比估计值更靠近中间，估计值落在区间之外：回答太少",
    "interval-beyond-scale": "区间已在量表端点处截断",
  },
  sentences: {
    nps: (r, f) => {
      const { promoters, passives, detractors } = r;
      const [p, m, d] = f.shares([promoters.share, passives.share, detractors.share]);
      return (
        `净推荐值（NPS）为 ${f.estimate(r)}：推荐者 ${p}，中立者 ${m}，贬损者 ${d}；` +
        `${f.answers(r.n, r.nMissing)}。`
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
    proportion: (r, f) => `占比为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
    "rating-mean": (r, f) => `平均评分为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
    mean: (r, f) => `均值为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
    "arm-difference": (r, f) => `差值为 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
    difference: (r, f) => `差值为 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
    "linear-model": (r, f) =>
      `模型（${f.answers(r.n, r.nMissing)}）解释了 ${f.share(r.rSquared)} 的变异；${f.effects(r)}。`,
    "loyalty-curve": (r, f) =>
      `各满意度等级的忠诚度（${f.answers(r.n, r.nMissing)}）：` +
      `${f.list(r.levels.map((level) => `${f.count(level.level)} → ${f.estimate(level)}`))}。`,
    "loyalty-level": (r, f) =>
      `满意度为 ${f.count(r.level)} 时，忠诚度为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
    "loyalty-step": (r, f) =>
      `满意度从 ${f.count(r.from)} 升到 ${f.count(r.to)} 时，忠诚度变化 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
    pareto: (r, f) =>
      `${f.count(r.items.length)} 个原因中最大的 ${f.count(r.vitalFew.count)} 个占总量 ` +
      `${Number.isInteger(r.total) ? f.count(r.total) : f.significant(r.total)} 的 ${f.share(r.vitalFew.share)}：` +
      `${f.list(r.vitalFew.names)}` +
      `${r.vitalFew.tiedWithLast.length > 0 ? `（与最后一项同样大的还有：${f.list(r.vitalFew.tiedWithLast)}）` : ""}。`,
    "word-of-mouth": (r, f) =>
      `假设 ${f.count(r.customers)} 位顾客每人按满意度的每一分带来 ${f.significant(r.referralRate)} 位新顾客，` +
      `则新增顾客 ${f.estimate(r)}；${r.n === 0 ? "满意度也是假设值" : f.answers(r.n, r.nMissing)}。`,
    "proportion-comparison": (r, f) =>
      `${f.arms.treatment} ${f.value(r.treatment)}，${f.arms.control} ${f.value(r.control)}；差值为 ` +
      `${f.change(r.difference)}，${f.pValue(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
    "mean-comparison": (r, f) =>
      `均值：${f.arms.treatment} ${f.value(r.treatment)}，${f.arms.control} ${f.value(r.control)}；差值为 ` +
      `${f.change(r.difference)}，${f.pValue(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
    "nps-comparison": (r, f) =>
      `NPS：${f.arms.treatment} ${f.value(r.treatment)}，${f.arms.control} ${f.value(r.control)}；差值为 ` +
      `${f.change(r.difference)}，${f.pValue(r.test.pValue)}；${f.answers(r.n, r.nMissing)}。`,
  },
};
