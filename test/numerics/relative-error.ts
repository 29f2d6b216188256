/** One golden case: the arguments, the result, and the digits that another program found. */
export interface Case {
  readonly arguments: readonly number[];
  readonly actual: number;
  readonly expected: string;
  /** Allowed relative error. */
  readonly tolerance: number;
}

const SMALLEST_NORMAL = 2.3e-308;

/**
 * Relative error; below the smallest normal double, where a double has no 13 digits to compare, 0 for a result within
 * one subnormal step of the truth.
 */
export function relativeError(actual: number, expected: string): number {
  const truth = Number(expected);
  if (Object.is(actual, truth) || actual === truth) return 0;
  if (Math.abs(truth) < SMALLEST_NORMAL && Math.abs(actual - truth) <= 5e-324) return 0;
  return Math.abs((actual - truth) / truth);
}

/** The cases that miss their tolerance, written out; a test expects none. */
export function misses(cases: readonly Case[]): string[] {
  return cases
    .filter((one) => !(relativeError(one.actual, one.expected) <= one.tolerance))
    .map(
      (one) =>
        `(${one.arguments.join(", ")}): ${one.actual}, not ${one.expected}, ` +
        `error ${relativeError(one.actual, one.expected).toExponential(1)} > ${one.tolerance.toExponential(1)}`,
    );
}

/**
 * Cases out of the rows of a golden file.
 *
 * @param rows - Rows of strings: the arguments, then the results.
 * @param column - Which column to compare with.
 * @param arity - How many columns are arguments.
 * @param tolerance - Allowed relative error, the same for all or found from the arguments and the result.
 * @param compute - The function under test.
 */
export function casesOf(
  rows: readonly (readonly string[])[],
  column: number,
  arity: number,
  tolerance: number | ((args: readonly number[], expected: number) => number),
  compute: (...args: number[]) => number,
): Case[] {
  return rows.map((row) => {
    const args = row.slice(0, arity).map(Number);
    const expected = row[column] as string;
    return {
      arguments: args,
      actual: compute(...args),
      expected,
      tolerance: typeof tolerance === "number" ? tolerance : tolerance(args, Number(expected)),
    };
  });
}
