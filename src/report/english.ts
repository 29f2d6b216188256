import { metrics } from "./english/metrics";
import { statistics } from "./english/statistics";
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
  sentences: { ...metrics, ...statistics },
};
