import {
  type CompareProportionsExactMethod,
  compareProportionsExact,
  type ExactProportionComparison,
} from "../../../src/metrics/experiments/proportions/compare-proportions-exact";
import { type Band, gather, gridOf, nameOf, SHARE_BANDS } from "../bands";
import { highestOver, meanOver, rejectionsGivenTotal } from "../common-share";
import { binomialMasses, probabilityOf } from "../enumeration";
import { COVERS_OR_CAVEAT, LEVEL, type Row, rejects, rowsOf, type Study } from "../study";

/** Trials of control and treatment. */
type Arms = readonly [number, number];

const ARMS: readonly Arms[] = [
  [10, 10],
  [10, 100],
  [20, 20],
  [50, 50],
];
const METHODS: readonly CompareProportionsExactMethod[] = ["fisher", "central", "mid-p"];
const POINTS = 12;
const HALF: readonly Band[] = [
  { from: 0, to: 0.1 },
  { from: 0.1, to: 0.5 },
];
const WHOLE: readonly Band[] = [...HALF, { from: 0.5, to: 0.9 }, { from: 0.9, to: 1 }];

export const exactShareComparisons: Study = {
  name: "exact-share-comparisons",
  title: "Exact comparisons of shares",
  about: `
Coverage of the odds ratio and false positives of the 5 % test of \`compareProportionsExact\`, summed over every possible
pair of counts: coverage averaged over a grid of ${POINTS} by ${POINTS} points in each cell of the two true shares, false
positives over bands of the one share that both arms have. \`fisher\` and \`central\` have one interval. Bars: the false
positives of these two, which an exact test keeps below its level.`,
  replications: null,
  run: () =>
    METHODS.flatMap((method) => ARMS.map((arms) => ({ method, arms, results: resultsOf(method, arms) }))).flatMap(
      (one) => [...coverageOf(one), ...falsePositivesOf(one)],
    ),
};

interface Enumerated {
  readonly method: CompareProportionsExactMethod;
  readonly arms: Arms;
  /** One for each pair of counts, treatment's running fastest. */
  readonly results: readonly ExactProportionComparison[];
}

function resultsOf(method: CompareProportionsExactMethod, [n0, n1]: Arms): ExactProportionComparison[] {
  const results: ExactProportionComparison[] = [];
  for (let x0 = 0; x0 <= n0; x0++) {
    for (let x1 = 0; x1 <= n1; x1++) {
      const [control, treatment] = [
        { successes: x0, trials: n0 },
        { successes: x1, trials: n1 },
      ];
      results.push(compareProportionsExact(control, treatment, { method }));
    }
  }
  return results;
}

function coverageOf({ method, arms, results }: Enumerated): Row[] {
  if (method === "fisher") return [];
  const mean = rowsOf({ caption: "Odds ratio: mean coverage over cells of the two shares", cases: "arms; method" });
  const lowest = rowsOf({
    caption: "Odds ratio: lowest coverage on the grid of each cell",
    cases: "arms; method",
  });
  const lowers = Float64Array.from(results, ({ effectSize }) => effectSize.interval!.lower!);
  const uppers = Float64Array.from(results, ({ effectSize }) => effectSize.interval!.upper ?? Infinity);
  const line = `${arms.join(", ")}; ${method}`;
  return HALF.flatMap((controls) =>
    WHOLE.flatMap((treatments) => {
      const found = gather();
      const masses = gridOf(treatments, POINTS).map((p1) => ({ p1, mass: binomialMasses(arms[1], p1) }));
      for (const p0 of gridOf(controls, POINTS)) {
        const mass0 = binomialMasses(arms[0], p0);
        for (const { p1, mass } of masses) {
          const truth = (p1 / (1 - p1)) * ((1 - p0) / p0);
          found.add(
            probabilityOf(mass0, mass, (i) => lowers[i]! <= truth && truth <= uppers[i]!),
            () => `${p0.toFixed(3)}, ${p1.toFixed(3)}`,
          );
        }
      }
      const cell = `${nameOf(controls)}, ${nameOf(treatments)}`;
      return [mean(line, cell, found.mean()!, COVERS_OR_CAVEAT), lowest(line, cell, found.least())];
    }),
  );
}

function falsePositivesOf({ method, arms, results }: Enumerated): Row[] {
  const mean = rowsOf({
    caption: "Mean false positives of the 5 % test over bands of the common share",
    cases: "arms; method",
  });
  const highest = rowsOf({ caption: "Highest false positives within the bands", cases: "arms; method" });
  const given = rejectionsGivenTotal(arms, results, LEVEL);
  const line = `${arms.join(", ")}; ${method}`;
  return SHARE_BANDS.flatMap((band) => [
    mean(line, nameOf(band), meanOver(given, band), rejects(LEVEL, method !== "mid-p")),
    highest(line, nameOf(band), highestOver(given, band)),
  ]);
}
