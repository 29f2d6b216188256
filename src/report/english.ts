import type { Phrasebook } from "./phrasebook";

/** Sentences in English. */
export const english: Phrasebook = {
  nothing: "no answers yet",
  wording: {
    interval: (value, lower, upper, level) => {
      if (lower === null && upper === null) return `${value} (${level} interval: unbounded)`;
      if (lower === null) return `${value} (${level} interval: at most ${upper})`;
      return `${value} (${level} interval: ${upper === null ? `at least ${lower}` : `${lower} to ${upper}`})`;
    },
    noInterval: (value) => `${value} (no interval)`,
    change: { share: (value) => `${value} percentage points`, points: (value) => `${value} points` },
    answers: (n, missing) => `n = ${n}${missing === null ? "" : `, ${missing} missing`}`,
    pValue: (sign, value) => `p ${sign} ${value}`,
    noTest: "no test is possible",
    noEffects: "no predictor has an effect of its own",
    control: "control",
    treatment: "treatment",
    separator: "; ",
  },
  caveats: {
    "all-answers-equal": "Every answer was the same, so the spread in the sample says nothing of the spread outside it",
    "all-or-none": "Every answer counts the same, so the standard error is 0; trust the interval",
    "single-answer": "One answer has no spread",
    "few-complete-rows": "Less than half of the rows had every value that was needed",
    "aliased-columns": "Some predictors repeat others and have no coefficient of their own",
    "perfect-fit": "The model fits perfectly, so errors and tests mean nothing",
    "pooled-variance": "Levels with fewer than five answers borrow the spread of the others",
    "empty-levels": "Levels without an answer were left out",
    "mentions-not-customers": "Shares are of mentions, not of customers; a customer may have made several",
    "assumed-rate": "The referral rate is an assumption; its uncertainty is not in the interval",
    "assumed-satisfaction": "The satisfaction is an assumption, not an estimate",
    "interval-beyond-scale": "The interval was cut at the end of the scale",
  },
  sentences: {
    nps: (r, f) => {
      const { promoters, passives, detractors } = r;
      const [p, m, d] = f.shares([promoters.share, passives.share, detractors.share]);
      return `NPS is ${f.estimate(r)}: ${p} promoters, ${m} passives, ${d} detractors; ${f.answers(r.n, r.nMissing)}.`;
    },
    csat: (r, f) =>
      `${f.estimate(r)} of customers are satisfied (${f.count(r.satisfiedFrom)} or more on a scale of ${f.count(r.scale.min)} to ` +
      `${f.count(r.scale.max)}); the mean rating is ${f.estimate(r.mean)}; ${f.answers(r.n, r.nMissing)}.`,
    ces: (r, f) =>
      `The effort score is ${f.estimate(r)} on a scale of ${f.count(r.scale.min)} to ${f.count(r.scale.max)}, where higher is ` +
      `${r.direction === "higher-is-easier" ? "easier" : "harder"}; ${f.estimate(r.easy)} found it easy; ` +
      `${f.answers(r.n, r.nMissing)}.`,
    "easy-share": (r, f) => `${f.estimate(r)} found it easy; ${f.answers(r.n, r.nMissing)}.`,
    proportion: (r, f) => `The share is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
    mean: (r, f) => `The mean is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
    difference: (r, f) => `The difference is ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
    "linear-model": (r, f) =>
      `The model (${f.answers(r.n, r.nMissing)}) explains ${f.share(r.rSquared)} of the variation; for each point of a ` +
      `predictor the outcome changes by: ${f.effects(r)}.`,
    "loyalty-curve": (r, f) =>
      `Loyalty at each level of satisfaction (${f.answers(r.n, r.nMissing)}): ` +
      `${f.list(r.levels.map((level) => `${f.count(level.level)} → ${f.estimate(level)}`))}.`,
    "loyalty-level": (r, f) =>
      `At satisfaction ${f.count(r.level)} loyalty is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
    "loyalty-step": (r, f) =>
      `From satisfaction ${f.count(r.from)} to ${f.count(r.to)} loyalty changes by ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
    pareto: (r, f) =>
      `The largest ${f.count(r.vitalFew.count)} of ${f.count(r.n)} causes cover ${f.share(r.vitalFew.share)} of the ` +
      `total of ${Number.isInteger(r.total) ? f.count(r.total) : f.significant(r.total)}: ${f.list(r.vitalFew.names)}` +
      `${r.vitalFew.tiedWithLast.length > 0 ? ` (as large as the last: ${f.list(r.vitalFew.tiedWithLast)})` : ""}.`,
    "word-of-mouth": (r, f) =>
      `If each of ${f.count(r.customers)} customers brings ${f.significant(r.referralRate)} new ones for each unit of ` +
      `satisfaction, an assumption, ${f.estimate(r)} new customers come; ` +
      `${r.n === 0 ? "the satisfaction is assumed too" : f.answers(r.n, r.nMissing)}.`,
    "proportion-comparison": (r, f) =>
      `${f.share(r.treatment.estimate)} (${f.arms.treatment}) against ${f.share(r.control.estimate)} ` +
      `(${f.arms.control}); the difference is ${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ` +
      `${f.answers(r.n, r.nMissing)}.`,
    "mean-comparison": (r, f) =>
      `A mean of ${f.number(r.treatment.estimate, 2)} (${f.arms.treatment}) against ` +
      `${f.number(r.control.estimate, 2)} (${f.arms.control}); the difference is ${f.change(r.difference)}, ` +
      `${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
    "nps-comparison": (r, f) =>
      `An NPS of ${f.number(r.treatment.estimate, 1)} (${f.arms.treatment}) against ` +
      `${f.number(r.control.estimate, 1)} (${f.arms.control}); the difference is ${f.change(r.difference)}, ` +
      `${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  },
};
