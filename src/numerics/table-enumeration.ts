import { type DoubleDouble, multiply, sumError } from "./double-double";
import { runningSums } from "./sums";

/** Tables whose log probabilities differ by less than this are equally probable, as in R. */
const SAME = 1e-7;

/** Making or walking an arc takes so many times as long as looking at a table. */
const STEPS_OF_ARC = 10;

/** Row totals still to be dealt after some columns; rows in any order share a node. */
interface Node {
  readonly left: readonly number[];
  readonly deals: Deals;
  readonly arcs: Arc[];
  /** No way to deal the other columns has a log probability above this. */
  most: number;
  /** Nor below this. */
  least: number;
  /** Probability of the ways to come here, by their log probability. */
  readonly past: Map<number, Way>;
}

interface Way {
  readonly log: number;
  probability: number;
}

/** A way to deal one column. */
interface Arc extends Way {
  readonly to: Node;
}

/** Multivariate hypergeometric probabilities of one column, as logarithms. */
interface Deals {
  readonly column: number;
  /** Of a deal near the most probable one. */
  readonly centre: number;
  /** What each row adds when it gives so many: near 0 where probabilities are large, so that they keep their digits. */
  readonly rows: readonly Float64Array[];
}

/** Logarithm of C(n, k) / C(n, centre). */
type RelativeChoices = (n: number, k: number, centre: number) => number;

/**
 * Fisher's exact p-value of a table: the probability, given its margins, of all tables that are at most as probable.
 *
 * @remarks The network of Mehta and Patel, whose nodes are the row totals still to be dealt after each column; where
 * all ways on from a node lead to tables that count, or none does, the walk ends. Relative error below 1e-12.
 *
 * @param table - Counts in rows of equal length, every row and column with a count; at least 2 x 2.
 * @param mostSteps - How many tables may be looked at, or as much done in building the network and walking it; 1e7 take
 * about a second.
 * @returns A probability, or `null` where that does not suffice.
 * @see Mehta and Patel (1983), JASA 78(382), 427-434, doi:10.1080/01621459.1983.10477989 (not read)
 */
export function tablePValue(table: readonly (readonly number[])[], mostSteps: number): number | null {
  // the fewer rows, the fewer nodes
  const rows = table.length <= table[0]!.length ? table : transposed(table);
  const byTotal = transposed(rows).sort((a, b) => sumOf(a) - sumOf(b));
  const columns = byTotal.map(sumOf);
  const choices = relativeChoices(sumOf(columns));

  // the last column takes what is left
  const dealt = byTotal.slice(0, -1);
  let left = rows.map(sumOf);
  let observed = 0;
  for (const taken of dealt) {
    const { centre, rows: parts } = dealsOf(left, sumOf(taken), choices);
    observed += centre + sumOf(taken.map((count, i) => parts[i]![count]!));
    left = left.map((count, i) => count - taken[i]!);
  }
  const network = buildNetwork(rows.map(sumOf), columns.slice(0, -1), choices, mostSteps);
  return network === null ? null : walk(network, observed + SAME, mostSteps);
}

/** Nodes column by column, up to those from which only one column is free. */
function buildNetwork(
  margins: readonly number[],
  columns: readonly number[],
  choices: RelativeChoices,
  mostSteps: number,
): Node[][] | null {
  const newNode = (left: readonly number[], column: number): Node => {
    const deals = dealsOf(left, column, choices);
    return { left, deals, arcs: [], most: 0, least: 0, past: new Map() };
  };
  const stages: Node[][] = [[newNode(sorted(margins), columns[0]!)]];
  let steps = 0;
  for (const column of columns.slice(1)) {
    const known = new Map<string, Node>();
    for (const node of stages.at(-1)!) {
      const complete = eachDeal(node, (log, taken) => {
        const left = sorted(node.left.map((count, i) => count - taken[i]!));
        const key = left.join();
        let to = known.get(key);
        if (to === undefined) {
          to = newNode(left, column);
          known.set(key, to);
          steps += 2 * sumOf(to.deals.rows.map((part) => part.length));
        }
        node.arcs.push({ to, log, probability: Math.exp(log) });
        steps += STEPS_OF_ARC;
        return steps < mostSteps;
      });
      if (!complete) return null;
    }
    stages.push([...known.values()]);
  }
  for (const node of stages.flat().reverse()) {
    const { arcs: on } = node;
    node.most =
      on.length === 0 ? mostOf(node.deals) : on.reduce((m, { log, to }) => Math.max(m, log + to.most), -Infinity);
    node.least = on.length === 0 ? leastOf(node.deals) : on.reduce((m, { log, to }) => Math.min(m, log + to.least), 0);
  }
  return stages;
}

/** Adds up the probability of the ways that end at most as probable as the limit. */
function walk(stages: readonly Node[][], limit: number, mostSteps: number): number | null {
  let pValue = 0;
  let lost = 0;
  let steps = 0;
  const count = (probability: number): void => {
    const next = pValue + probability;
    lost += sumError(pValue, probability, next);
    pValue = next;
  };
  const arrive = (node: Node, log: number, probability: number): void => {
    if (log + node.most <= limit) count(probability);
    else if (log + node.least <= limit) {
      // ways of equal probability go on as one; those that rounding keeps apart are merely walked twice
      const key = Math.round(log * 1e10);
      const same = node.past.get(key);
      if (same === undefined) node.past.set(key, { log, probability });
      else same.probability += probability;
    }
  };
  arrive(stages[0]![0]!, 0, 1);
  for (const node of stages.flat()) {
    if (node.arcs.length > 0) {
      steps += STEPS_OF_ARC * node.past.size * node.arcs.length;
      if (steps > mostSteps) return null;
      for (const { log, probability } of node.past.values()) {
        for (const arc of node.arcs) arrive(arc.to, log + arc.log, probability * arc.probability);
      }
    } else if (node.past.size > 0) {
      const ways = [...node.past.values()].sort((a, b) => a.log - b.log);
      const totals = runningSums(ways.map(({ probability }) => probability));
      const complete = eachDeal(node, (log) => {
        const counted = waysUpTo(ways, limit - log);
        if (counted > 0) count(totals[counted - 1]! * Math.exp(log));
        return ++steps < mostSteps;
      });
      if (!complete) return null;
    }
    node.past.clear();
  }
  return Math.min(1, pValue + lost);
}

/** How many of the ascending ways have a log probability up to a limit. */
function waysUpTo(ways: readonly Way[], limit: number): number {
  let low = 0;
  let high = ways.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ways[middle]!.log <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Visits every way to deal a node's column, until the visitor returns `false`; whether it never did. */
function eachDeal({ left, deals }: Node, visit: (log: number, taken: readonly number[]) => boolean): boolean {
  const last = left.length - 1;
  const taken = left.map(() => 0);
  const from = (row: number, rest: number, behind: number, log: number): boolean => {
    const part = deals.rows[row]!;
    if (row === last) {
      taken[row] = rest;
      return visit(log + part[rest]!, taken);
    }
    const after = behind - left[row]!;
    const most = Math.min(left[row]!, rest);
    for (let count = Math.max(0, rest - after); count <= most; count++) {
      taken[row] = count;
      if (!from(row + 1, rest - count, after, log + part[count]!)) return false;
    }
    return true;
  };
  return from(0, deals.column, sumOf(left), deals.centre);
}

function dealsOf(left: readonly number[], column: number, choices: RelativeChoices): Deals {
  const total = sumOf(left);
  let centre = -choices(total, column, 0);
  const rows = left.map((count) => {
    const usual = Math.round((count * column) / total);
    centre += choices(count, usual, 0);
    return Float64Array.from({ length: Math.min(count, column) + 1 }, (_, k) => choices(count, k, usual));
  });
  return { column, centre, rows };
}

/** Log probability of the most probable deal: ball by ball from the row where it adds most. */
function mostOf({ column, centre, rows }: Deals): number {
  const taken = rows.map(() => 0);
  let log = centre + sumOf(rows.map((part) => part[0]!));
  for (let ball = 0; ball < column; ball++) {
    let best = -1;
    let most = -Infinity;
    for (let i = 0; i < rows.length; i++) {
      const gain = rows[i]![taken[i]! + 1]! - rows[i]![taken[i]!]!;
      if (gain > most) [best, most] = [i, gain];
    }
    taken[best]!++;
    log += most;
  }
  return log;
}

/** Every row gives in at least one way, which no deal can undercut. */
function leastOf({ centre, rows }: Deals): number {
  return centre + sumOf(rows.map((part) => Math.min(part[0]!, part[part.length - 1]!)));
}

/** Factorials up to n as mantissa and power of 2, from products of twice the precision. */
function relativeChoices(n: number): RelativeChoices {
  const mantissa = new Float64Array(n + 1).fill(1);
  const exponent = new Float64Array(n + 1);
  let factorial: DoubleDouble = [1, 0];
  let power = 0;
  for (let k = 1; k <= n; k++) {
    const shift = Math.floor(Math.log2(k));
    const [high, low] = multiply(factorial, [k / 2 ** shift, 0]);
    const carry = high >= 2 ? 2 : 1;
    factorial = [high / carry, low / carry];
    power += shift + carry - 1;
    mantissa[k] = high / carry;
    exponent[k] = power;
  }
  return (all, some, centre) =>
    Math.log((mantissa[centre]! / mantissa[some]!) * (mantissa[all - centre]! / mantissa[all - some]!)) +
    (exponent[centre]! - exponent[some]! + (exponent[all - centre]! - exponent[all - some]!)) * Math.LN2;
}

function transposed(table: readonly (readonly number[])[]): number[][] {
  return table[0]!.map((_, j) => table.map((row) => row[j]!));
}

function sorted(counts: readonly number[]): number[] {
  return [...counts].sort((a, b) => a - b);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
