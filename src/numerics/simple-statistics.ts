// The only file that imports simple-statistics; what is taken is listed here, with the reason.
import { sum } from "simple-statistics";

/**
 * Neumaier's sum (Kahan–Babuška), whose error does not grow with n; it reads typed arrays, though its type does not.
 */
export function compensatedSum(values: ArrayLike<number>): number {
  return sum(values as readonly number[]);
}
