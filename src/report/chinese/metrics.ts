import type { Sentences } from "../phrasebook";
import type { MetricsResult } from "../results";

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
  "arm-difference": (r, f) => `差值为 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
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
};
