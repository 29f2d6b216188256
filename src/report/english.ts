import { comparisons } from "./english/comparisons";
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
    unbounded: "unbounded",
    change: { share: (value) => `${value} percentage points`, points: (value) => `${value} points` },
    answers: (n, missing) => `n = ${n}${missing === null ? "" : `, ${missing} missing`}`,
    pValue: (sign, value) => `p ${sign} ${value}`,
    noTest: "no test is possible",
    notPossible: "not possible",
    effects: (list) =>
      `with the other predictors unchanged, the outcome changes per unit (or against the reference category) by: ${list}`,
    noEffects: "no predictor varies apart from the others, so none has a coefficient",
    control: "control",
    treatment: "treatment",
    name: (arm) => arm,
    separator: "; ",
  },
  caveats: {
    "all-answers-equal": "Every answer was the same, so the spread in the sample says nothing of the spread outside it",
    "all-or-none": "All or none are on the counted side, so the standard error is 0; trust the interval",
    "skewed-answers": "The answers are so few and so skewed that the interval covers less often than its level says",
    "single-answer": "One answer has no spread",
    "few-complete-rows": "Less than half of the rows had every value that was needed",
    "aliased-columns": "Some predictors repeat others and have no coefficient of their own",
    "full-leverage": "A row determines a coefficient alone, so errors do not hold what that row may vary",
    "perfect-fit": "The model fits perfectly, so errors and tests mean nothing",
    "ill-conditioned": "The predictors are nearly dependent: rounding may change digits of the model beyond the eighth",
    "assumed-missing-at-random":
      "What is missing is assumed to depend only on what was observed; that does not hold for a service not used",
    "failed-draws": "Some resamples did not determine the model; the errors are from the others",
    "pooled-variance":
      "Levels with fewer than five answers (in effect, with weights), or with equal ones only, borrow the spread of all",
    "empty-levels": "Levels without an answer were left out",
    "sparse-levels": "Levels with fewer than five answers were left out",
    "mentions-not-customers": "Shares are of mentions, not of customers; a customer may have made several",
    "assumed-rate": "The referral rate is an assumption; its uncertainty is not in the interval",
    "assumed-satisfaction": "The satisfaction is an assumption, not an estimate",
    "estimate-outside-interval":
      "The interval is centred elsewhere than at the estimate, which lies outside it: there are too few answers",
    "interval-beyond-scale": "The interval was cut at the end of the scale",
    "constant-column": "A column does not vary, so it has no correlation and no coefficient",
    "perfect-correlation": "The correlation is perfect, which leaves no spread to make an interval from",
    "no-interval": "The answers are too few, or too regular, to give an interval",
    "all-draws-equal": "Every resample gave the same value, so resampling says nothing of its uncertainty",
    "draws-on-one-side": "Every resample lies on the same side of the estimate, so there is no BCa interval",
    "too-few-draws": "An end of the interval is the most extreme draw: draw more often",
    "unbounded-interval": "The data do not bound the interval on at least one side",
    "exponent-at-limit": "The best exponent is at an end of what was searched, or beyond it",
    "weak-break":
      "The evidence of a break is weak: its interval and those of the slopes cover less often than their level says",
    "unidentified-breakpoint": "Other places of the breakpoint fit just as well, since no value of x lies between them",
    "negative-alpha": "The items vary against each other more than together, so alpha cannot be read as a reliability",
    "reversed-item": "An item falls where the others rise: it may be worded the other way round",
    "complete-separation": "Every answer of one arm is above every answer of the other",
    "small-expected-counts": "Expected counts are too small for chi-squared to be a good approximation",
    "no-differences": "No pair differs, so there is nothing to test",
    "single-row-or-column": "Only one row or one column has counts, so there is nothing to compare",
    "no-spread-within-groups": "No group varies, so there is nothing to test against",
    "no-contrast": "No answer, or every answer, is on that side, so there is nothing to compare",
    "wrong-signed-effect": "Bad answers go with a better outcome, or good ones with a worse; that effect counts as 0",
    "limited-gain": "The gain stops where the outcome can go no further",
    "no-resampling": "Nothing was resampled, so there are no intervals",
    "median-not-reached": "Fewer than half had the event while they were followed, so the median is not known",
    "beyond-observation": "Nobody was followed that long, so nothing is known of that time",
    "few-followed":
      "Fewer than five were followed up to that time, so the interval may cover less often than its level says",
    "zero-baseline": "Control is zero, so there is no ratio to it",
    "negative-baseline": "Control's mean is negative, so a ratio below 1 means a rise",
    "few-answers": "An arm has fewer than ten answers, too few for the test's approximation",
    "few-clusters":
      "An arm has fewer than 20 customers, or as good as fewer since some count for many, too few for the error's approximation",
    "unequal-spreads": "The spreads of the arms differ more than twofold, and the method takes them to be equal",
    "test-without-interval": "This test has no interval of its own",
    "p-and-interval-differ":
      "The p-value and the interval follow different rules for what counts as extreme and disagree here",
    "adjusted-p-and-interval-differ":
      "The adjusted p-value and the adjusted interval come from two procedures and disagree here",
    "unadjusted-intervals": "The intervals, unlike the p-values, are not adjusted for the number of comparisons",
    "sample-ratio-mismatch":
      "The arms are not of the planned sizes: more than chance decided who is in which, so do not trust the comparison",
    "empty-strata": "Strata in which an arm has no customer say nothing of the difference",
    census: "The whole population is needed, which leaves nothing to chance",
    separation:
      "The predictors tell some outcomes apart without an error, so that the coefficients concerned have no finite estimate",
  },
  sentences: { ...comparisons, ...metrics, ...statistics },
};
