import type { Phrasebook } from "./phrasebook";

/** Sentences in English. */
export const english: Phrasebook = {
  nothing: "no answers yet",
  wording: {
    interval: (value, lower, upper, level) => {
      if (lower === null) return `${value} (${level} interval: at most ${upper ?? "anything"})`;
      return `${value} (${level} interval: ${upper === null ? `at least ${lower}` : `${lower} to ${upper}`})`;
    },
    noInterval: (value) => `${value} (no interval)`,
    answers: (n, missing) => `n = ${n}${missing === null ? "" : `, ${missing} missing`}`,
    pValue: (sign, value) => `p ${sign} ${value}`,
    percentagePoints: (value) => `${value} percentage points`,
    noTest: "no test is possible",
    control: "control",
    treatment: "treatment",
    separator: "; ",
  },
  caveats: {
    "all-answers-equal": "Every answer was the same, so the spread in the sample says nothing of the spread outside it",
    "all-or-none": "All answers are on one side, so the standard error is 0; trust the interval",
    "single-answer": "One answer has no spread",
    "few-answers": "There are few answers: the interval is wide and its level approximate",
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
    nps: (r, f) =>
      `NPS is ${f.estimate(r)}: ${f.share(r.promoters.share)} promoters, ${f.share(r.passives.share)} passives, ` +
      `${f.share(r.detractors.share)} detractors; ${f.answers(r.n, r.nMissing)}.`,
    csat: (r, f) =>
      `${f.estimate(r)} of customers are satisfied (${r.satisfiedFrom} or more of ${r.scale.max}); ` +
      `the mean rating is ${f.estimate(r.mean)}; ${f.answers(r.n, r.nMissing)}.`,
    ces: (r, f) =>
      `The effort score is ${f.estimate(r)} on a scale of ${r.scale.min} to ${r.scale.max}; ` +
      `${f.estimate(r.easy)} found it easy; ${f.answers(r.n, r.nMissing)}.`,
    proportion: (r, f) => `The share is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
    mean: (r, f) => `The mean is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
    difference: (r, f) => `The difference is ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
    "linear-model": (r, f) =>
      `The model explains ${f.share(r.rSquared)} of the variation; for each point of a predictor the outcome changes ` +
      `by: ${f.effects(r)}; ${f.answers(r.n, r.nMissing)}.`,
    "loyalty-curve": (r, f) =>
      `Loyalty by satisfaction: ${f.list(r.levels.map((level) => `${level.level}: ${f.estimate(level)}`))}; ` +
      `${f.answers(r.n, r.nMissing)}.`,
    "loyalty-level": (r, f) => `At satisfaction ${r.level} loyalty is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
    "loyalty-step": (r, f) =>
      `From satisfaction ${r.from} to ${r.to} loyalty changes by ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
    pareto: (r, f) =>
      `${f.count(r.vitalFew.count)} of ${f.count(r.n)} causes make up ${f.share(r.vitalFew.share)} of ` +
      `${f.number(r.total, Number.isInteger(r.total) ? 0 : 2)}: ${f.list(r.vitalFew.names)}` +
      `${r.vitalFew.tiedWithLast.length > 0 ? ` (as large as the last: ${f.list(r.vitalFew.tiedWithLast)})` : ""}.`,
    "word-of-mouth": (r, f) =>
      `If each of ${f.count(r.customers)} customers brings ${f.number(r.referralRate, 3)} new ones for each unit of ` +
      `satisfaction, ${f.estimate(r)} new customers come; ${f.answers(r.n, r.nMissing)}.`,
    "proportion-comparison": (r, f) =>
      `${f.share(r.treatment.estimate)} (${f.arms.treatment}) against ${f.share(r.control.estimate)} (${f.arms.control}); the difference is ` +
      `${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
    "mean-comparison": (r, f) =>
      `A mean of ${f.number(r.treatment.estimate, 2)} (${f.arms.treatment}) against ${f.number(r.control.estimate, 2)} (${f.arms.control}); the difference is ` +
      `${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
    "nps-comparison": (r, f) =>
      `An NPS of ${f.number(r.treatment.estimate, 1)} (${f.arms.treatment}) against ${f.number(r.control.estimate, 1)} (${f.arms.control}); the difference ` +
      `is ${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  },
};
