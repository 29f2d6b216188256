import { refuse } from "../../core/checks";
import type { ModelTable } from "./model-table";

/** Refuses rows that do not outnumber the coefficients asked for. */
export function checkEnoughForCoefficients(
  fn: string,
  { n, nMissing }: Pick<ModelTable, "n" | "nMissing">,
  coefficients: number,
): void {
  if (n <= coefficients) {
    const received = `received ${n} (of ${n + nMissing}) for ${coefficients}`;
    refuse("insufficient-data", fn, "predictors", `must have more complete rows than coefficients, ${received}`);
  }
}

/**
 * Refuses an outcome that leaves a least-squares fit nothing to explain.
 *
 * @param none - What an outcome without variation is.
 * @param that - How the message joins the number of values and their value.
 */
export function checkOutcomeVaries(fn: string, outcome: Float64Array, none: number, that = "of"): void {
  if (outcome.every((value) => value === none)) {
    refuse("degenerate-data", fn, "outcome", `must vary, received ${outcome.length} values ${that} ${none + 0}`);
  }
}

/** Refuses an outcome of yes and no that is the same in all rows. */
export function checkBothOutcomes(fn: string, outcome: Float64Array): void {
  const first = outcome[0] as number;
  if (outcome.every((value) => value === first)) {
    const received = `received ${outcome.length} of ${first === 1 ? "yes" : "no"} alone`;
    refuse("degenerate-data", fn, "outcome", `must be yes in some complete rows and no in others, ${received}`);
  }
}
