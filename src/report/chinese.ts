import { metrics } from "./chinese/metrics";
import { statistics } from "./chinese/statistics";
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
  sentences: { ...metrics, ...statistics },
};
