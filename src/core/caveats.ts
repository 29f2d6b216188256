/**
 * Everything that a result may warn of; `report` has a sentence for each, in every language it speaks.
 *
 * - `all-answers-equal`: every answer was the same, so the spread in the sample says nothing of the spread outside it
 * - `all-or-none`: no answer, or every answer, is on the counted side, so the standard error of the share is 0
 * - `skewed-answers`: the answers are so few and so skewed that the interval covers less often than its level says
 * - `single-answer`: one answer has no spread, hence no standard error
 * - `few-complete-rows`: less than half of the rows had all the values that a table needs
 * - `aliased-columns`: a predictor repeats what the earlier ones say; it has no coefficient of its own
 * - `full-leverage`: a row determines a coefficient alone, and robust errors cannot show what that row may vary
 * - `perfect-fit`: the residuals are zero to rounding, so errors and tests mean nothing
 * - `pooled-variance`: a level with fewer than five answers (in effect, with weights), or with equal ones only, borrows the spread of the others
 * - `empty-levels`: levels without an answer were left out
 * - `sparse-levels`: levels with fewer than five answers were left out
 * - `mentions-not-customers`: the shares are of mentions; a customer may have made several
 * - `assumed-rate`: the referral rate is an assumption, not an estimate; its uncertainty is not in the interval
 * - `assumed-satisfaction`: the satisfaction is an assumption, not an estimate
 * - `estimate-outside-interval`: the interval is centred elsewhere than at the estimate, which lies outside it
 * - `interval-beyond-scale`: an end of the interval was cut at the end of the scale
 * - `constant-column`: a column does not vary, so it has no correlation and no coefficient
 * - `perfect-correlation`: the correlation is 1 or -1, which leaves no spread to make an interval from
 * - `no-interval`: the answers are too few, or too regular, to give an interval
 * - `all-draws-equal`: every resample gave the same value, so resampling says nothing of its uncertainty
 * - `draws-on-one-side`: every resample gave more, or every one less, than the data, so there is no BCa interval
 * - `too-few-draws`: an end of the interval is the smallest or the largest draw
 * - `unbounded-interval`: the data do not bound the interval on a side
 * - `exponent-at-limit`: the best exponent is at an end of what was searched, or beyond it
 * - `weak-break`: the evidence of a break is so weak that its interval and those of the slopes cover less often than
 *   their level says
 * - `unidentified-breakpoint`: other places of a breakpoint fit just as well, since no x lies between them
 * - `negative-alpha`: the items vary against each other more than together: alpha cannot be read as a reliability
 * - `reversed-item`: an item falls where the others rise: it may be worded the other way round
 * - `complete-separation`: every answer of one arm is above every answer of the other
 * - `small-expected-counts`: expected counts are too small for chi-squared to be a good approximation
 * - `no-differences`: no pair differs, so there is nothing to test
 * - `single-row-or-column`: only one row or one column has counts, so there is nothing to compare
 * - `no-spread-within-groups`: no group varies, so there is nothing to test against
 * - `separation`: the predictors tell some outcomes apart without an error, so that coefficients grow without end
 * - `ill-conditioned`: the predictors are so nearly dependent that rounding may change digits from the eighth on
 * - `assumed-missing-at-random`: what is missing is assumed to depend only on what was observed
 * - `failed-draws`: some resamples did not determine the model; the errors are from the others
 * - `no-contrast`: no answer, or every answer, is on that side, so there is nothing to compare
 * - `wrong-signed-effect`: bad answers go with a better outcome, or good ones with a worse; it counts as 0
 * - `limited-gain`: the gain stops where the outcome can go no further
 * - `no-resampling`: nothing was resampled, so there are no intervals
 * - `median-not-reached`: fewer than half had the event while they were followed, so the median is not known
 * - `beyond-observation`: nobody was followed that long, so nothing is known of that time
 * - `few-followed`: fewer than five were followed up to that time, so the interval may cover less often than its level says
 * - `zero-baseline`: control has none of what is counted, or a mean of 0, so nothing can be so many times that
 * - `negative-baseline`: control's mean is negative, so a ratio below 1 is a rise
 * - `few-answers`: an arm has fewer than ten answers, too few for the approximation that the test rests on
 * - `few-clusters`: an arm has fewer than 20 clusters (customers), or as good as fewer since some are much larger than
 *   others, too few for the approximation that the error rests on
 * - `unequal-spreads`: the spreads of the arms differ by more than a factor of two, and the method takes them to be equal
 * - `test-without-interval`: the test has no interval that belongs to it
 * - `p-and-interval-differ`: the p-value and the interval follow two rules for what counts as extreme, which disagree here
 * - `adjusted-p-and-interval-differ`: the adjusted p-value excludes no difference and the adjusted interval does not: they are from two procedures
 * - `unadjusted-intervals`: the intervals are not adjusted for the number of comparisons, as the p-values are
 * - `sample-ratio-mismatch`: the arms are not of the sizes that were planned, so more than chance decided who is in which
 * - `empty-strata`: strata in which an arm has no customer tell nothing of the difference
 * - `census`: the sample is the whole population, so nothing is left to chance
 */
export type CaveatCode =
  | "all-answers-equal"
  | "all-or-none"
  | "skewed-answers"
  | "single-answer"
  | "few-complete-rows"
  | "aliased-columns"
  | "full-leverage"
  | "perfect-fit"
  | "ill-conditioned"
  | "assumed-missing-at-random"
  | "failed-draws"
  | "pooled-variance"
  | "empty-levels"
  | "sparse-levels"
  | "mentions-not-customers"
  | "assumed-rate"
  | "assumed-satisfaction"
  | "estimate-outside-interval"
  | "interval-beyond-scale"
  | "constant-column"
  | "perfect-correlation"
  | "no-interval"
  | "all-draws-equal"
  | "draws-on-one-side"
  | "too-few-draws"
  | "unbounded-interval"
  | "exponent-at-limit"
  | "weak-break"
  | "unidentified-breakpoint"
  | "negative-alpha"
  | "reversed-item"
  | "complete-separation"
  | "small-expected-counts"
  | "no-differences"
  | "single-row-or-column"
  | "no-spread-within-groups"
  | "separation"
  | "no-contrast"
  | "wrong-signed-effect"
  | "limited-gain"
  | "no-resampling"
  | "median-not-reached"
  | "beyond-observation"
  | "few-followed"
  | "zero-baseline"
  | "negative-baseline"
  | "few-answers"
  | "few-clusters"
  | "unequal-spreads"
  | "test-without-interval"
  | "p-and-interval-differ"
  | "adjusted-p-and-interval-differ"
  | "unadjusted-intervals"
  | "sample-ratio-mismatch"
  | "empty-strata"
  | "census";

/** A warning that belongs to a result, or to the part of it that `path` names. */
export interface Caveat {
  readonly code: CaveatCode;
  /** The part concerned, such as `mean` or `levels.2`; `null` is the whole result. */
  readonly path: string | null;
}

/** Those of the named caveats whose condition holds. */
export function caveatsWhere(conditions: Partial<Record<CaveatCode, boolean>>): Caveat[] {
  return (Object.keys(conditions) as CaveatCode[])
    .filter((code) => conditions[code])
    .map((code) => ({ code, path: null }));
}

/** The caveats of a part, as caveats of the whole that it is in. */
export function caveatsAt(part: string, caveats: readonly Caveat[]): Caveat[] {
  return caveats.map(({ code, path }) => ({ code, path: path === null ? part : `${part}.${path}` }));
}
