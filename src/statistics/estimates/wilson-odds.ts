import { normalQuantile } from "../../numerics/normal";
import type { RatioEnds } from "./score-ratio-ends";

/**
 * Wilson's interval of a share, as odds.
 *
 * @remarks The roots of $$b^2 \psi^2 - (2 a b + z^2 (a + b))\, \psi + a^2 = 0$$ for a successes and b failures: nothing
 * is lost of a share near 0 or 1. Without a failure there is no upper end, and without either the odds are anything.
 */
export function wilsonOdds(successes: number, failures: number, level: number): RatioEnds {
  const squared = normalQuantile((1 - level) / 2) ** 2;
  const spread = squared * (successes + failures);
  const sum = 2 * successes * failures + spread + Math.sqrt(spread * (4 * successes * failures + spread));
  return {
    // at a level near 0 a share of 1 has infinite odds
    lower: successes === 0 ? 0 : (2 * successes * successes) / sum,
    upper: failures === 0 ? null : sum / (2 * failures * failures),
  };
}
