import type { ShapleyShares } from "../importance/shapley-shares";

/**
 * The Shapley shares of what a model of any kind explains, from what it explains with every subset of p drivers.
 *
 * @remarks O(2^p p) time. A gain below 0 is rounding.
 *
 * @param explained - By subset, at the place whose bit j says whether driver j is in it; 2^p numbers.
 */
export function subsetGains(explained: Float64Array, p: number): ShapleyShares {
  const sizes = new Uint8Array(explained.length);
  for (let subset = 1; subset < sizes.length; subset++) sizes[subset] = (sizes[subset >> 1] as number) + (subset & 1);
  const pairs = new Float64Array(p);
  for (let subset = 0; subset < explained.length / 2; subset++) {
    const size = sizes[subset] as number;
    pairs[size] = (pairs[size] as number) + 1;
  }
  const gains = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    const driver = 1 << j;
    for (let subset = 0; subset < explained.length; subset++) {
      if ((subset & driver) !== 0) continue;
      const place = j * p + (sizes[subset] as number);
      gains[place] = (gains[place] as number) + (explained[subset | driver] as number) - (explained[subset] as number);
    }
  }
  const conditional = gains.map((sum, place) => Math.max(0, sum / (pairs[place % p] as number)));
  const shares = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) shares[j] = (shares[j] as number) + (conditional[j * p + k] as number) / p;
  }
  return { shares, conditional };
}
