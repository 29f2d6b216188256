import type { Sentences } from "../phrasebook";
import type { StatisticsResult } from "../results";

/** What Chinese says about statistics. */
export const statistics: Sentences<StatisticsResult> = {
  proportion: (r, f) => `占比为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  "rating-mean": (r, f) => `平均评分为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  mean: (r, f) => `均值为 ${f.estimate(r)}；${f.answers(r.n, r.nMissing)}。`,
  difference: (r, f) => `差值为 ${f.change(r)}；${f.answers(r.n, r.nMissing)}。`,
  "linear-model": (r, f) =>
    `模型（${f.answers(r.n, r.nMissing)}）解释了 ${f.share(r.rSquared)} 的变异；${f.effects(r)}。`,
};
