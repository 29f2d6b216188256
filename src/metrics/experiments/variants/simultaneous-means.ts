import { reject } from "../../../core/checks";
import type { ConfidenceInterval } from "../../../core/estimate";
import { dunnett } from "../../../numerics/dunnett";
import type { UpperTail } from "../../../numerics/studentized";
import { studentizedRange } from "../../../numerics/studentized-range";
import type { MeanResult } from "../../../statistics/estimates/mean";
import { isRounding } from "../../../statistics/summaries/moments";
import type { Comparison } from "../comparison/comparison";
import type { AdjustedParts } from "./adjusted-comparisons";

/** What compares means under one variance of all arms. */
export type SimultaneousMethod = "dunnett" | "tukey";

/** An arm of which a pooled variance can be made. */
type MeanOfArm = Pick<MeanResult, "n" | "estimate"> & { readonly standardDeviation: number };

/** The adjusted comparisons, and whether the spreads that were pooled are far apart. */
export interface SimultaneousMeans {
  readonly adjusted: readonly AdjustedParts<ConfidenceInterval | null>[];
  readonly unequalSpreads: boolean;
}

/**
 * Differences of means by one procedure for all of them: Dunnett's of all arms against control, or Tukey and Kramer's
 * of all pairs.
 *
 * @param comparisons - Those against control first, in the order of the arms.
 * @param size - How many arms there are beside control.
 */
export function simultaneousMeans(
  fn: string,
  comparisons: readonly Comparison[],
  size: number,
  method: SimultaneousMethod,
  level: number,
): SimultaneousMeans {
  const pairs = comparisons.map((comparison) => meansOf(fn, comparison, method));
  const arms = [pairs[0]!.control, ...pairs.slice(0, size).map(({ treatment }) => treatment)];
  const widest = Math.max(...arms.map(({ standardDeviation }) => standardDeviation));
  const narrowest = Math.min(...arms.map(({ standardDeviation }) => standardDeviation));
  const largest = Math.max(...arms.map(({ estimate }) => Math.abs(estimate)));
  if (isRounding(widest, largest)) {
    return { adjusted: pairs.map(() => ({ pValue: null, interval: null, caveats: [] })), unequalSpreads: false };
  }
  const df = arms.reduce((sum, { n }) => sum + (n - 1), 0);
  // as shares of the widest, whose squares neither overflow nor all vanish
  const squares = arms.reduce((sum, arm) => sum + (arm.n - 1) * (arm.standardDeviation / widest) ** 2, 0);
  const pooled = widest * Math.sqrt(squares / df);
  const unit = method === "tukey" ? Math.SQRT2 : 1;
  const { upper, upperQuantile } = distributionOf(method, arms, df);
  const reach = upperQuantile(1 - level) / unit;
  const adjusted = pairs.map(({ control, treatment, difference }) => {
    const error = pooled * Math.sqrt(1 / control.n + 1 / treatment.n);
    return {
      pValue: upper(Math.abs(difference / error) * unit),
      interval: { lower: difference - reach * error, upper: difference + reach * error, level, method },
      caveats: [],
    };
  });
  return { adjusted, unequalSpreads: widest > 2 * narrowest };
}

function distributionOf(method: SimultaneousMethod, arms: readonly MeanOfArm[], df: number): UpperTail {
  if (method === "tukey") return studentizedRange(arms.length, df);
  const [control, ...others] = arms as [MeanOfArm, ...MeanOfArm[]];
  return dunnett(
    others.map(({ n }) => n / control.n),
    df,
  );
}

/** The means of a comparison, of values that all count the same. */
function meansOf(fn: string, { kind, control, treatment, difference }: Comparison, method: SimultaneousMethod) {
  if (kind !== "mean-comparison") {
    reject(fn, "compare", `return comparisons of means for the adjustment "${method}"`, kind);
  }
  return {
    control: unweighted(fn, control as MeanResult, method),
    treatment: unweighted(fn, treatment as MeanResult, method),
    difference: difference.estimate,
  };
}

function unweighted(fn: string, arm: MeanResult, method: SimultaneousMethod): MeanOfArm {
  const { n, estimate, standardDeviation, standardError } = arm;
  // the error of a weighted mean is another one
  const plain = standardDeviation! / Math.sqrt(n);
  if (!(Math.abs(standardError! - plain) <= 1e-9 * plain)) {
    reject(fn, "compare", `return comparisons of unweighted means for the adjustment "${method}"`, standardError);
  }
  return { n, estimate, standardDeviation: standardDeviation! };
}
