import type { Ends } from "../../../src/core/estimate";
import { proportion } from "../../../src/statistics/estimates/proportion";
import { proportionExact } from "../../../src/statistics/estimates/proportion-exact";
import { nameOf, partAbove, SHARE_BANDS } from "../bands";
import { lowestCoverage, meanCoverage } from "../binomial-coverage";
import { COVERS, COVERS_OR_CAVEAT, type Demand, NOT_TOO_OFTEN, type Row, rowsOf, type Study } from "../study";

const SIZES = [5, 10, 20, 50, 100, 200, 500];

type Interval = (successes: number, trials: number) => Ends;

const METHODS: Record<string, Interval> = {
  wilson: (x, n) => proportion(x, n).interval,
  "wilson-cc": (x, n) => proportion(x, n, { method: "wilson-cc" }).interval,
  "agresti-coull": (x, n) => proportion(x, n, { method: "agresti-coull" }).interval,
  wald: (x, n) => proportion(x, n, { method: "wald" }).interval,
  "clopper-pearson": (x, n) => proportionExact(x, n).interval,
  jeffreys: (x, n) => proportionExact(x, n, { method: "jeffreys" }).interval,
};

export const shares: Study = {
  name: "shares",
  title: "Shares",
  about: `
Coverage of \`proportion\` and \`proportionExact\`, over bands of the true share p up to one half; the other half mirrors
it. Means over a band are exact: a binomial probability, integrated over p between the ends of the interval, is a difference
of two incomplete beta functions. The lowest coverage is exact, too: between the ends of intervals the
coverage rises and then falls, so that it is lowest beside such an end. The bar is on \`wilson\`, the default.`,
  replications: null,
  run: () => [...Object.entries(METHODS).flatMap(byMethod), ...lowestOfWilson()],
};

function byMethod([method, interval]: [string, Interval]): Row[] {
  const mean = rowsOf({ caption: "Mean coverage over bands of the share", cases: "method" });
  const often = rowsOf({
    caption: "The same over that part of a band where every expected count is at least 5",
    cases: "method",
  });
  const lowest = rowsOf({ caption: "Lowest coverage within the bands", cases: "method" });
  return SIZES.flatMap((n) => {
    const ends = endsOf(interval, n);
    const line = `${method}, n = ${n}`;
    return SHARE_BANDS.flatMap((band) => {
      const name = nameOf(band);
      const part = partAbove(band, 5 / n);
      return [
        mean(line, name, meanCoverage(ends, band), demandOf(method, n)),
        lowest(line, name, lowestCoverage(ends, band)),
        ...(method === "wilson" && part !== null ? [often(line, name, meanCoverage(ends, part), NOT_TOO_OFTEN)] : []),
      ];
    });
  });
}

function demandOf(method: string, n: number): Demand | null {
  if (n < 20) return null;
  return method === "wilson" ? COVERS : COVERS_OR_CAVEAT;
}

function lowestOfWilson(): Row[] {
  const row = rowsOf({ caption: "Lowest coverage of `wilson` over all shares", cases: "n" });
  return [1, 2, 3, 5, 10, 20, 50, 100, 500].map((n) =>
    row(String(n), "lowest", lowestCoverage(endsOf(METHODS["wilson"]!, n), { from: 0, to: 0.5 })),
  );
}

function endsOf(interval: Interval, n: number): Ends[] {
  return Array.from({ length: n + 1 }, (_, x) => interval(x, n));
}
