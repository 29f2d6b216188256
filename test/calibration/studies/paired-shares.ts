import {
  compareProportionsPaired,
  type PairedProportionComparison,
} from "../../../src/metrics/experiments/proportions/compare-proportions-paired";
import { logGamma } from "../../../src/numerics/gamma-function";
import { type Band, gather, gridOf, nameOf, SHARE_BANDS } from "../bands";
import { COVERS_OR_CAVEAT, LEVEL, type Row, rejects, rowsOf, type Study } from "../study";

const SIZES = [20, 50];
const CORRELATIONS = [0, 0.3, 0.7];
const POINTS = 6;
const HALF: readonly Band[] = [
  { from: 0, to: 0.1 },
  { from: 0.1, to: 0.5 },
];
const WHOLE: readonly Band[] = [...HALF, { from: 0.5, to: 0.9 }, { from: 0.9, to: 1 }];

/** Probabilities of success both times, the first time only, the second time only, and never. */
type Cells = readonly [number, number, number, number];

export const pairedShares: Study = {
  name: "paired-shares",
  title: "Two shares of the same customers",
  about: `
Coverage of the intervals and false positives of the 5 % test of \`compareProportionsPaired\`, summed over every possible
table of ${SIZES.join(" or ")} customers: coverage averaged over a grid of ${POINTS} by ${POINTS} points in each cell of the
two true shares, false positives over bands of the one share that both times have. Points are left out where two answers
of such shares cannot have that correlation.`,
  replications: null,
  run: () =>
    SIZES.flatMap((n) => {
      const tables = everyTable(n);
      return CORRELATIONS.flatMap((correlation) => [
        ...coverageOf(n, tables, correlation),
        ...falsePositivesOf(n, tables, correlation),
      ]);
    }),
};

interface Table {
  readonly counts: Cells;
  /** Logarithm of the number of ways in which customers can make it up. */
  readonly ways: number;
  readonly result: PairedProportionComparison;
}

function everyTable(n: number): Table[] {
  const logFactorial = (k: number) => logGamma(k + 1);
  const tables: Table[] = [];
  for (let both = 0; both <= n; both++) {
    for (let onlyFirst = 0; onlyFirst <= n - both; onlyFirst++) {
      for (let onlySecond = 0; onlySecond <= n - both - onlyFirst; onlySecond++) {
        const counts = [both, onlyFirst, onlySecond, n - both - onlyFirst - onlySecond] as const;
        tables.push({
          counts,
          ways: counts.reduce((sum, count) => sum - logFactorial(count), logFactorial(n)),
          result: compareProportionsPaired({ both, onlyFirst, onlySecond, neither: counts[3] }),
        });
      }
    }
  }
  return tables;
}

/** The four probabilities of two shares with a correlation; `null` where there are none. */
function cellsOf(p1: number, p2: number, correlation: number): Cells | null {
  const both = p1 * p2 + correlation * Math.sqrt(p1 * (1 - p1) * p2 * (1 - p2));
  const cells = [both, p1 - both, p2 - both, 1 - p1 - p2 + both] as const;
  return cells.every((p) => p > 0) ? cells : null;
}

/** Probability of the tables that each of some lists of flags counts. */
function probabilitiesOf(tables: readonly Table[], cells: Cells, flags: readonly ((i: number) => boolean)[]): number[] {
  const logs = cells.map(Math.log);
  const sums = flags.map(() => 0);
  tables.forEach(({ counts, ways }, i) => {
    const mass = Math.exp(ways + counts.reduce((sum, count, k) => sum + count * logs[k]!, 0));
    if (mass < 1e-18) return;
    flags.forEach((counted, k) => {
      if (counted(i)) sums[k]! += mass;
    });
  });
  return sums;
}

function coverageOf(n: number, tables: readonly Table[], correlation: number): Row[] {
  const parts = (["difference", "ratio"] as const).map((part) => ({
    part,
    lowers: Float64Array.from(tables, ({ result }) => result[part].interval!.lower!),
    uppers: Float64Array.from(tables, ({ result }) => result[part].interval!.upper ?? Infinity),
  }));
  const line = `${n}; ${correlation}`;
  return HALF.flatMap((firsts) =>
    WHOLE.flatMap((seconds) => {
      const found = parts.map(() => gather());
      for (const p1 of gridOf(firsts, POINTS)) {
        for (const p2 of gridOf(seconds, POINTS)) {
          const cells = cellsOf(p1, p2, correlation);
          if (cells === null) continue;
          const truths = [p2 - p1, p2 / p1] as const;
          const flags = parts.map(({ lowers, uppers }, k) => (i: number) => {
            return lowers[i]! <= truths[k]! && truths[k]! <= uppers[i]!;
          });
          probabilitiesOf(tables, cells, flags).forEach((value, k) => {
            found[k]!.add(value, () => `${p1.toFixed(3)}, ${p2.toFixed(3)}`);
          });
        }
      }
      const cell = `${nameOf(firsts)}, ${nameOf(seconds)}`;
      return parts.flatMap(({ part }, k) => {
        const average = found[k]!.mean();
        if (average === null) return [];
        const name = part === "difference" ? "Difference" : "Ratio";
        const cases = "customers; correlation";
        const mean = rowsOf({ caption: `${name}: mean coverage over cells of the two shares`, cases });
        const lowest = rowsOf({ caption: `${name}: lowest coverage on the grid of each cell`, cases });
        return [mean(line, cell, average, COVERS_OR_CAVEAT), lowest(line, cell, found[k]!.least())];
      });
    }),
  );
}

function falsePositivesOf(n: number, tables: readonly Table[], correlation: number): Row[] {
  const cases = "customers; correlation";
  const mean = rowsOf({ caption: "Mean false positives of the 5 % test over bands of the common share", cases });
  const highest = rowsOf({ caption: "Highest false positives on the grid of each band", cases });
  const rejected = tables.map(({ result }) => result.test.pValue! <= LEVEL);
  return SHARE_BANDS.flatMap((band) => {
    const found = gather();
    for (const p of gridOf(band, 3 * POINTS)) {
      const cells = cellsOf(p, p, correlation);
      if (cells === null) continue;
      const [value] = probabilitiesOf(tables, cells, [(i) => rejected[i]!]);
      found.add(value!, () => `p = ${p.toFixed(3)}`);
    }
    const line = `${n}; ${correlation}`;
    return [
      mean(line, nameOf(band), found.mean()!, rejects(LEVEL, false)),
      highest(line, nameOf(band), found.greatest()),
    ];
  });
}
