import type { Phrases, Sentences } from "../phrasebook";
import type { ComparisonPart, ComparisonResult } from "../results";

/** What English says about comparisons and their parts. */
export const comparisons: Sentences<ComparisonResult | ComparisonPart> = {
  "proportion-comparison": (r, f) => compared("", r, f),
  "exact-proportion-comparison": (r, f) => {
    const { estimate, interval } = r.effectSize;
    const unknown = interval?.lower === 0 ? "not known" : f.unbounded(r.effectSize);
    const odds = estimate === null ? unknown : f.ratio(r.effectSize);
    return `${arms(r, f)}; the odds ratio is ${odds}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`;
  },
  "paired-proportion-comparison": (r, f) => compared("Of the same customers, ", r, f),
  "stratified-proportion-comparison": (r, f) => compared("Weighted over the strata, ", r, f),
  "standardized-share": (r, f) =>
    `Weighted over the strata, the share is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "mean-comparison": (r, f) => compared("A mean of ", r, f),
  "paired-mean-comparison": (r, f) => compared("Of the same customers, a mean of ", r, f),
  "clustered-mean-comparison": (r, f) => {
    const { control, treatment } = r;
    const of = `${f.count(treatment.clusters)} against ${f.count(control.clusters)} customers`;
    return compared(`With the answers of ${of}, a mean of `, r, f);
  },
  "ratio-of-means-comparison": (r, f) => compared("A ratio of ", r, f),
  "cuped-comparison": (r, f) => compared("Adjusted for the covariates, a mean of ", r, f),
  "adjusted-mean": (r, f) =>
    `Adjusted for the covariates, the mean is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "rating-comparison": (r, f) =>
    `A mean rating of ${arms(r, f)}; the difference is ${f.change(r.difference)}; an answer in ${f.arms.treatment} is ` +
    `higher than one in ${f.arms.control} with probability ${f.estimate(r.effectSize)}, ties counting a half, ` +
    `${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  "nps-comparison": (r, f) => compared("An NPS of ", r, f),
  "paired-nps-comparison": (r, f) => compared("Of the same customers, an NPS of ", r, f),
  "arm-difference": (r, f) => `The difference is ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "arm-ratio": (r, f) =>
    `The ratio of ${f.arms.treatment} to ${f.arms.control} is ${f.ratio(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "arm-odds-ratio": (r, f) =>
    `The odds ratio of ${f.arms.treatment} to ${f.arms.control} is ${f.ratio(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "cohens-h": (r, f) =>
    `Cohen's h of ${f.arms.treatment} over ${f.arms.control} is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "hedges-g": (r, f) =>
    `Hedges' g of ${f.arms.treatment} over ${f.arms.control} is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
};

/** What each arm has. */
function arms({ control, treatment }: Pick<ComparisonResult, "control" | "treatment">, f: Phrases): string {
  return `${f.value(treatment)} (${f.arms.treatment}) against ${f.value(control)} (${f.arms.control})`;
}

/** What each arm has, after what that is called, and how far they are apart. */
function compared(what: string, r: ComparisonResult, f: Phrases): string {
  const apart = `the difference is ${f.change(r.difference)}, ${f.pValue(r.test.pValue)}`;
  return `${what}${arms(r, f)}; ${apart}; ${f.answers(r.n, r.nMissing)}.`;
}
