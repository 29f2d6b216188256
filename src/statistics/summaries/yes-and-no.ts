import { reject } from "../../core/checks";
import { kindOf } from "../../core/columns";
import { elementsOf } from "./complete-rows";

/** A column of yes and no as 1 and 0; what is missing stays so. */
export function yesAndNo(fn: string, path: string, column: unknown): ArrayLike<number | null | undefined> {
  const elements = elementsOf(fn, path, column);
  const rule = kindOf(elements) === "boolean" ? "be true, false, null or undefined" : "be 0, 1, null or undefined";
  return Array.from(elements, (value, i) => {
    if (value === null || value === undefined) return value;
    if (rule.startsWith("be true") ? typeof value !== "boolean" : value !== 0 && value !== 1) {
      reject(fn, `${path}.${i}`, rule, value);
    }
    return Number(value);
  });
}
