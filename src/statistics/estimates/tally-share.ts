import type { Caveat } from "../../core/caveats";
import { checkConfidenceLevel, checkNoOthers } from "../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import type { Tally } from "../summaries/tally";
import { effectiveN, kishN, linearisedVariance, meanScore } from "../summaries/weighted-tally";
import { checkMethod, type ProportionMethod, shareCaveats, shareError, shareInterval } from "./proportion";

/** How the interval of a share is made. */
export interface ShareSettings {
  readonly confidenceLevel: number;
  readonly method: ProportionMethod;
}

/** The settings in a measure's options, checked, with the defaults in place. */
export function shareSettings(
  fn: string,
  options: { readonly [K in keyof ShareSettings]?: ShareSettings[K] | undefined },
): ShareSettings {
  const { confidenceLevel = 0.95, method = "wilson", ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, confidenceLevel);
  checkMethod(fn, method);
  return { confidenceLevel, method };
}

/** An estimated share of a tally's answers, still without the kind of result that it belongs to. */
export interface TallyShare extends Omit<Estimate<"share", ConfidenceInterval>, "kind" | "scale"> {
  readonly scale: Tally["scale"];
  /** Answers on the counted side. */
  readonly count: number;
  readonly caveats: readonly Caveat[];
}

/** The share of a tally's answers at levels from `from` up; the tally holds an answer. */
export function shareFrom(tally: Tally, from: number, { confidenceLevel, method }: ShareSettings): TallyShare {
  const { n, nMissing, scale, counts, weights } = tally;
  const count = counts.slice(from - scale.min).reduce((sum, at) => sum + at, 0);
  const inside = (level: number) => (level >= from ? 1 : 0);
  // all and none are exact, whatever the sums of weights round to
  const share = weights === null || count === 0 || count === n ? count / n : meanScore(tally, inside);
  const variance = weights === null ? shareError(count, n) ** 2 : linearisedVariance(tally, inside, share);
  const size = weights === null ? n : effectiveN(kishN(tally), share * (1 - share), variance);
  return {
    unit: "share",
    scale,
    estimate: share,
    standardError: Math.sqrt(variance),
    interval: shareInterval(share, size, confidenceLevel, method),
    n,
    nMissing,
    count,
    caveats: shareCaveats(share, n),
  };
}
