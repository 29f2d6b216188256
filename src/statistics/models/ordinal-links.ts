import { gaussian, millsRatio, SQRT_2PI } from "../../numerics/mills-ratio";
import { normalCdf, normalQuantile } from "../../numerics/normal";

/** Where the cumulative probabilities of an ordinal model come from. */
export interface CumulativeLink {
  /** The bound below which a share lies. */
  quantile(share: number): number;
  /** What the probability between two bounds, of which either may be infinite, contributes to a log-likelihood. */
  between(upper: number, lower: number): IntervalTerms;
}

/** The logarithm of a probability between two bounds and its derivatives; NaN or infinite where that is none. */
export interface IntervalTerms {
  readonly logarithm: number;
  readonly byUpper: number;
  readonly byLower: number;
  readonly byUpperTwice: number;
  readonly byLowerTwice: number;
  readonly byBoth: number;
}

/**
 * Logistic distribution.
 *
 * @remarks $F(u) - F(l) = F(u) (1 - F(l)) (1 - e^{l - u})$, a product in which nothing cancels.
 */
export const logitLink: CumulativeLink = {
  quantile: (share) => Math.log(share / (1 - share)),
  between: (upper, lower) => {
    const gap = upper - lower;
    const aboveUpper = 1 / (1 + Math.exp(upper));
    const belowUpper = 1 / (1 + Math.exp(-upper));
    const aboveLower = 1 / (1 + Math.exp(lower));
    const belowLower = 1 / (1 + Math.exp(-lower));
    const push = 1 / Math.expm1(gap);
    const bend = push / -Math.expm1(-gap);
    return {
      logarithm: Math.log(-Math.expm1(-gap)) - softplus(-upper) - softplus(lower),
      byUpper: aboveUpper + push,
      byLower: -belowLower - push,
      byUpperTwice: -aboveUpper * belowUpper - bend,
      byLowerTwice: -aboveLower * belowLower - bend,
      byBoth: bend,
    };
  },
};

/** Normal distribution; where both bounds lie on one side of 0, in units of the density at the nearer one. */
export const probitLink: CumulativeLink = {
  quantile: normalQuantile,
  between: (upper, lower) => {
    if (upper < 0) {
      const mirrored = probitTerms(-lower, -upper);
      return {
        logarithm: mirrored.logarithm,
        byUpper: -mirrored.byLower,
        byLower: -mirrored.byUpper,
        byUpperTwice: mirrored.byLowerTwice,
        byLowerTwice: mirrored.byUpperTwice,
        byBoth: mirrored.byBoth,
      };
    }
    return probitTerms(upper, lower);
  },
};

function probitTerms(upper: number, lower: number): IntervalTerms {
  // as multiples of the probability, which may be far below the doubles where the logarithm is not
  let logarithm: number;
  let atUpper: number;
  let atLower: number;
  if (lower > 0) {
    const fall = Math.exp(((lower - upper) * (upper + lower)) / 2);
    const ratio = millsRatio(lower) - (upper < Infinity ? fall * millsRatio(upper) : 0);
    logarithm = Math.log(ratio / SQRT_2PI) - lower ** 2 / 2;
    atUpper = fall / ratio;
    atLower = 1 / ratio;
  } else {
    const probability = normalCdf(upper) - normalCdf(lower);
    logarithm = Math.log(probability);
    atUpper = gaussian(upper, 0.5) / SQRT_2PI / probability;
    atLower = gaussian(lower, 0.5) / SQRT_2PI / probability;
  }
  return {
    logarithm,
    byUpper: atUpper,
    byLower: -atLower,
    byUpperTwice: upper < Infinity ? -upper * atUpper - atUpper ** 2 : 0,
    byLowerTwice: lower > -Infinity ? lower * atLower - atLower ** 2 : 0,
    byBoth: atUpper * atLower,
  };
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
