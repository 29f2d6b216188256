import { checkCount, checkInRange, checkObject, checkOneOf, isIterable, reject } from "../../../core/checks";
import { isStatsError, StatsError } from "../../../core/errors";
import type { Comparison } from "../comparison/comparison";

/** How two arms are compared: a comparison of this library, or a function that fixes options of one. */
export type CompareArms<Arm, C extends Comparison> = (
  control: Arm,
  treatment: Arm,
  options: { readonly confidenceLevel: number },
) => C;

/** Two arms to compare, with their names and their places among the arguments. */
export interface VariantPair<Arm, N extends string> {
  readonly name: N;
  readonly against: N | "control";
  readonly control: Arm;
  readonly treatment: Arm;
  readonly paths: { readonly control: string; readonly treatment: string };
}

/** Every variant against control and then, where all pairs are wanted, against those before it. */
export function variantPairs<Arm, N extends string>(
  fn: string,
  control: Arm,
  variants: Readonly<Record<N, Arm>>,
  allPairs: boolean,
): VariantPair<Arm, N>[] {
  checkObject(fn, "variants", variants);
  if (isIterable(variants)) reject(fn, "variants", "be an object of named variants", variants);
  const names = Object.keys(variants) as N[];
  if (names.length === 0) reject(fn, "variants", "have at least one variant", 0);
  for (const name of names) {
    if (name === "" || name === "control") reject(fn, "variants", 'have names other than "" and "control"', name);
  }
  const arms = [
    { name: "control" as const, path: "control", arm: control },
    ...names.map((name) => ({ name, path: `variants.${name}`, arm: variants[name] })),
  ];
  for (const { path, arm } of arms) {
    if (isIterable(arm) && arm[Symbol.iterator]() === (arm as unknown)) {
      reject(fn, path, "be readable more than once, as an array is", arm);
    }
  }
  const [first, ...others] = arms as [(typeof arms)[number], ...{ name: N; path: string; arm: Arm }[]];
  const pair = (one: (typeof arms)[number], two: (typeof others)[number]) => ({
    name: two.name,
    against: one.name,
    control: one.arm,
    treatment: two.arm,
    paths: { control: one.path, treatment: two.path },
  });
  const againstControl = others.map((other) => pair(first, other));
  if (!allPairs) return againstControl;
  return [...againstControl, ...others.flatMap((one, i) => others.slice(i + 1).map((two) => pair(one, two)))];
}

/** Compares a pair; what is wrong with an arm is said in the name of the function that was called. */
export function comparedPair<Arm, C extends Comparison>(
  fn: string,
  compare: CompareArms<Arm, C>,
  { control, treatment, paths }: VariantPair<Arm, string>,
  confidenceLevel: number,
): C {
  try {
    const comparison = compare(control, treatment, { confidenceLevel });
    checkComparison(fn, comparison);
    return comparison;
  } catch (error) {
    if (!isStatsError(error) || error.message.startsWith(`${fn}: `)) throw error;
    const [issue] = error.issues;
    if (issue === undefined) throw error;
    const [place, ...rest] = issue.path.split(".") as [string, ...string[]];
    const own = place === "control" || place === "treatment" ? paths[place] : `compare.${place}`;
    throw new StatsError(error.code, fn, { path: [own, ...rest].join("."), message: issue.message });
  }
}

/** Refuses what `compare` returns if it is no comparison. */
function checkComparison(fn: string, value: Comparison): void {
  if (typeof value !== "object" || value === null || !/-comparison$/.test(value.kind)) {
    reject(fn, "compare", "return a comparison of two arms", value);
  }
  checkObject(fn, "compare.test", value.test);
  if (value.test.pValue !== null) checkInRange(fn, "compare.test.pValue", value.test.pValue, 0, 1);
  checkObject(fn, "compare.difference", value.difference);
  checkOneOf(fn, "compare.tested", value.tested, ["difference", "effectSize"]);
  for (const name of ["control", "treatment"] as const) {
    checkObject(fn, `compare.${name}`, value[name]);
    checkCount(fn, `compare.${name}.n`, value[name].n);
    checkCount(fn, `compare.${name}.nMissing`, value[name].nMissing);
  }
  if (!Array.isArray(value.caveats)) reject(fn, "compare.caveats", "be an array", value.caveats);
}
