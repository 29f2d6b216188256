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
    effects: (list) => `for each point of a predictor, the others equal, the outcome differs by: ${list}`,
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
    "estimate-outside-interval":
      "The interval is centred nearer to the middle than the estimate, which lies outside it: there are too few answers",
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
    "rating-mean": (r, f) => `The mean rating is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
    mean: (r, f) => `The mean is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
    "arm-difference": (r, f) => `The difference is ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
    difference: (r, f) => `The difference is ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
    "linear-model": (r, f) =>
      `The model (${f.answers(r.n, r.nMissing)}) explains ${f.share(r.rSquared)} of the variation; ${f.effects(r)}.`,
    "loyalty-curve": (r, f) =>
      `Loyalty at each level of satisfaction (${f.answers(r.n, r.nMissing)}): ` +
      `${f.list(r.levels.map((level) => `${f.count(level.level)} → ${f.estimate(level)}`))}.`,
    "loyalty-level": (r, f) =>
      `At satisfaction ${f.count(r.level)} loyalty is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
    "loyalty-step": (r, f) =>
      `From satisfaction ${f.count(r.from)} to ${f.count(r.to)} loyalty changes by ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
    pareto: (r, f) => {
      const total = Number.isInteger(r.total) ? f.count(r.total) : f.significant(r.total);
      const { count, share, names, tiedWithLast } = r.vitalFew;
      const largest = `The largest ${count === 1 ? "cause" : `${f.count(count)} causes`} of ${f.count(r.items.length)}`;
      const tied = tiedWithLast.length > 0 ? ` (as large as the last: ${f.list(tiedWithLast)})` : "";
      return `${largest} ${count === 1 ? "makes" : "make"} up ${f.share(share)} of the total of ${total}: ${f.list(names)}${tied}.`;
    },
    "word-of-mouth": (r, f) =>
      `Assuming that ${f.count(r.customers)} customers bring ${f.significant(r.referralRate)} new ones each for each ` +
      `unit of satisfaction, ${f.estimate(r)} new customers come; ` +
      `${r.n === 0 ? "the satisfaction is assumed too" : f.answers(r.n, r.nMissing)}.`,
    "proportion-comparison": (r, f) =>
      `${f.value(r.treatment)} (${f.arms.treatment}) against ${f.value(r.control)} (${f.arms.control}); the difference ` +
      `is ${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
    "mean-comparison": (r, f) =>
      `A mean of ${f.value(r.treatment)} (${f.arms.treatment}) against ${f.value(r.control)} (${f.arms.control}); the ` +
      `difference is ${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
    "nps-comparison": (r, f) =>
      `An NPS of ${f.value(r.treatment)} (${f.arms.treatment}) against ${f.value(r.control)} (${f.arms.control}); the ` +
      `difference is ${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  },
};
