import { type Caveat, caveatsWhere } from "../../core/caveats";
import { checkAlternative, checkDraws, checkNoOthers, checkObject, checkSeed, refuse, reject } from "../../core/checks";
import type { Alternative, TestResult } from "../../core/estimate";
import { randomGenerator } from "../../numerics/random";
import { compensatedSum } from "../../numerics/simple-statistics";
import type { GroupSize } from "../summaries/arms";
import { type ReadValues, readValues, type Values } from "../summaries/read-values";

/** Options of {@link permutationTest}. */
export interface PermutationTestOptions {
  /**
   * What tells the groups apart. It takes two arrays of its own, which it may sort; 0 must be its value of no
   * difference (the logarithm of a ratio, not the ratio), and it must not depend on the order of the values.
   * @defaultValue the difference of means, treatment minus control
   */
  readonly statistic?: TwoSampleStatistic | undefined;
  /** @defaultValue `"two-sided"` */
  readonly alternative?: Alternative | undefined;
  /**
   * Up to this many arrangements are all tried; of more, this many are drawn. Integer in [100, 1e6].
   *
   * @defaultValue `10000`
   */
  readonly draws?: number | undefined;
  /** Seed of the random numbers, integer in [0, 2^53 - 1]. @defaultValue `1` */
  readonly seed?: number | undefined;
}

/** A number that tells two groups apart: 0 where they are alike, positive where the treatment has more. */
export type TwoSampleStatistic = (control: number[], treatment: number[]) => number;

/** The outcome of a permutation test. */
export interface PermutationTestResult {
  readonly kind: "permutation-test";
  /**
   * Its statistic is that of the groups as they are, its method `permutation-exact` where all arrangements were tried
   * and `permutation-monte-carlo` where random ones were drawn.
   */
  readonly test: TestResult & { readonly statistic: number; readonly pValue: number };
  /** How many arrangements were tried. */
  readonly arrangements: number;
  readonly draws: number;
  readonly seed: number;
  readonly control: GroupSize;
  readonly treatment: GroupSize;
  /** Answers in both groups. */
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

const FN = "permutationTest";

/** Statistics closer than this, relative to the largest, are equal: sums in another order round differently. */
const ROUNDING = 1e-13;

/**
 * Tests whether two groups differ, by reshuffling their values between the groups.
 *
 * @remarks If the group made no difference, every way to deal the values out would have been as likely as the one that
 * was observed. The p-value is the share of arrangements with a statistic at least as extreme: as large (`greater`), as
 * small (`less`) or as far from 0 (`two-sided`). Where there are at most `draws` arrangements, all are tried
 * (`permutation-exact`); else m = `draws` random ones are (`permutation-monte-carlo`), and $$p = \frac{b + 1}{m + 1}$$
 * where b of them are as extreme, so that p is never 0 and the test holds its level. Statistics that differ by less
 * than 1e-13 of the largest count as equal.
 *
 * Assumes that a customer's group was decided by chance, or that customers are independent and the groups have the same
 * distribution under the null: a difference of means can be found significant because the spreads differ. O(draws n)
 * time for the default.
 *
 * @param control - Finite numbers in an array, a typed array or any iterable; at least one; `null`, `undefined` and
 * holes are missing.
 * @param treatment - The same for the other group.
 * @param options - See {@link PermutationTestOptions}.
 * @returns The test, with the statistic in its own unit.
 * @throws A {@link StatsError}: `invalid-input` on a value that is neither a finite number nor missing, and on a
 * statistic that is not a function or returns anything but a finite number, naming the arrangement; `insufficient-data`
 * when a group is empty. What the statistic throws is passed on.
 * @see Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9(1), 39,
 * doi:10.2202/1544-6115.1585 (not read)
 *
 * @example
 * ```ts
 * const { test, arrangements } = permutationTest([3, 4, 2, 5, 3], [5, 4, 5, 6]);
 * test.statistic; //~> 1.6
 * test.pValue; //~> 0.0714
 * [test.method, arrangements]; //=> ["permutation-exact", 126]
 * const spread = (values: number[]) => Math.log(Math.max(...values) - Math.min(...values) + 1);
 * permutationTest([3, 4, 2, 5, 3], [5, 4, 5, 6], {
 *   statistic: (control, treatment) => spread(treatment) - spread(control),
 * }).test.statistic; //~> -0.288
 * ```
 */
export function permutationTest(
  control: Values,
  treatment: Values,
  options: PermutationTestOptions = {},
): PermutationTestResult {
  checkObject(FN, "options", options);
  const { statistic = differenceOfMeans, alternative = "two-sided", draws = 10000, seed = 1, ...others } = options;
  checkNoOthers(FN, others);
  checkAlternative(FN, alternative);
  checkDraws(FN, draws);
  checkSeed(FN, seed);
  if (typeof statistic !== "function") reject(FN, "statistic", "be a function of two samples", statistic);
  const groups = [valuesOf("control", control), valuesOf("treatment", treatment)] as const;
  const pooled = groups.flatMap(({ numbers }) => numbers);
  // far from 0, rounding of the means would decide which arrangements are as extreme
  const origin = statistic === differenceOfMeans ? pooled[0]! : 0;
  const values = pooled.map((value) => value - origin);
  const n = pooled.length;
  const nControl = groups[0].numbers.length;
  const evaluate = (first: number[], second: number[], which: string) => {
    const value = statistic(first, second);
    if (typeof value !== "number" || !Number.isFinite(value)) {
      reject(FN, "statistic", `return a finite number for ${which}`, value);
    }
    return value + 0;
  };

  const observed = evaluate(values.slice(0, nControl), values.slice(nControl), "the groups as they are");
  const count = arrangementsUpTo(draws, n, nControl);
  const deals = count === null ? randomDeals(values, nControl, draws, seed) : allDeals(values, nControl);
  const found = new Float64Array(count ?? draws);
  let at = 0;
  for (const [first, second] of deals) {
    found[at] = evaluate(first, second, `arrangement ${at}`);
    at++;
  }
  const extreme = countExtreme(found, observed, alternative);
  return {
    kind: "permutation-test",
    test: {
      statistic: observed,
      degreesOfFreedom: [],
      pValue: count === null ? (extreme + 1) / (draws + 1) : extreme / count,
      alternative,
      method: count === null ? "permutation-monte-carlo" : "permutation-exact",
    },
    arrangements: found.length,
    draws,
    seed: seed + 0,
    control: { n: nControl, nMissing: groups[0].nMissing },
    treatment: { n: n - nControl, nMissing: groups[1].nMissing },
    n,
    nMissing: groups[0].nMissing + groups[1].nMissing,
    caveats: caveatsWhere({ "all-answers-equal": pooled.every((value) => value === pooled[0]) }),
  };
}

function valuesOf(path: "control" | "treatment", group: Values): ReadValues {
  const read = readValues(FN, path, group);
  if (read.numbers.length === 0) refuse("insufficient-data", FN, path, "must hold at least one value, received none");
  return read;
}

function differenceOfMeans(control: number[], treatment: number[]): number {
  return compensatedSum(treatment) / treatment.length - compensatedSum(control) / control.length;
}

/** In how many ways n values can be dealt out to groups of k and n - k; `null` where there are more than `most`. */
function arrangementsUpTo(most: number, n: number, k: number): number | null {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) {
    ways = (ways * (n - i + 1)) / i;
    if (ways > most) return null;
  }
  return ways;
}

type Deals = Generator<readonly [control: number[], treatment: number[]], void>;

/** Every way to choose the control group, in lexicographic order; the first is that of the groups as they are. */
function* allDeals(values: readonly number[], k: number): Deals {
  const n = values.length;
  const chosen = Array.from({ length: k }, (_, i) => i);
  for (;;) {
    const inControl = new Set(chosen);
    yield [chosen.map((i) => values[i]!), values.filter((_, i) => !inControl.has(i))];
    let last = k - 1;
    while (last >= 0 && chosen[last] === n - k + last) last--;
    if (last < 0) return;
    const next = chosen[last]! + 1;
    for (let i = last; i < k; i++) chosen[i] = next + i - last;
  }
}

/** Random groups: the smaller one is drawn by the first steps of a Fisher-Yates shuffle. */
function* randomDeals(values: readonly number[], k: number, draws: number, seed: number): Deals {
  const random = randomGenerator(seed);
  const order = values.slice();
  const smaller = Math.min(k, order.length - k);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < smaller; i++) {
      const j = i + random.below(order.length - i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    const [first, rest] = [order.slice(0, smaller), order.slice(smaller)];
    yield k === smaller ? [first, rest] : [rest, first];
  }
}

function countExtreme(found: Float64Array, observed: number, alternative: Alternative): number {
  const largest = found.reduce((most, value) => Math.max(most, Math.abs(value)), Math.abs(observed));
  const near = ROUNDING * largest;
  const isExtreme = {
    "two-sided": (value: number) => Math.abs(value) >= Math.abs(observed) - near,
    greater: (value: number) => value >= observed - near,
    less: (value: number) => value <= observed + near,
  }[alternative];
  let extreme = 0;
  for (const value of found) if (isExtreme(value)) extreme++;
  return extreme;
}
