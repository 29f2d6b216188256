import { binomialPmf } from "../../src/numerics/binomial";

/** Probability of 0 to n successes. */
export function binomialMasses(n: number, p: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, x) => binomialPmf(x, n, p));
}

/** Probability of the pairs of outcomes that count; pairs are numbered in order, treatment's outcome running fastest. */
export function probabilityOf(
  control: Float64Array,
  treatment: Float64Array,
  counts: (pair: number) => boolean,
): number {
  let sum = 0;
  for (let i = 0, pair = 0; i < control.length; i++) {
    let inner = 0;
    for (let j = 0; j < treatment.length; j++, pair++) if (counts(pair)) inner += treatment[j]!;
    sum += inner * control[i]!;
  }
  return sum;
}
