import type { TestResult } from "../../src/core/estimate";
import { logGamma } from "../../src/numerics/gamma-function";
import { betaLower } from "../../src/numerics/incomplete-beta";
import type { ProportionResult } from "../../src/statistics/estimates/proportion";
import { type Band, gather, gridOf } from "./bands";
import { binomialMasses } from "./enumeration";
import type { Figure } from "./study";

// False positives of tests of two shares, summed over every pair of counts.

/** The two arms of a comparison, and its test. */
export interface TestedShares {
  readonly control: ProportionResult;
  readonly treatment: ProportionResult;
  readonly test: TestResult;
}

/** The probability that the test rejects where both arms have the same share, given the successes of both together. */
export function rejectionsGivenTotal(
  [n0, n1]: readonly [number, number],
  results: readonly TestedShares[],
  level: number,
): Float64Array {
  const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const given = new Float64Array(n0 + n1 + 1);
  results.forEach(({ test, control, treatment }) => {
    if (test.pValue! > level) return;
    const [x0, x1] = [control.successes, treatment.successes];
    given[x0 + x1]! += Math.exp(logChoose(n0, x0) + logChoose(n1, x1) - logChoose(n0 + n1, x0 + x1));
  });
  return given;
}

/** Its mean over a band of that share: given both counts together, no split depends on the share. */
export function meanOver(given: Float64Array, { from, to }: Band): number {
  const n = given.length - 1;
  const below = (p: number, x: number) => betaLower(p, x + 1, n - x + 1) / (n + 1);
  return given.reduce((sum, rejected, x) => sum + rejected * (below(to, x) - below(from, x)), 0) / (to - from);
}

/** Its greatest value within a band. */
export function highestOver(given: Float64Array, band: Band): Figure {
  const found = gather();
  for (const p of gridOf(band, 200)) {
    const mass = binomialMasses(given.length - 1, p);
    found.add(
      given.reduce((sum, rejected, x) => sum + rejected * mass[x]!, 0),
      () => `p = ${p.toFixed(3)}`,
    );
  }
  return found.greatest();
}
