import {
  compareNpsPairedFromTally,
  type PairedNpsComparison,
} from "../../../src/metrics/experiments/nps/compare-nps-paired";
import type { CompareNpsMethod } from "../../../src/metrics/experiments/nps/score-procedure";
import { logGamma } from "../../../src/numerics/gamma-function";
import { twoWayTallyFromCounts } from "../../../src/statistics/summaries/two-way-tally-from-counts";
import { gather } from "../bands";
import { drawCounts, SHAPE_NAMES, type ShapeName, sampler, shapeOf } from "../shapes";
import {
  COVERS_OR_CAVEAT,
  holds,
  LEVEL,
  type Row,
  type Run,
  rejected,
  rejects,
  repeat,
  rowsOf,
  type Study,
} from "../study";

const ENUMERATED = [20, 40];
const SIMULATED = 200;
const METHODS: readonly CompareNpsMethod[] = ["adjusted-wald", "score", "wald"];
/** Probability that a customer's second answer is the first one again. */
const AGREEMENTS = [0, 0.5, 0.8, 0.95];

export const npsChanges: Study = {
  name: "nps-changes",
  title: "Changes of a Net Promoter Score among the same customers",
  about: `
Coverage of the interval and false positives of the 5 % test of \`compareNpsPaired\`. Customers give the first shape of
answers on 0-10; the second time, each repeats the first answer with a probability, and otherwise answers anew after the
second shape. The result depends only on how many customers change by -2 to 2 groups, so that up to ${ENUMERATED.at(-1)}
customers it is summed over every possible outcome; ${SIMULATED} are simulated. The 5 % test is judged where both shapes
are one. Bars: false positives of \`adjusted-wald\` and \`score\`.`,
  replications: 2000,
  run: (run) => [...ENUMERATED.flatMap(enumerated), ...METHODS.flatMap((method) => simulatedRows(method, run))],
};

interface Case {
  readonly name: string;
  readonly unchanged: boolean;
  readonly agreement: number;
  /** Probabilities of a change by -2, -1, 0, 1 and 2. */
  readonly changes: readonly number[];
}

const CASES: readonly Case[] = SHAPE_NAMES.flatMap((before, i) =>
  SHAPE_NAMES.slice(i).flatMap((after) =>
    AGREEMENTS.map((agreement) => ({
      name: `${before}; ${after}`,
      unchanged: before === after,
      agreement,
      changes: changesOf(groupsOf(before), groupsOf(after), agreement),
    })),
  ),
);

/** Shares of detractors, passives and promoters. */
function groupsOf(name: ShapeName): number[] {
  const shape = shapeOf(name, 11);
  const within = (from: number, to: number) => shape.slice(from, to).reduce((sum, share) => sum + share, 0);
  return [within(0, 7), within(7, 9), within(9, 11)];
}

function changesOf(before: readonly number[], after: readonly number[], agreement: number): number[] {
  const changes = [0, 0, agreement, 0, 0];
  before.forEach((first, i) => {
    after.forEach((second, j) => {
      changes[2 + j - i]! += (1 - agreement) * first * second;
    });
  });
  return changes;
}

function truthOf({ changes }: Case): number {
  return 100 * changes.reduce((sum, share, slot) => sum + share * (slot - 2), 0);
}

/** One way in which so many customers can change by -2 to 2. */
function comparisonOf(method: CompareNpsMethod, counts: readonly number[]): PairedNpsComparison {
  const scale = { min: 0, max: 10 };
  const pairs = (
    [
      [10, 0],
      [10, 8],
      [8, 8],
      [8, 10],
      [0, 10],
    ] as const
  ).map(([from, to], slot) => [from, to, counts[slot]!] as const);
  return compareNpsPairedFromTally(twoWayTallyFromCounts(pairs, { rowScale: scale, columnScale: scale }), { method });
}

function enumerated(n: number): Row[] {
  const outcomes = outcomesOf(n, 5);
  const ways = outcomes.map((counts) => counts.reduce((sum, count) => sum - logGamma(count + 1), logGamma(n + 1)));
  const results = METHODS.map((method) => ({ ...everyResult(method, outcomes), row: rowsOf(tableOf(method, n)) }));
  const lowest = METHODS.map(gather);
  const rows = CASES.map((one) => {
    const masses = massesOf(one, outcomes, ways);
    const truth = truthOf(one);
    return results.map(({ lowers, uppers, decisions, row }, method) => {
      let [covered, falsePositives] = [0, 0];
      masses.forEach((mass, i) => {
        if (lowers[i]! <= truth && truth <= uppers[i]!) covered += mass;
        if (decisions[i] === 1) falsePositives += mass;
      });
      lowest[method]!.add(covered, () => `${one.name}, ${100 * one.agreement} % agree`);
      const demand = rejects(LEVEL, METHODS[method] !== "wald");
      return [
        row(one.name, coverageAt(one), covered, COVERS_OR_CAVEAT),
        ...(one.unchanged ? [row(one.name, falseAt(one), falsePositives, demand)] : []),
      ];
    });
  });
  return METHODS.flatMap((_, i) => [
    ...rows.flatMap((ofMethods) => ofMethods[i]!),
    results[i]!.row("lowest", coverageAt(CASES[0]!), lowest[i]!.least()),
  ]);
}

/** Interval and decision for every outcome. */
function everyResult(method: CompareNpsMethod, outcomes: readonly (readonly number[])[]) {
  const [lowers, uppers] = [new Float64Array(outcomes.length), new Float64Array(outcomes.length)];
  const decisions = new Uint8Array(outcomes.length);
  outcomes.forEach((counts, i) => {
    const { difference, test } = comparisonOf(method, counts);
    lowers[i] = difference.interval!.lower;
    uppers[i] = difference.interval!.upper;
    decisions[i] = Number(rejected(test));
  });
  return { lowers, uppers, decisions };
}

/** Probabilities of outcomes, given the logarithms of the numbers of ways to them. */
function massesOf({ changes }: Case, outcomes: readonly (readonly number[])[], ways: readonly number[]): Float64Array {
  const logs = changes.map(Math.log);
  return Float64Array.from(outcomes, (counts, i) => {
    let log = ways[i]!;
    for (let slot = 0; slot < 5; slot++) if (counts[slot] !== 0) log += counts[slot]! * logs[slot]!;
    return Math.exp(log);
  });
}

function tableOf(method: CompareNpsMethod, n: number) {
  return { caption: `${method}, ${n} customers`, cases: "before; after" };
}

function coverageAt({ agreement }: Case): string {
  return `coverage, ${100 * agreement} % agree`;
}

function falseAt({ agreement }: Case): string {
  return `false positives, ${100 * agreement} % agree`;
}

/** Every way in which n customers can fall into so many places. */
function outcomesOf(n: number, places: number): number[][] {
  if (places === 1) return [[n]];
  return Array.from({ length: n + 1 }, (_, first) =>
    outcomesOf(n - first, places - 1).map((rest) => [first, ...rest]),
  ).flat();
}

function simulatedRows(method: CompareNpsMethod, { replications, stream }: Run): Row[] {
  const row = rowsOf(tableOf(method, SIMULATED));
  return CASES.flatMap((one) => {
    const draw = sampler(one.changes);
    const truth = truthOf(one);
    const random = stream(`${one.name}, ${one.agreement}`);
    const found = repeat(replications, () => {
      const { difference, test } = comparisonOf(method, drawCounts(draw, 5, SIMULATED, random));
      return { covered: holds(difference.interval, truth), rejected: rejected(test) };
    });
    return [
      row(one.name, coverageAt(one), found.covered, COVERS_OR_CAVEAT),
      ...(one.unchanged ? [row(one.name, falseAt(one), found.rejected, rejects(LEVEL, method !== "wald"))] : []),
    ];
  });
}
