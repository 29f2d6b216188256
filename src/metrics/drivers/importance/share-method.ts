import { checkOneOf, reject } from "../../../core/checks";
import { type DriverGroups, type PlacedGroup, readGroups } from "./driver-groups";
import type { DriverImportanceMethod } from "./driver-importance-result";
import { prattShares, relativeWeights } from "./eigen-shares";
import { fullModel } from "./full-model";
import { owenShares, owenSubsets } from "./owen-shares";
import { type ShapleyShares, shapleyShares } from "./shapley-shares";

/** How importance is shared out; `N` are the names of the drivers. */
export interface DriverSharingOptions<N extends string = string> {
  /** @defaultValue `"lmg"` */
  readonly method?: DriverImportanceMethod | undefined;
  /**
   * Names of drivers by the name of their group; a driver in none is a group of its own. With `lmg` alone.
   * @defaultValue no groups
   */
  readonly groups?: DriverGroups<N> | undefined;
}

/** A way to share R² out among drivers. */
export interface ShareMethod<N extends string = string> {
  readonly method: DriverImportanceMethod;
  readonly groups: readonly PlacedGroup<N>[] | null;
  /** Subsets of drivers looked at for one sample; 1 where a formula does without. */
  readonly subsets: number;
  /** Takes correlations of the drivers and, last, the outcome, row by row; gives one share a driver. */
  readonly sharesOf: (correlations: Float64Array) => Float64Array;
  /** The same with mean gains by the number of drivers; `null` where a method has none. */
  readonly shapley: ((correlations: Float64Array) => ShapleyShares) | null;
}

/** The most drivers of any method: what is asked of each beside all others takes the fourth power of their number. */
const MOST_DRIVERS = 100;
/** The most players of a game whose every subset is looked at: drivers, groups, or the drivers of a group. */
const MOST_PLAYERS = 25;
const MOST_SUBSETS = 134_217_728; // 2^27

type Formula = (correlations: Float64Array, p: number) => Float64Array;

const FORMULAS: Readonly<Record<Exclude<DriverImportanceMethod, "lmg">, Formula>> = {
  johnson: relativeWeights,
  first: (correlations, p) => Float64Array.from({ length: p }, (_, j) => correlations[j * (p + 1) + p]! ** 2),
  last: (correlations, p) => Float64Array.from(fullModel(correlations, p).drivers, ({ last }) => last),
  pratt: prattShares,
};

/**
 * The way that options ask for, once it is known to end.
 *
 * @param path - The argument that holds the drivers, in messages.
 */
export function shareMethod<N extends string>(
  fn: string,
  path: string,
  { method = "lmg", groups: named }: DriverSharingOptions<N>,
  names: readonly N[],
): ShareMethod<N> {
  checkOneOf(fn, "method", method, ["lmg", ...Object.keys(FORMULAS)]);
  const groups = readGroups(fn, named, names);
  const p = names.length;
  if (p > MOST_DRIVERS) reject(fn, path, `have at most ${MOST_DRIVERS} drivers`, p);
  if (method !== "lmg") {
    if (groups !== null) reject(fn, "groups", "be absent, since only lmg shares out among groups", named);
    const formula = FORMULAS[method];
    return { method, groups, subsets: 1, sharesOf: (correlations) => formula(correlations, p), shapley: null };
  }
  if (groups?.some(({ places }) => places.length > 1)) {
    const subsets = checkedSubsets(fn, groups);
    return { method, groups, subsets, sharesOf: owenShares(groups.map(({ places }) => places)), shapley: null };
  }
  if (p > MOST_PLAYERS) {
    const rule = `have at most ${MOST_PLAYERS} drivers, since every subset of them counts (put more in groups)`;
    reject(fn, path, rule, p);
  }
  const shapley = shapleyShares(new Array<number>(p).fill(1));
  return { method, groups, subsets: 2 ** p, sharesOf: (correlations) => shapley(correlations).shares, shapley };
}

function checkedSubsets(fn: string, groups: readonly PlacedGroup[]): number {
  if (groups.length > MOST_PLAYERS) {
    const rule = `make at most ${MOST_PLAYERS} groups, each driver in none being one of its own`;
    reject(fn, "groups", rule, groups.length);
  }
  for (const { name, places } of groups) {
    if (places.length > MOST_PLAYERS)
      reject(fn, `groups.${name}`, `have at most ${MOST_PLAYERS} drivers`, places.length);
  }
  const subsets = owenSubsets(groups.map(({ places }) => places.length));
  if (subsets > MOST_SUBSETS) {
    reject(fn, "groups", "be fewer or smaller, so that at most 2^27 subsets of drivers count", subsets);
  }
  return subsets;
}
