import { type Caveat, caveatsAt, caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkInRange, checkNoOthers, checkObject, refuse, reject } from "../../../core/checks";
import type { NumericColumn, RowUse } from "../../../core/columns";
import type { Ends, OpenInterval, TestResult } from "../../../core/estimate";
import { fUpper } from "../../../numerics/f-distribution";
import { studentTUpperQuantile } from "../../../numerics/student-t";
import { tInterval } from "../../../statistics/estimates/interval";
import { completeRows } from "../../../statistics/summaries/complete-rows";
import { equallyGoodBreaks } from "./break-ranges";
import { daviesTest } from "./davies-test";
import { type LineSegment, lineSegments } from "./line-segments";
import { emptyStretch, extend, heightAt, type LineStretch, slopeOf } from "./line-stretch";
import { type BreakSearch, searchOneBreak } from "./one-break";
import { isRoundingOf, pointUnits } from "./point-units";
import { segmentedFit } from "./segmented-fit";
import { searchTwoBreaks } from "./two-breaks";
import { type GatheredRows, gatherRows } from "./weighted-points";

/** Options of {@link segmentedRegression}. */
export interface SegmentedRegressionOptions {
  /** How often the slope changes. @defaultValue `1` */
  readonly breaks?: 1 | 2 | undefined;
  /**
   * Share of the rows that every segment must hold, in [0, 1 / (breaks + 1)]; rows at a breakpoint count in one of its
   * segments.
   *
   * @defaultValue `0`
   */
  readonly minimumShare?: number | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** Where the slope changes. */
export interface Breakpoint {
  readonly estimate: number;
  /** `null` where the fit is perfect. An end that is `null`: the data do not bound the break on this side. */
  readonly interval: OpenInterval | null;
  /** From here to `to` lie the breakpoints that fit just as well; both are the estimate where there is no other. */
  readonly from: number;
  readonly to: number;
}

/** A continuous line whose slope changes at breakpoints that the data choose. */
export interface SegmentedRegressionResult {
  readonly kind: "segmented-regression";
  readonly breaks: 1 | 2;
  readonly minimumShare: number;
  readonly n: number;
  readonly nMissing: number;
  readonly breakpoints: readonly Breakpoint[];
  readonly segments: readonly LineSegment[];
  /** Residual sum of squares. */
  readonly rss: number;
  readonly rSquared: number;
  /** Of the residuals: n less two coefficients a line and one a breakpoint more. */
  readonly degreesOfFreedom: number;
  /** The straight line through all rows. */
  readonly linear: { readonly slope: number; readonly intercept: number; readonly rss: number };
  /** Davies' test of the straight line against a break somewhere. */
  readonly test: TestResult;
  readonly confidenceLevel: number;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}

/** P-value above which simulated intervals cover less often than their level says. */
const WEAK = 0.001;

/** Distinct x up to which two breaks, whose cost grows with their square, take seconds at most. */
const MOST_FOR_TWO_BREAKS = 5000;

/**
 * Segmented regression: a continuous line whose slope changes once or twice, at places that the data choose.
 *
 * @remarks $$y = \alpha + \beta_0 x + \sum_b \delta_b (x - \psi_b)_+ + \varepsilon$$ by least squares over all
 * coefficients and breakpoints. The search is exact (Hudson 1966): in every gap between neighbouring x, or pair of
 * gaps, the best place of a break is where the free lines of both sides cross, or a point of x. So the minimum is the
 * global one, with at least two distinct x in every segment, counting those at its breakpoints. Where other breakpoints
 * give the same heights at every x, `from` and `to` say how far they reach (caveat `unidentified-breakpoint`): between
 * the levels of a scale the data may not say where in the gap a break is, nor how steep a segment without an x of its
 * own.
 *
 * The interval of a breakpoint holds the places that an F test does not reject, with 1 and `degreesOfFreedom`
 * degrees of freedom, the other breakpoint being free to follow (profile; the hull, where the places are not
 * connected). An end at the smallest or largest x means anywhere up to there; an end is `null` where a line with one
 * break less is not rejected either, for then the break may be anywhere outside (caveat `unbounded-interval`).
 * Symmetric intervals from a standard error are not given: the likelihood of a breakpoint is neither smooth nor
 * symmetric, least of all near the ends of x.
 *
 * The error of a slope is that of a line of its own through the rows between the breakpoints, as in R's `segmented`;
 * rows at a breakpoint are left out. That the place was chosen is not in it: at 95 % the intervals of slopes cover 90
 * to 95 % where the break is plain. Where it is not, the best place is often far from the true one, and intervals cover
 * the breakpoint in about 89 % and the slopes in about 80 % of simulated samples, with two breaks in 85 and 50 to 80 %
 * (caveat `weak-break`, where `test`, or an F test of two breaks against one, has a p-value above 0.001; see the
 * calibration page). With noise the best two breaks are often next to each other, at a jump: 0.05 or 0.1 as
 * `minimumShare` rules that out, and intervals then end where it does. They assume normal errors of one spread.
 *
 * `test` asks whether the slope changes at all, whatever `breaks` is. With the t statistics T of a change at ten
 * places, evenly spread where 5 % of the rows, ten of them (or a quarter) and two distinct x lie on either side, M the
 * largest |T|, and f = n - 3, Davies's bound is
 * $$p = 2 P(t_f > M) + V \frac{\Gamma(\frac{f + 1}{2})}{\sqrt{\pi} \, \Gamma(\frac f2)} \Bigl(1 +
 * \frac{M^2}{f}\Bigr)^{-\frac{f - 1}{2}}, \quad V = \sum \lvert \Delta \arcsin \frac{T}{\sqrt{f + T^2}} \rvert$$
 * R's `davies.test` has its places from the second to the second last x, where a single row decides and skewed errors
 * make it reject too often; it takes the variation of |T|, which is less where T changes its sign, and the normal limit
 * for n > 300. Unlike a score test with one averaged change, it sees lines that are steep, flat and as steep again,
 * with less power than a single change of that size has.
 *
 * O(n log n) time for one break; two take the square of the number of distinct x besides: about a second for 3,000.
 *
 * @param x - n finite numbers, such as a mean of several ratings; `null`, `undefined` and holes are missing.
 * @param y - Of the same rows, in the same order; a row without both is left out.
 * @param options - See {@link SegmentedRegressionOptions}.
 * @returns Breakpoints in units of x, slopes in units of y for one of x.
 * @throws A {@link StatsError}: `invalid-input` on columns of different lengths and on an element that is neither a
 * finite number nor missing, on a spread beyond [1e-145, 1e150], and on more than 5,000 distinct x with two breaks;
 * `insufficient-data` with fewer distinct x than four (one break) or six (two breaks), or no row more, and
 * where no segments can hold `minimumShare`; `degenerate-data` where the means of y at each x lie on a line with fewer breaks.
 * @see Hudson (1966), JASA 61(316), 1097-1129, doi:10.1080/01621459.1966.10482198 (not read); Davies (2002), Biometrika
 * 89(2), 484-489, doi:10.1093/biomet/89.2.484 (not read); Feder (1975), Annals of Statistics 3(1), 49-83,
 * doi:10.1214/aos/1176342999 (not read); Muggeo (2003), Statistics in Medicine 22(19), 3055-3071,
 * doi:10.1002/sim.1545 (not read)
 *
 * @example
 * ```ts
 * const score = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5];
 * const recommends = [1, 2, 4, 5, 7, 7, 8, 8, 9];
 * const { breakpoints, segments, test } = segmentedRegression(score, recommends);
 * const { estimate, interval } = breakpoints[0];
 * [estimate, interval]; //~> [3, { lower: 2.52, upper: 3.48, level: 0.95, method: "profile-f" }]
 * segments.map(({ slope }) => slope); //~> [2.94, 1.06]
 * test.pValue; //~> 0.0081
 * ```
 */
export function segmentedRegression(
  x: NumericColumn,
  y: NumericColumn,
  options: SegmentedRegressionOptions = {},
): SegmentedRegressionResult {
  const fn = "segmentedRegression";
  checkObject(fn, "options", options);
  const { breaks = 1, minimumShare = 0, confidenceLevel = 0.95, ...others } = options;
  checkNoOthers(fn, others);
  if (breaks !== 1 && breaks !== 2) reject(fn, "breaks", "be 1 or 2", breaks);
  checkInRange(fn, "minimumShare", minimumShare, 0, 1 / (breaks + 1));
  checkConfidenceLevel(fn, confidenceLevel);
  const { columns, rows } = completeRows(fn, [
    { name: "x", path: "x", values: x },
    { name: "y", path: "y", values: y },
  ]);
  const n = rows.used;
  const parameters = 2 + 2 * breaks;
  if (n <= parameters) {
    refuse("insufficient-data", fn, "x", `must share at least ${parameters + 1} complete rows with y, received ${n}`);
  }
  const points = gatherRows(fn, columns[0]!, columns[1]!);
  const distinct = points.x.length;
  if (distinct < parameters) {
    refuse("insufficient-data", fn, "x", `must have at least ${parameters} distinct values, received ${distinct}`);
  }
  if (breaks === 2 && distinct > MOST_FOR_TWO_BREAKS) {
    reject(fn, "x", `have at most ${MOST_FOR_TWO_BREAKS} distinct values for two breaks (round it)`, distinct);
  }

  const units = pointUnits(fn, points);
  const line = emptyStretch();
  for (let k = 0; k < distinct; k++) extend(line, points.x[k]!, points.y[k]!, points.weights[k]!);
  const { search, simpler } = searchBreaks(fn, points, { breaks, minimumShare }, line, n);
  const fit = segmentedFit(points, search.breakpoints);
  const degreesOfFreedom = n - parameters;
  const rss = points.within + fit.rss;
  const perfect = isRoundingOf(rss, n, points, fit.slopes);
  const t = studentTUpperQuantile((1 - confidenceLevel) / 2, degreesOfFreedom);
  const bound = search.rss + (rss * t ** 2) / degreesOfFreedom;
  const ends = perfect ? null : acceptedEnds(search, simpler, line.rss, bound);
  const ranges = equallyGoodBreaks(points, fit, minimumShare);
  const breakpoints = search.breakpoints.map((at, b): Breakpoint => {
    const { lower, upper } = ends?.[b] ?? { lower: null, upper: null };
    const place = (end: number | null) => (end === null ? null : units.place(end));
    return {
      estimate: units.place(at),
      interval: ends && { lower: place(lower), upper: place(upper), level: confidenceLevel, method: "profile-f" },
      from: units.place(ranges[b]!.lower),
      to: units.place(ranges[b]!.upper),
    };
  });
  const deviation = perfect ? null : Math.sqrt(rss / degreesOfFreedom);
  const test = daviesTest(points, points.within, n);
  const segments = lineSegments(points, fit, units, deviation, (slope, error) =>
    tInterval(slope, error, degreesOfFreedom, confidenceLevel),
  );
  return {
    kind: "segmented-regression",
    breaks,
    minimumShare: minimumShare + 0,
    n,
    nMissing: rows.total - n,
    breakpoints,
    segments,
    rss: units.squares(rss),
    rSquared: Math.max(0, (points.total - rss) / points.total),
    degreesOfFreedom,
    linear: {
      slope: units.slope(slopeOf(line)),
      intercept: units.intercept(heightAt(line, 0), slopeOf(line)),
      rss: units.squares(points.within + line.rss),
    },
    test,
    confidenceLevel,
    rows,
    caveats: [
      ...caveatsWhere({
        "few-complete-rows": n < rows.total / 2,
        "perfect-fit": perfect,
        "weak-break": !perfect && isWeak(test, search, simpler, rss, degreesOfFreedom),
      }),
      ...breakpoints.flatMap(({ interval, from, to }, b) =>
        caveatsAt(
          `breakpoints.${b}`,
          caveatsWhere({
            "unidentified-breakpoint": from !== to,
            "unbounded-interval": interval !== null && (interval.lower === null || interval.upper === null),
          }),
        ),
      ),
      ...segments.flatMap(({ interval }, s) =>
        caveatsAt(`segments.${s}`, caveatsWhere({ "no-interval": interval === null && !perfect })),
      ),
    ],
  };
}

/** The best breaks, and the best single one where two are asked for. */
function searchBreaks(
  fn: string,
  points: GatheredRows,
  { breaks, minimumShare }: Required<Pick<SegmentedRegressionResult, "breaks" | "minimumShare">>,
  line: LineStretch,
  n: number,
) {
  if (isRoundingOf(line.rss, n, points, [slopeOf(line)])) {
    refuse("degenerate-data", fn, "y", "must not have its means on a straight line over x, where no break is");
  }
  const one = searchOneBreak(points, minimumShare);
  const two = breaks === 1 ? null : searchTwoBreaks(points, minimumShare);
  if ((two ?? one).rss === Infinity) {
    refuse("insufficient-data", fn, "x", `must have values that let every segment hold ${minimumShare} of the rows`);
  }
  if (two === null) return { search: one, simpler: null };
  if (isRoundingOf(one.rss, n, points, segmentedFit(points, one.breakpoints).slopes)) {
    refuse("degenerate-data", fn, "y", "must not have its means on a line with a single break, where no second one is");
  }
  return { search: two, simpler: one };
}

/** Whether the straight line, or the best line with a single break of two, is not clearly worse. */
function isWeak({ pValue }: TestResult, search: BreakSearch, simpler: BreakSearch | null, rss: number, df: number) {
  if ((pValue ?? 0) > WEAK) return true;
  return simpler !== null && fUpper(Math.max(0, simpler.rss - search.rss) / 2 / (rss / df), 2, df) > WEAK;
}

/** Ends of what is accepted; `null` where a line with one break less, whose other break may be anywhere, is too. */
function acceptedEnds(search: BreakSearch, simpler: BreakSearch | null, straight: number, bound: number) {
  if (straight <= bound) return search.breakpoints.map(() => ({ lower: null, upper: null }));
  const found = search.accepted(bound);
  if (simpler === null || simpler.rss > bound) return found;
  const [first, second] = found as readonly [Ends, Ends];
  const [single] = simpler.accepted(bound) as readonly [Ends];
  return [
    { lower: null, upper: Math.max(first.upper, single.upper) },
    { lower: Math.min(second.lower, single.lower), upper: null },
  ];
}
