import { normalTwoSided } from "../../numerics/normal";
import { studentTTwoSided } from "../../numerics/student-t";

/** Two-sided p-value of an estimate over its error: normal, or Student's t where there are degrees of freedom. */
export function waldPValue(statistic: number, degreesOfFreedom: number | null): number {
  return degreesOfFreedom === null ? normalTwoSided(statistic) : studentTTwoSided(statistic, degreesOfFreedom);
}
