import type { Caveat } from "../../../core/caveats";
import { reject } from "../../../core/checks";
import type { Alternative, Estimate } from "../../../core/estimate";
import { tInterval } from "../../../statistics/estimates/interval";
import { type ArmResult, type Comparison, newComparison, sizeOfArms } from "../comparison/comparison";
import type { HedgesG } from "../comparison/effect-size";
import { type MarginSettings, marginResult } from "../comparison/margin";
import type { ArmRatio } from "../comparison/ratio-of-arms";
import { tTest } from "../comparison/t-test";
import { type JointMeans, varianceAt } from "./joint-means";
import { ratioOfJointMeans } from "./ratio-of-joint-means";

/** A comparison of two means in the unit of their values, by default without a standardised difference. */
export type ValueComparison<K extends string, Arm extends ArmResult, E extends HedgesG | null = null> = Comparison<
  K,
  Arm,
  "value",
  ArmRatio | null,
  E
>;

/** How a comparison of two means is called and judged. */
export interface JointMeansSettings<K extends string, E extends HedgesG | null> {
  readonly kind: K;
  /** Of the interval and of the test. */
  readonly method: string;
  readonly confidenceLevel: number;
  readonly margin: MarginSettings | null;
  /** @defaultValue `null` */
  readonly effectSize?: E;
  /** Where the arms are the same customers. @defaultValue those of both arms together */
  readonly size?: Pick<Estimate, "n" | "nMissing">;
}

/**
 * Two means compared by Student's t with Satterthwaite's degrees of freedom.
 *
 * @param caveatsOf - What is to be said of the whole; where the difference does not vary there is nothing to test
 * against.
 */
export function compareJointMeans<K extends string, Arm extends ArmResult, E extends HedgesG | null = null>(
  fn: string,
  arms: { readonly control: Arm; readonly treatment: Arm },
  means: JointMeans,
  settings: JointMeansSettings<K, E>,
  caveatsOf: (varies: boolean) => readonly Caveat[],
): ValueComparison<K, Arm, E> {
  const { kind, method, confidenceLevel, margin, effectSize = null, size = sizeOfArms(arms) } = settings;
  const { difference } = means;
  if (!Number.isFinite(difference)) reject(fn, "treatment", "differ from control by less than 1e308", Infinity);
  const { variance, degreesOfFreedom } = varianceAt(means, 1);
  const standardError = Math.sqrt(variance);
  const varies = standardError > 0;
  const testAgainst = (tested: number, alternative: Alternative) =>
    tTest(difference - tested, standardError, degreesOfFreedom, alternative, method);
  const interval = varies ? tInterval(difference, standardError, degreesOfFreedom, confidenceLevel, method) : null;
  const { ratio, caveats } = ratioOfJointMeans(means, varies, confidenceLevel, size);
  return newComparison({
    kind,
    ...arms,
    difference: { unit: "value", scale: null, estimate: difference, standardError, interval },
    ratio,
    test: testAgainst(0, "two-sided"),
    effectSize: effectSize as E,
    margin: margin && marginResult(margin, interval, testAgainst),
    method,
    size,
    caveats: [...caveatsOf(varies), ...caveats],
  });
}
