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
    unbounded: "无上界",
    change: { share: (value) => `${value} 个百分点`, points: (value) => `${value} 分` },
    answers: (n, missing) => `n = ${n}${missing === null ? "" : `，缺失 ${missing}`}`,
    pValue: (sign, value) => `p ${sign} ${value}`,
    noTest: "无法检验",
    notPossible: "无法进行",
    effects: (list) => `其他变量相同时，预测变量每增加一个单位（或与参照类别相比），结果变化：${list}`,
    noEffects: "没有预测变量独立于其他变量而变化，因此都没有系数",
    control: "对照组",
    treatment: "实验组",
    // Latin names would run into the characters around them
    name: (arm) => `“${arm}”`,
    separator: "；",
  },
  caveats: {
    "all-answers-equal": "所有回答都相同，样本中的离散程度不能说明样本之外的情况",
    "all-or-none": "所有回答的计分都相同，标准误为 0；请以区间为准",
    "skewed-answers": "回答太少且分布过偏，区间的实际覆盖率低于其置信水平",
    "single-answer": "只有一个回答，无法估计离散程度",
    "few-complete-rows": "不到一半的行具备所需的全部数值",
    "aliased-columns": "部分预测变量与其他变量重复，没有独立的系数",
    "full-leverage": "有一行单独决定了某个系数，误差中不含该行自身的变动",
    "perfect-fit": "模型完全拟合，误差与检验没有意义",
    "ill-conditioned": "预测变量近乎线性相关，舍入误差可能改变模型第八位以后的数字",
    "assumed-missing-at-random": "假定缺失只取决于已观测到的数值（随机缺失）；对没有使用过的服务，该假定不成立",
    "failed-draws": "部分重抽样样本无法确定模型，误差仅由其余样本得出",
    "pooled-variance": "回答少于五个的等级借用其他等级的离散程度",
    "empty-levels": "没有回答的等级已略去",
    "mentions-not-customers": "占比按提及次数计算，而不是按顾客人数；一位顾客可能提及多次",
    "assumed-rate": "推荐率是假设值，其不确定性不在区间之内",
    "assumed-satisfaction": "满意度是假设值，而不是估计值",
    "estimate-outside-interval": "区间的中心比估计值更靠近中间，估计值落在区间之外：回答太少",
    "interval-beyond-scale": "区间已在量表端点处截断",
    "constant-column": "有一列没有变化，因此无法计算其相关系数",
    "perfect-correlation": "完全相关，没有离散程度可用于构造区间",
    "no-interval": "回答太少或过于规则，无法给出区间",
    "all-draws-equal": "每次重抽样的结果都相同，重抽样不能说明其不确定性",
    "draws-on-one-side": "每次重抽样的结果都在估计值的同一侧，无法给出 BCa 区间",
    "too-few-draws": "区间端点是最极端的一次重抽样结果：请增加抽样次数",
    "unbounded-interval": "数据不足以限定区间的至少一端",
    "negative-alpha": "各题项此消彼长多于同向变化，该系数不能作为信度",
    "reversed-item": "有一个题项与其余题项反向变化：可能是反向计分题",
    "complete-separation": "一组的所有回答都高于另一组的所有回答",
    "small-expected-counts": "期望频数过小，卡方近似不够准确",
    "no-differences": "没有任何配对发生变化，因此无可检验",
    "single-row-or-column": "只有一行或一列有频数，无从比较",
    "no-spread-within-groups": "各组内部都没有差异，无从检验",
    census: "需要普查总体，因此没有抽样误差",
    separation: "预测变量可以毫无差错地区分部分结果（数据分离），所涉及的回归系数没有有限的估计值",
  },
  sentences: { ...metrics, ...statistics },
};
