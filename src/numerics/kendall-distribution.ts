/**
 * Lower tail of Kendall's number of concordant pairs in n values without ties, P(T <= t), where order says nothing.
 *
 * @remarks The probabilities of k inversions among m values follow from those among m - 1, $$p_m(k) = \frac1m
 * \sum_{j=0}^{m-1} p_{m-1}(k-j)$$ sums of positive terms, so small tails keep their digits. The distribution is
 * symmetric: P(T >= t) is the lower tail at n (n - 1) / 2 - t. O(n^4) operations, 0.7 million at n = 49.
 *
 * @param t - Any integer.
 * @param n - Integer >= 1.
 * @see Kendall (1938), Biometrika 30(1-2), 81-93, doi:10.1093/biomet/30.1-2.81 (not read)
 */
export function kendallCdf(t: number, n: number): number {
  const most = (n * (n - 1)) / 2;
  if (t < 0) return 0;
  if (t >= most) return 1;
  if (t > most / 2) return 1 - kendallCdf(most - t - 1, n);
  // beyond t nothing is needed, since every recursion looks back
  let probabilities = new Float64Array(t + 1);
  probabilities[0] = 1;
  for (let m = 2; m <= n; m++) {
    const next = new Float64Array(t + 1);
    for (let k = 0; k <= t; k++) {
      let sum = 0;
      for (let j = Math.max(0, k - m + 1); j <= k; j++) sum += probabilities[j]!;
      next[k] = sum / m;
    }
    probabilities = next;
  }
  return probabilities.reduce((sum, p) => sum + p, 0);
}
