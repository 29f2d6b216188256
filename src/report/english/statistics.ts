import type { Sentences } from "../phrasebook";
import type { StatisticsResult } from "../results";

/** What English says about statistics. */
export const statistics: Sentences<StatisticsResult> = {
  proportion: (r, f) => `The share is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "rating-mean": (r, f) => `The mean rating is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  mean: (r, f) => `The mean is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  difference: (r, f) => `The difference is ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "linear-model": (r, f) =>
    `The model (${f.answers(r.n, r.nMissing)}) explains ${f.share(r.rSquared)} of the variation; ${f.effects(r)}.`,
};
