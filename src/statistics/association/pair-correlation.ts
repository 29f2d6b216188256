import { type Caveat, caveatsWhere } from "../../core/caveats";
import type { Alternative, ConfidenceInterval, TestResult } from "../../core/estimate";
import { concordance } from "../../numerics/concordance";
import { kendallCdf } from "../../numerics/kendall-distribution";
import { normalTwoSided, normalUpper } from "../../numerics/normal";
import { type Ranks, ranks } from "../../numerics/ranks";
import { compensatedSum } from "../../numerics/simple-statistics";
import { MOST_EXACT_SPEARMAN, spearmanCdf } from "../../numerics/spearman-distribution";
import { correlationTTest, fisherInterval, type InferenceSettings } from "./correlation-inference";
import { type Cosine, cosineOf, type UnitDeviations, unitDeviations } from "./unit-deviations";

/** Which correlation: of the values, of their ranks, or of their order in pairs. */
export type CorrelationMethod = "pearson" | "spearman" | "kendall";

/** All of them, for checks. */
export const CORRELATION_METHODS: readonly CorrelationMethod[] = ["pearson", "spearman", "kendall"];

/** The correlation of two columns, still without the result that it belongs to. */
export interface PairCorrelation {
  readonly estimate: number;
  readonly standardError: number | null;
  readonly interval: ConfidenceInterval | null;
  readonly test: TestResult;
  readonly caveats: readonly Caveat[];
}

/** What a method needs to know of a column, so that a matrix finds it out once a column. */
export interface PreparedColumn {
  /** Of the values, or of the ranks for `spearman`. */
  readonly units: UnitDeviations;
  /** `null` for `pearson`. */
  readonly ranks: Ranks | null;
}

/** A column made ready for a method; `null` where it is constant to rounding. */
export function prepareColumn(values: Float64Array, method: CorrelationMethod): PreparedColumn | null {
  const units = unitDeviations(values);
  if (units === null || method === "pearson") return units && { units, ranks: null };
  const ranked = ranks(values);
  const ofRanks = method === "spearman" ? unitDeviations(ranked.ranks) : units;
  return ofRanks && { units: ofRanks, ranks: ranked };
}

/** The correlation of two prepared columns of n values, n >= 3. */
export function correlatePair(
  x: PreparedColumn,
  y: PreparedColumn,
  method: CorrelationMethod,
  settings: InferenceSettings,
): PairCorrelation {
  if (method === "kendall") return kendall(x.ranks!, y.ranks!, settings);
  const cosine = cosineOf(x.units, y.units);
  const n = x.units.deviations.length;
  const exact = method === "spearman" && n <= MOST_EXACT_SPEARMAN && !hasTies(x.ranks!) && !hasTies(y.ranks!);
  return {
    ...linearInference(cosine, n, method, settings),
    ...(exact && { test: spearmanExactTest(x.ranks!, y.ranks!, settings.alternative) }),
  };
}

/**
 * Error, t test, interval and caveats of a correlation of values or ranks.
 *
 * @param size - Number of rows, less the number of controls of a partial correlation.
 */
export function linearInference(
  cosine: Cosine,
  size: number,
  method: Exclude<CorrelationMethod, "kendall">,
  settings: InferenceSettings,
): PairCorrelation {
  const { r, gap } = cosine;
  const nonlinearity = gap * (2 - gap);
  // Bonett and Wright's variance of Fisher's z for ranks
  const ranksError = size > 3 ? Math.sqrt((1 + r ** 2 / 2) / (size - 3)) : null;
  const error = method === "spearman" || ranksError === null ? ranksError : 1 / Math.sqrt(size - 3);
  const interval =
    error === null || gap === 0
      ? null
      : fisherInterval(cosine, error, settings, method === "spearman" ? "bonett-wright" : "fisher-z");
  return {
    estimate: r,
    standardError:
      method === "pearson"
        ? nonlinearity / Math.sqrt(size - 1)
        : ranksError === null
          ? null
          : nonlinearity * ranksError,
    interval,
    test: correlationTTest(cosine, size - 2, settings.alternative, `${method}-t`),
    caveats: correlationCaveats(gap === 0, interval),
  };
}

function correlationCaveats(perfect: boolean, interval: ConfidenceInterval | null): Caveat[] {
  return caveatsWhere({ "perfect-correlation": perfect, "no-interval": !perfect && interval === null });
}

function hasTies({ ranks: all, tieSizes }: Ranks): boolean {
  return tieSizes.length < all.length;
}

/** The exact test; its statistic is the sum of squared differences of ranks. */
function spearmanExactTest(x: Ranks, y: Ranks, alternative: Alternative): TestResult {
  const n = x.ranks.length;
  const statistic = x.ranks.reduce((sum, rank, i) => sum + (rank - y.ranks[i]!) ** 2, 0);
  const greater = spearmanCdf(statistic, n);
  const less = spearmanCdf((n ** 3 - n) / 3 - statistic, n);
  return exactTest(statistic, less, greater, alternative, "spearman-exact");
}

function exactTest(
  statistic: number,
  less: number,
  greater: number,
  alternative: Alternative,
  method: string,
): TestResult {
  const twoSided = Math.min(1, 2 * Math.min(less, greater));
  const pValue = alternative === "two-sided" ? twoSided : alternative === "less" ? less : greater;
  return { statistic, degreesOfFreedom: [], pValue, alternative, method };
}

/** Up to how many values R, too, takes the exact distribution of Kendall's statistic. */
const MOST_EXACT_KENDALL = 49;

function kendall(x: Ranks, y: Ranks, settings: InferenceSettings): PairCorrelation {
  const n = x.ranks.length;
  const { scores, sameFirst, sameSecond } = concordance(x, y);
  const twice = scores.reduce((sum, score) => sum + score, 0);
  const untiedX = n * n - sumOf(x.tieSizes, (t) => t * t);
  const untiedY = n * n - sumOf(y.tieSizes, (t) => t * t);
  const size = Math.sqrt(untiedX) * Math.sqrt(untiedY);
  const perfect = untiedX === untiedY && Math.abs(twice) === untiedX;
  const estimate = perfect ? Math.sign(twice) : twice / size + 0;

  // each point's influence on tau; their spread is that of tau over samples of such points
  const influences = scores.map(
    (score, i) => (2 * score) / size + estimate * (sameFirst[i]! / untiedX + sameSecond[i]! / untiedY),
  );
  const middle = compensatedSum(influences) / n;
  const spread = Math.sqrt(compensatedSum(influences.map((influence) => (influence - middle) ** 2)));
  const standardError = perfect || spread < ROUNDING ? 0 : spread;

  const gap = 1 - Math.abs(estimate);
  const interval =
    standardError === 0 || n < 5
      ? null
      : fisherInterval(
          { r: estimate, gap },
          // n - 4 for n, as Bonett and Wright have it where there are no ties
          (standardError / (gap * (2 - gap))) * Math.sqrt(n / (n - 4)),
          settings,
          "brown-benedetti",
        );
  return {
    estimate,
    standardError,
    interval,
    test: kendallTest(x, y, twice / 2, settings.alternative),
    caveats: correlationCaveats(perfect, interval),
  };
}

/** A spread of influences that rounding alone can make. */
const ROUNDING = 1e-13;

/** The test of no association; its statistic is the number of concordant pairs (exact), or a normal one. */
function kendallTest(x: Ranks, y: Ranks, difference: number, alternative: Alternative): TestResult {
  const n = x.ranks.length;
  const pairs = (n * (n - 1)) / 2;
  if (n <= MOST_EXACT_KENDALL && !hasTies(x) && !hasTies(y)) {
    const concordant = (pairs + difference) / 2;
    const [less, greater] = [kendallCdf(concordant, n), kendallCdf(pairs - concordant, n)];
    return exactTest(concordant, less, greater, alternative, "kendall-exact");
  }
  const of = (tied: (t: number) => number) => [sumOf(x.tieSizes, tied), sumOf(y.tieSizes, tied)] as const;
  const [x2, y2] = of((t) => t * (t - 1));
  const [x3, y3] = of((t) => t * (t - 1) * (t - 2));
  const [xVariance, yVariance] = of((t) => t * (t - 1) * (2 * t + 5));
  const variance =
    (n * (n - 1) * (2 * n + 5) - xVariance - yVariance) / 18 +
    ((x2 / n) * (y2 / (n - 1))) / 2 +
    ((x3 / n / (n - 1)) * (y3 / (n - 2))) / 9;
  const statistic = difference / Math.sqrt(variance) + 0;
  const pValue =
    alternative === "two-sided"
      ? normalTwoSided(statistic)
      : normalUpper(alternative === "greater" ? statistic : -statistic);
  return { statistic, degreesOfFreedom: [], pValue, alternative, method: "kendall-normal" };
}

function sumOf(sizes: Float64Array, term: (size: number) => number): number {
  let sum = 0;
  for (const size of sizes) sum += term(size);
  return sum;
}
