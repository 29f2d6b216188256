import type { Ends } from "../../../src/core/estimate";
import { npsFromCounts } from "../../../src/metrics/promoters/nps";
import { npsBootstrap } from "../../../src/metrics/promoters/nps-bootstrap";
import { npsScoreInterval } from "../../../src/metrics/promoters/nps-score-interval";
import { gather } from "../bands";
import { COVERS, COVERS_OR_CAVEAT, type Demand, NOT_TOO_OFTEN, type Row, rowsOf, type Study } from "../study";
import { cellsOf, inWords, leastCount, type Outcome, outcomesOf, probabilitiesOf, scoreOf } from "../trinomial";

const SIZES = [5, 10, 20, 30, 50, 100];
const POINTS = 30;

const METHODS: Record<string, (counts: Outcome) => Ends | null> = {
  "adjusted-wald": (counts) => npsFromCounts(counts).interval,
  score: (counts) => npsScoreInterval(counts).interval,
  wald: (counts) => npsFromCounts(counts, { method: "wald" }).interval,
  bootstrap: (counts) => npsBootstrap(counts, { draws: 1000 }).interval,
};

export const nps: Study = {
  name: "nps",
  title: "Net Promoter Scores",
  about: `
Coverage of \`nps\` and \`npsScoreInterval\` (\`score\`), summed over every way in which n answers can fall into the three groups. The true shares are
averaged over a grid of ${POINTS} by ${POINTS} points in each cell of score and share of passives; scores below 0 mirror those above. The bar is on
\`adjusted-wald\`, the default.`,
  replications: null,
  run: () => SIZES.flatMap(bySize),
};

function bySize(n: number): Row[] {
  const row = rowsOf({ caption: `Mean coverage, and lowest on the grid, n = ${n}`, cases: "score; passives" });
  const outcomes = outcomesOf(n);
  const probabilities = probabilitiesOf(outcomes);
  const methods = Object.entries(METHODS).map(([name, method]) => ({ name, ends: outcomes.map(method) }));
  return cellsOf(POINTS).flatMap(({ name: line, shapes }) => {
    const found = methods.map(() => gather());
    const often = gather();
    for (const shape of shapes) {
      const mass = probabilities(shape);
      methods.forEach(({ ends }, i) => {
        found[i]!.add(coverage(ends, mass, scoreOf(shape)), () => inWords(shape));
      });
      if (leastCount(shape, n) >= 5) often.add(coverage(methods[0]!.ends, mass, scoreOf(shape)), () => "");
    }
    const oftenMean = often.mean();
    return [
      ...methods.map(({ name }, i) => row(line, name, found[i]!.mean()!, demandOf(name, n))),
      ...methods.map(({ name }, i) => row(line, `${name}, lowest`, found[i]!.least())),
      ...(oftenMean === null ? [] : [row(line, "adjusted-wald, every count >= 5", oftenMean, NOT_TOO_OFTEN)]),
    ];
  });
}

function demandOf(method: string, n: number): Demand | null {
  if (n < 20) return null;
  return method === "adjusted-wald" ? COVERS : COVERS_OR_CAVEAT;
}

/** No interval holds nothing. */
function coverage(ends: readonly (Ends | null)[], mass: Float64Array, score: number): number {
  let sum = 0;
  ends.forEach((own, i) => {
    if (own !== null && own.lower <= score && score <= own.upper) sum += mass[i]!;
  });
  return sum;
}
