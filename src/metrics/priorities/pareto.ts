import { type Caveat, caveatsWhere } from "../../core/caveats";
import {
  checkAtLeast,
  checkCount,
  checkName,
  checkNoOthers,
  checkObject,
  isIterable,
  refuse,
  reject,
} from "../../core/checks";
import { runningSums } from "../../numerics/sums";

/** A cause and what it costs: a count of mentions, minutes, money. */
export interface ParetoInput {
  readonly name: string;
  readonly value: number;
}

/** Options of {@link pareto}. */
export interface ParetoOptions {
  /** The share of the total that the vital few reach, in (0, 1]. @defaultValue `0.8` */
  readonly threshold?: number | undefined;
  /**
   * How many customers made these mentions, where one customer may have made several.
   *
   * @defaultValue not known
   */
  readonly customers?: number | undefined;
}

/** A cause in its rank. */
export interface ParetoItem {
  readonly name: string;
  readonly value: number;
  readonly share: number;
  /** Value of this item and of all before it. */
  readonly cumulative: number;
  readonly cumulativeShare: number;
  /** A until 80 % of the total is reached, B until 95 %, then C. */
  readonly class: "A" | "B" | "C";
}

/** The smallest set of causes, largest first, that reaches the threshold. */
export interface VitalFew {
  readonly count: number;
  readonly names: readonly string[];
  /** The share of the total that they reach. */
  readonly share: number;
  /** Items left out although they are as large as the last one that is in. */
  readonly tiedWithLast: readonly string[];
}

/** Causes ranked by size. */
export interface ParetoResult {
  readonly kind: "pareto";
  /** Sum of all values: the number of mentions, where values count them. */
  readonly total: number;
  readonly customers: number | null;
  readonly threshold: number;
  /** Largest first; items of equal value in the order in which they were given. */
  readonly items: readonly ParetoItem[];
  readonly vitalFew: VitalFew;
  readonly caveats: readonly Caveat[];
}

/**
 * Pareto analysis: which few causes make up most of the total.
 *
 * @remarks Shares are quotients of cumulative values, not sums of shares, which would miss an exact 80 % by rounding.
 * The 80/20 rule is a hypothesis about the data; this function does not assume it. O(k log k) time.
 *
 * @param items - Causes with values >= 0, in any order; names are distinct; k >= 1.
 * @param options - See {@link ParetoOptions}.
 * @returns All items in rank order, and the vital few.
 * @throws A {@link StatsError}: `invalid-input` on a value that is negative or not a finite number, or a name that is
 * empty or repeated; `insufficient-data` when there is no item or all values are 0.
 * @see Juran (1951), Quality Control Handbook (not read)
 *
 * @example
 * ```ts
 * const { vitalFew } = pareto([
 *   { name: "signs", value: 15 },
 *   { name: "security", value: 65 },
 *   { name: "food", value: 20 },
 * ]);
 * vitalFew.names; //=> ["security", "food"]
 * vitalFew.share; //=> 0.85
 * ```
 */
export function pareto(items: Iterable<ParetoInput>, options: ParetoOptions = {}): ParetoResult {
  const fn = "pareto";
  checkObject(fn, "options", options);
  const { threshold = 0.8, customers, ...others } = options;
  checkNoOthers(fn, others);
  if (typeof threshold !== "number" || !(threshold > 0 && threshold <= 1)) {
    reject(fn, "threshold", "be a number above 0 and at most 1, such as 0.8", threshold);
  }
  if (customers !== undefined) checkCount(fn, "customers", customers);
  const sorted = checkedItems(fn, items).sort((a, b) => b.value - a.value);
  const cumulated = runningSums(sorted.map(({ value }) => value));
  const total = cumulated.at(-1) ?? 0;
  if (!(total < Infinity)) reject(fn, "items", "have a total that a double can hold", Infinity);
  if (total === 0) refuse("insufficient-data", fn, "items", "must hold at least one value above 0, received none");

  const ranked = sorted.map(({ name, value }, i): ParetoItem => {
    const before = i === 0 ? 0 : cumulated[i - 1]! / total;
    const cumulative = cumulated[i]!;
    return {
      name,
      value,
      share: value / total,
      cumulative,
      cumulativeShare: cumulative / total,
      class: before < 0.8 ? "A" : before < 0.95 ? "B" : "C",
    };
  });
  const count = ranked.findIndex(({ cumulativeShare }) => cumulativeShare >= threshold) + 1;
  const last = ranked[count - 1]!;
  const namesOf = (some: readonly ParetoItem[]) => some.map(({ name }) => name);
  return {
    kind: "pareto",
    total,
    customers: customers === undefined ? null : customers + 0,
    threshold,
    items: ranked,
    vitalFew: {
      count,
      names: namesOf(ranked.slice(0, count)),
      share: last.cumulativeShare,
      tiedWithLast: namesOf(ranked.slice(count).filter(({ value }) => value === last.value)),
    },
    caveats: caveatsWhere({ "mentions-not-customers": customers !== undefined && customers !== total }),
  };
}

function checkedItems(fn: string, items: Iterable<ParetoInput>): ParetoInput[] {
  if (!isIterable(items)) reject(fn, "items", "be an array or another iterable of { name, value }", items);
  const seen = new Set<string>();
  return Array.from(items, (item, i) => {
    checkObject(fn, `items.${i}`, item);
    const { name, value } = item;
    checkName(fn, `items.${i}.name`, name);
    checkAtLeast(fn, `items.${i}.value`, value, 0);
    if (seen.has(name)) reject(fn, `items.${i}.name`, "differ from the names before it", name);
    seen.add(name);
    // + 0, so that a value of -0 is 0
    return { name, value: value + 0 };
  });
}
