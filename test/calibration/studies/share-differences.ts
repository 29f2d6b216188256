import type { OpenInterval } from "../../../src/core/estimate";
import {
  compareProportions,
  type ProportionComparison,
} from "../../../src/metrics/experiments/proportions/compare-proportions";
import type { CompareProportionsMethod } from "../../../src/metrics/experiments/proportions/share-difference";
import { type Band, gather, gridOf, nameOf, SHARE_BANDS } from "../bands";
import { highestOver, meanOver, rejectionsGivenTotal } from "../common-share";
import { binomialMasses, probabilityOf } from "../enumeration";
import { COVERS, COVERS_OR_CAVEAT, type Demand, NOT_TOO_OFTEN, type Row, rejects, rowsOf, type Study } from "../study";

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
const COARSE_POINTS = 12;

const HALF: readonly Band[] = [
  { from: 0, to: 0.1 },
  { from: 0.1, to: 0.5 },
];
const WHOLE: readonly Band[] = [...HALF, { from: 0.5, to: 0.9 }, { from: 0.9, to: 1 }];

/** What two shares are compared by. */
interface Part {
  readonly name: string;
  readonly truth: (p0: number, p1: number) => number;
  readonly interval: (result: ProportionComparison) => OpenInterval | null;
  /** Bands of control's share; of those beyond one half, all but the ratio is the mirror image. */
  readonly controls: readonly Band[];
  /** Points of the grid in each direction of a cell. */
  readonly points: number;
}

const DIFFERENCE: Part = {
  name: "Difference",
  truth: (p0, p1) => p1 - p0,
  interval: ({ difference }) => difference.interval,
  controls: HALF,
  points: POINTS,
};
const RATIO: Part = {
  name: "Ratio",
  truth: (p0, p1) => p1 / p0,
  interval: ({ ratio }) => ratio.interval,
  controls: WHOLE,
  points: COARSE_POINTS,
};
const ODDS_RATIO: Part = {
  name: "Odds ratio",
  truth: (p0, p1) => (p1 * (1 - p0)) / (p0 * (1 - p1)),
  interval: ({ oddsRatio }) => oddsRatio.interval,
  controls: HALF,
  points: COARSE_POINTS,
};
const COHENS_H: Part = {
  name: "Cohen's h",
  truth: (p0, p1) => 2 * (Math.asin(Math.sqrt(p1)) - Math.asin(Math.sqrt(p0))),
  interval: ({ effectSize }) => effectSize.interval,
  controls: HALF,
  points: COARSE_POINTS,
};

export const shareDifferences: Study = {
  name: "share-differences",
  title: "Differences and ratios of shares",
  about: `
Coverage of the intervals and false positives of the tests of \`compareProportions\`, summed over every possible pair of
counts. Coverage is averaged over a grid in each cell of the two true shares, of ${POINTS} by ${POINTS} points for the
difference and ${COARSE_POINTS} by ${COARSE_POINTS} for the ratio, the odds ratio and Cohen's h. But for the ratio,
control's share goes up to one half: the rest mirrors it. An interval without an end on a side covers everything on that side; samples that
have none, as with \`wald\` where a count is 0, are left out. False positives are averaged over bands of the one share
that both arms have: given both counts together, every split has a probability that does not depend on the share, so that
the mean over a band is a sum of incomplete beta functions. The bars are on \`miettinen-nurminen\`, the default, where
both arms have 20 trials or more, and on the test that belongs to the interval, that of 5 %.`,
  replications: null,
  run: () =>
    METHODS.flatMap((method) => ARMS.map((arms) => ({ method, arms, results: resultsOf(method, arms) }))).flatMap(
      (one) => [...partsOf(one.method).flatMap((part) => coverageOf(one, part)), ...falsePositivesOf(one)],
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

/** The parts of a comparison; Cohen's h has one interval for the first two methods. */
function partsOf(method: CompareProportionsMethod): Part[] {
  const parts = [DIFFERENCE, RATIO, ODDS_RATIO];
  return method === "newcombe" ? parts : [...parts, COHENS_H];
}

function coverageOf({ method, arms, results }: Enumerated, part: Part): Row[] {
  const mean = rowsOf({ caption: `${part.name}: mean coverage over cells of the two shares`, cases: "arms; method" });
  const lowest = rowsOf({
    caption: `${part.name}: lowest coverage on the grid of each cell`,
    cases: "arms; method",
  });
  const often = rowsOf({
    caption: "Mean coverage over that part of a cell where every expected count is at least 5",
    cases: "arms; method",
  });
  const intervals = results.map(part.interval);
  const lowers = Float64Array.from(intervals, (interval) => interval?.lower ?? -Infinity);
  const uppers = Float64Array.from(intervals, (interval) => interval?.upper ?? Infinity);
  const always = !intervals.includes(null);
  const line = `${arms.join(", ")}; ${method}`;
  return part.controls.flatMap((controls) =>
    WHOLE.flatMap((treatments) => {
      const [all, large] = [gather(), gather()];
      const masses = gridOf(treatments, part.points).map((p1) => ({ p1, mass: binomialMasses(arms[1], p1) }));
      for (const p0 of gridOf(controls, part.points)) {
        const mass0 = binomialMasses(arms[0], p0);
        for (const { p1, mass } of masses) {
          const truth = part.truth(p0, p1);
          const covers = (i: number) => intervals[i] !== null && lowers[i]! <= truth && truth <= uppers[i]!;
          const value =
            probabilityOf(mass0, mass, covers) /
            (always ? 1 : probabilityOf(mass0, mass, (i) => intervals[i] !== null));
          all.add(value, () => `${p0.toFixed(3)}, ${p1.toFixed(3)}`);
          if (Math.min(arms[0] * p0, arms[1] * Math.min(p1, 1 - p1)) >= 5) large.add(value, () => "");
        }
      }
      const cell = `${nameOf(controls)}, ${nameOf(treatments)}`;
      const largeMean = large.mean();
      const judged = part === DIFFERENCE && method === "miettinen-nurminen";
      return [
        mean(line, cell, all.mean()!, demandOf(method, arms)),
        lowest(line, cell, all.least()),
        ...(!judged || largeMean === null ? [] : [often(line, cell, largeMean, NOT_TOO_OFTEN)]),
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
