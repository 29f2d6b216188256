import type { ConfidenceInterval, TestResult } from "../../core/estimate";
import { studentTTwoSided, studentTUpperQuantile } from "../../numerics/student-t";
import { shareEnds } from "../estimates/proportion";
import type { LevelTable } from "./level-table";
import { type Placements, placements, shareOf } from "./placements";

/** The answers that a share with Brunner and Munzel's variance rests on, and the degrees of freedom of that variance. */
interface Basis {
  readonly size: number;
  readonly degreesOfFreedom: number;
}

/**
 * Interval of the probability of superiority of the second of two arms, which holds every share that
 * {@link wilsonBrunnerMunzelTest} would not reject.
 */
export function wilsonBrunnerMunzelInterval(
  table: LevelTable,
  observed: Placements,
  level: number,
): ConfidenceInterval {
  const { size, degreesOfFreedom } = basisOf(table);
  const t = studentTUpperQuantile((1 - level) / 2, degreesOfFreedom);
  return { ...shareEnds(shareOf(observed), size, t, "wilson"), level, method: "wilson-brunner-munzel" };
}

/** The test that the probability is 1/2, by the score statistic that Wilson's formula inverts. */
export function wilsonBrunnerMunzelTest(table: LevelTable, { advantage }: Placements): TestResult {
  const { size, degreesOfFreedom } = basisOf(table);
  const statistic = advantage * Math.sqrt(size) + 0;
  return {
    statistic,
    degreesOfFreedom: [degreesOfFreedom],
    pValue: studentTTwoSided(statistic, degreesOfFreedom),
    alternative: "two-sided",
    method: "wilson-brunner-munzel",
  };
}

/** From both arms with half an answer more at the lowest value seen, and half at the highest. */
function basisOf({ counts, totals, sizes }: LevelTable): Basis {
  const last = totals.length - 1;
  const smooth = (own: Float64Array) =>
    own.map((count, slot) => count + (slot === 0 ? 0.5 : 0) + (slot === last ? 0.5 : 0));
  const [control, treatment] = counts as [Float64Array, Float64Array];
  const { advantage, standardError, degreesOfFreedom } = placements(smooth(control), smooth(treatment));
  const spread = ((1 - advantage) * (1 + advantage)) / 4;
  return {
    size: last > 0 ? spread / standardError ** 2 : Math.min(sizes[0]!.n, sizes[1]!.n),
    degreesOfFreedom,
  };
}
