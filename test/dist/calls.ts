// Calls whose results must be the same from every build: ES module, CommonJS, and in a browser. Plain data, so that it
// can be sent to other processes. Calls of functions that an entry does not export yet are left out, except the first.
export interface Call {
  readonly entry: string;
  readonly fn: string;
  readonly args: readonly unknown[];
}

export const calls: readonly Call[] = [
  { entry: "cx-metrics", fn: "nps", args: [[10, 9, 9, 8, 7, 6, 3, null, 10, 0]] },
  { entry: "cx-metrics", fn: "nps", args: [[]] },
  { entry: "cx-metrics", fn: "nps", args: [[11]] },
  { entry: "cx-metrics", fn: "csat", args: [[5, 4, 4, 3, 2, 1, null, 5]] },
  { entry: "cx-metrics", fn: "proportion", args: [40, 100] },
  { entry: "cx-metrics", fn: "mean", args: [[1.5, 2.5, 4, 8]] },
  { entry: "cx-metrics", fn: "tally", args: [[1, 2, 2, 5], { scale: { min: 1, max: 5 } }] },
  { entry: "cx-metrics", fn: "ces", args: [[7, 6, 5, 3, 1]] },
  {
    entry: "cx-metrics",
    fn: "compareProportions",
    args: [
      { successes: 40, trials: 100 },
      { successes: 55, trials: 100 },
    ],
  },
  { entry: "cx-metrics", fn: "projectWordOfMouth", args: [{ customers: 1000, referralRate: 0.1, satisfaction: 3.15 }] },
  { entry: "cx-metrics/input", fn: "parseFeedback", args: [[{ rating: 9 }, { rating: "10" }]] },
];

/** What a call gave: a value, the error's name and message, or that there is no such function. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly error: string; readonly code: unknown }
  | { readonly absent: true };

/** Runs the calls; self-contained, because tests also send its source text to other processes. */
export function outcomes(modules: Record<string, Record<string, unknown>>, list: readonly Call[]): Outcome[] {
  return list.map(({ entry, fn, args }) => {
    const call = modules[entry]?.[fn];
    if (typeof call !== "function") return { absent: true };
    try {
      return { value: call(...args) };
    } catch (error) {
      return { error: String(error), code: (error as { code?: unknown }).code };
    }
  });
}
