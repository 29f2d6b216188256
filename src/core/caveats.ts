/**
 * Everything that a result may warn of; `report` has a sentence for each, in every language it speaks.
 *
 * - `all-answers-equal`: every answer was the same, so the spread in the sample says nothing of the spread outside it
 * - `all-or-none`: no answer, or every answer, is on the counted side, so the standard error of the share is 0
 * - `single-answer`: one answer has no spread, hence no standard error
 * - `few-complete-rows`: less than half of the rows had all the values that a table needs
 * - `aliased-columns`: a predictor repeats what the earlier ones say; it has no coefficient of its own
 * - `perfect-fit`: the residuals are zero to rounding, so errors and tests mean nothing
 * - `pooled-variance`: a level with fewer than five answers borrows the spread of the others
 * - `empty-levels`: levels without an answer were left out
 * - `mentions-not-customers`: the shares are of mentions; a customer may have made several
 * - `assumed-rate`: the referral rate is an assumption, not an estimate; its uncertainty is not in the interval
 * - `assumed-satisfaction`: the satisfaction is an assumption, not an estimate
 * - `estimate-outside-interval`: the interval is centred nearer to the middle than the estimate, which lies outside it
 * - `interval-beyond-scale`: an end of the interval was cut at the end of the scale
 */
export type CaveatCode =
  | "all-answers-equal"
  | "all-or-none"
  | "single-answer"
  | "few-complete-rows"
  | "aliased-columns"
  | "perfect-fit"
  | "pooled-variance"
  | "empty-levels"
  | "mentions-not-customers"
  | "assumed-rate"
  | "assumed-satisfaction"
  | "estimate-outside-interval"
  | "interval-beyond-scale";

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
