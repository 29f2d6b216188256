/** The area under a receiver operating characteristic. */
export interface RocArea {
  /** Probability that a score of a case exceeds one of a control, ties counting half. */
  readonly area: number;
  /** DeLong's variance of it; `null` with fewer than two cases or controls. */
  readonly variance: number | null;
}

/**
 * Area under the ROC curve of scores, with DeLong's variance.
 *
 * @remarks $$A = \frac{1}{m n} \sum_{ij} \psi(x_i, y_j), \quad \widehat{\mathrm{Var}}(A) = s_{10}^2 / m + s_{01}^2 /
 * n$$ where psi is 1, 1/2 or 0 as case i scores above, equal to or below control j, and s^2 are the variances of its means
 * over the controls, one for each case, and over the cases. From the ranks: O(N log N) time, O(N) memory.
 *
 * @param scores - N numbers, not NaN; infinities allowed.
 * @param cases - 1 for cases and 0 for controls, N of them, at least one of each.
 * @param counts - How often each row counts, N integers > 0: pairs are counted whole, and divided once.
 * @param rounding - Scores that are no further apart than this, from the lowest of them, are tied.
 * @see DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44(3), 837-845, doi:10.2307/2531595 (not read); Sun and Xu
 * (2014), IEEE Signal Processing Letters 21(11), 1389-1393, doi:10.1109/LSP.2014.2337313 (not read)
 */
export function rocArea(scores: Float64Array, cases: Float64Array, counts: Float64Array, rounding: number): RocArea {
  const order = Float64Array.from(scores, (_, i) => i).sort((i, j) => {
    const [a, b] = [scores[i] as number, scores[j] as number];
    return a < b ? -1 : a > b ? 1 : 0;
  });
  const totals: [controls: number, cases: number] = [0, 0];
  for (let i = 0; i < scores.length; i++) totals[cases[i] as 0 | 1] += counts[i] as number;
  const [controls, positives] = totals;
  // of each row: the share of the other kind that it is on the right side of
  const shares = new Float64Array(scores.length);
  const below: [controls: number, cases: number] = [0, 0];
  let halves = 0;
  for (let start = 0; start < order.length; ) {
    const lowest = scores[order[start] as number] as number;
    const isTied = (score: number) => score === lowest || score - lowest <= rounding;
    const tied: [controls: number, cases: number] = [0, 0];
    let end = start;
    for (; end < order.length && isTied(scores[order[end] as number] as number); end++) {
      const i = order[end] as number;
      tied[cases[i] as 0 | 1] += counts[i] as number;
    }
    const beaten = (below[0] + tied[0] / 2) / controls;
    const beating = (positives - below[1] - tied[1] / 2) / positives;
    for (let k = start; k < end; k++) shares[order[k] as number] = cases[order[k] as number] === 1 ? beaten : beating;
    halves += tied[1] * (2 * below[0] + tied[0]);
    below[0] += tied[0];
    below[1] += tied[1];
    start = end;
  }
  // pairs beyond the whole doubles may add up to more than there are
  const area = Math.min(1, halves / (2 * controls * positives));
  const squares: [controls: number, cases: number] = [0, 0];
  for (let i = 0; i < scores.length; i++) {
    squares[cases[i] as 0 | 1] += (counts[i] as number) * ((shares[i] as number) - area) ** 2;
  }
  const variance =
    controls > 1 && positives > 1
      ? squares[1] / (positives - 1) / positives + squares[0] / (controls - 1) / controls
      : null;
  return { area, variance };
}
