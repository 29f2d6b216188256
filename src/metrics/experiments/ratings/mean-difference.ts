import { type Caveat, caveatsWhere } from "../../../core/caveats";
import type { Alternative } from "../../../core/estimate";
import { cut, tInterval } from "../../../statistics/estimates/interval";
import { meanResult } from "../../../statistics/estimates/mean";
import { welchDifference } from "../../../statistics/estimates/welch";
import { momentsOfLevels } from "../../../statistics/summaries/moments-of-levels";
import type { ArmDifference } from "../comparison/comparison";
import { type MarginResult, type MarginSettings, marginResult } from "../comparison/margin";
import { tTest } from "../comparison/t-test";
import type { ArmTallies } from "./arm-tallies";

/** How two mean ratings differ. */
export interface MeanDifference {
  readonly difference: Pick<ArmDifference<"rating">, "unit" | "scale" | "estimate" | "standardError" | "interval">;
  readonly margin: MarginResult | null;
  readonly caveats: readonly Caveat[];
}

/** Treatment's mean rating minus control's by Welch's t, which needs two answers an arm. */
export function meanDifference(
  fn: string,
  tallies: ArmTallies,
  level: number,
  judged: MarginSettings | null,
): MeanDifference {
  const { scale } = tallies.control;
  const means = (["control", "treatment"] as const).map((path) => {
    const summary = momentsOfLevels(fn, path, tallies[path]);
    const { estimate, standardError, caveats } = meanResult(fn, path, summary, level);
    const { meanLow, n } = summary;
    return { mean: estimate, meanLow, variance: standardError! ** 2, degreesOfFreedom: n - 1, caveats };
  });
  const { difference, standardError, degreesOfFreedom } = welchDifference(means[0]!, means[1]!);
  const varies = standardError > 0;
  const widest = scale.max - scale.min;
  const interval = varies
    ? cut(tInterval(difference, standardError, degreesOfFreedom, level, "welch"), -widest, widest)
    : null;
  const against = (tested: number, alternative: Alternative) =>
    tTest(difference - tested, standardError, degreesOfFreedom, alternative, "welch");
  return {
    difference: { unit: "rating", scale, estimate: difference, standardError, interval },
    margin: judged && marginResult(judged, interval, against),
    caveats: caveatsWhere({
      "no-spread-within-groups": !varies && difference !== 0,
      "skewed-answers": means.some(({ caveats }) => caveats.some(({ code }) => code === "skewed-answers")),
    }),
  };
}
