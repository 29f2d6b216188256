import {
  type CompareProportionsMethod,
  compareProportions,
  type ProportionComparison,
} from "../../../src/metrics/experiments/proportions/compare-proportions";
import { logGamma } from "../../../src/numerics/gamma-function";
import { betaLower } from "../../../src/numerics/incomplete-beta";
import { type Band, gather, gridOf, nameOf, SHARE_BANDS } from "../bands";
import { binomialMasses, probabilityOf } from "../enumeration";
import {
  COVERS,
  COVERS_OR_CAVEAT,
  type Demand,
  type Figure,
  NOT_TOO_OFTEN,
  type Row,
  rejects,
  rowsOf,
  type Study,
} from "../study";

/** Trials of control and treatment. */
type Arms = readonly [number, number];

const ARMS: readonly Arms[] = [
  [10, 100],
  [20, 20],
  [20, 100],
  [20, 200],
  [50, 50],
  [100, 100],
];
const METHODS: readonly CompareProportionsMethod[] = ["miettinen-nurminen", "newcombe", "wald"];
const LEVELS = [0.01, 0.05, 0.1];
const POINTS = 24;

const HALF: readonly Band[] = [
  { from: 0, to: 0.1 },
  { from: 0.1, to: 0.5 },
];
const WHOLE: readonly Band[] = [...HALF, { from: 0.5, to: 0.9 }, { from: 0.9, to: 1 }];

export const shareDifferences: Study = {
  name: "share-differences",
  title: "Differences of shares",
  about: `
Coverage of the intervals and false positives of the tests of \`compareProportions\`, summed over every possible pair of
counts. Coverage is averaged over a grid of ${POINTS} by ${POINTS} points in each cell of the two true shares; control's
goes up to one half, the rest mirrors it. False positives are averaged over bands of the one share that both arms have:
given both counts together, every split has a probability that does not depend on the share, so that the mean over a
band is a sum of incomplete beta functions. The bars are on \`miettinen-nurminen\`, the default, where both arms have 20
trials or more, and on the test that belongs to the interval, that of 5 %.`,
  replications: null,
  run: () =>
    METHODS.flatMap((method) => ARMS.map((arms) => ({ method, arms, results: resultsOf(method, arms) }))).flatMap(
      (one) => [...coverageOf(one), ...falsePositivesOf(one)],
    ),
};

interface Enumerated {
  readonly method: CompareProportionsMethod;
  readonly arms: Arms;
  /** One for each pair of counts, treatment's running fastest. */
  readonly results: readonly ProportionComparison[];
}

function resultsOf(method: CompareProportionsMethod, [n0, n1]: Arms): ProportionComparison[] {
  const results: ProportionComparison[] = [];
  for (let x0 = 0; x0 <= n0; x0++) {
    for (let x1 = 0; x1 <= n1; x1++) {
      const [control, treatment] = [
        { successes: x0, trials: n0 },
        { successes: x1, trials: n1 },
      ];
      results.push(compareProportions(control, treatment, { method }));
    }
  }
  return results;
}

function coverageOf({ method, arms, results }: Enumerated): Row[] {
  const mean = rowsOf({ caption: "Mean coverage over cells of the two shares", cases: "arms; method" });
  const lowest = rowsOf({ caption: "Lowest coverage on the grid of each cell", cases: "arms; method" });
  const often = rowsOf({
    caption: "Mean coverage over that part of a cell where every expected count is at least 5",
    cases: "arms; method",
  });
  const lowers = Float64Array.from(results, ({ difference }) => difference.interval!.lower);
  const uppers = Float64Array.from(results, ({ difference }) => difference.interval!.upper);
  const line = `${arms.join(", ")}; ${method}`;
  return HALF.flatMap((controls) =>
    WHOLE.flatMap((treatments) => {
      const [all, large] = [gather(), gather()];
      const masses = gridOf(treatments, POINTS).map((p1) => ({ p1, mass: binomialMasses(arms[1], p1) }));
      for (const p0 of gridOf(controls, POINTS)) {
        const mass0 = binomialMasses(arms[0], p0);
        for (const { p1, mass } of masses) {
          const truth = p1 - p0;
          const value = probabilityOf(mass0, mass, (i) => lowers[i]! <= truth && truth <= uppers[i]!);
          all.add(value, () => `${p0.toFixed(3)}, ${p1.toFixed(3)}`);
          if (Math.min(arms[0] * p0, arms[1] * Math.min(p1, 1 - p1)) >= 5) large.add(value, () => "");
        }
      }
      const cell = `${nameOf(controls)}, ${nameOf(treatments)}`;
      const largeMean = large.mean();
      return [
        mean(line, cell, all.mean()!, demandOf(method, arms)),
        lowest(line, cell, all.least()),
        ...(method !== "miettinen-nurminen" || largeMean === null ? [] : [often(line, cell, largeMean, NOT_TOO_OFTEN)]),
      ];
    }),
  );
}

function demandOf(method: CompareProportionsMethod, arms: Arms): Demand | null {
  if (Math.min(...arms) < 20) return null;
  return method === "miettinen-nurminen" ? COVERS : COVERS_OR_CAVEAT;
}

function falsePositivesOf({ method, arms, results }: Enumerated): Row[] {
  return LEVELS.flatMap((level) => {
    const per = `${100 * level} %`;
    const mean = rowsOf({
      caption: `Mean false positives of the ${per} test over bands of the common share`,
      cases: "arms; method",
    });
    const highest = rowsOf({
      caption: "Highest false positives of `miettinen-nurminen` within the bands",
      cases: "arms; level",
    });
    const given = rejectionsGivenTotal(arms, results, level);
    return SHARE_BANDS.flatMap((band) => [
      mean(
        `${arms.join(", ")}; ${method}`,
        nameOf(band),
        meanOver(given, band),
        rejects(level, isJudged(method, arms, level)),
      ),
      ...(method === "miettinen-nurminen"
        ? [highest(`${arms.join(", ")}; ${per}`, nameOf(band), highestOver(given, band))]
        : []),
    ]);
  });
}

function isJudged(method: CompareProportionsMethod, arms: Arms, level: number): boolean {
  return method === "miettinen-nurminen" && Math.min(...arms) >= 20 && level === 0.05;
}

/** The probability that the test rejects where both arms have the same share, given the successes of both together. */
function rejectionsGivenTotal([n0, n1]: Arms, results: readonly ProportionComparison[], level: number): Float64Array {
  const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const given = new Float64Array(n0 + n1 + 1);
  results.forEach(({ test, control, treatment }) => {
    if (test.pValue! > level) return;
    const [x0, x1] = [control.successes, treatment.successes];
    given[x0 + x1]! += Math.exp(logChoose(n0, x0) + logChoose(n1, x1) - logChoose(n0 + n1, x0 + x1));
  });
  return given;
}

function meanOver(given: Float64Array, { from, to }: Band): number {
  const n = given.length - 1;
  const below = (p: number, x: number) => betaLower(p, x + 1, n - x + 1) / (n + 1);
  return given.reduce((sum, rejected, x) => sum + rejected * (below(to, x) - below(from, x)), 0) / (to - from);
}

function highestOver(given: Float64Array, band: Band): Figure {
  const found = gather();
  for (const p of gridOf(band, 200)) {
    const mass = binomialMasses(given.length - 1, p);
    found.add(
      given.reduce((sum, rejected, x) => sum + rejected * mass[x]!, 0),
      () => `p = ${p.toFixed(3)}`,
    );
  }
  return found.greatest();
}
