import { caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, refuse, reject } from "../../../core/checks";
import { scaleByPower } from "../../../numerics/sums";
import { isSkewed, tInterval } from "../../../statistics/estimates/interval";
import { skewnessOfRatio } from "../../../statistics/estimates/ratio-of-means";
import type { CrossProducts } from "../../../statistics/summaries/cross-products";
import { columnExponents } from "../../../statistics/summaries/scaled-products";
import type { ComparisonOptions } from "../comparison/comparison";
import { type MarginSettings, marginSettings } from "../comparison/margin";
import { compareJointMeans } from "../means/compare-joint-means";
import { areApart, type JointMeans, varianceAt, varianceOfMean } from "../means/joint-means";
import { adjustedMeans } from "./adjusted-means";
import type { AdjustedMean, CupedComparison } from "./cuped-result";
import { type LinearisedArm, linearisedArm, type PooledSlopes, pooledSlopes } from "./pooled-slopes";

/** Which columns of the summaries are what. */
export interface CupedNames<N extends string> {
  readonly outcome: string;
  readonly denominator: string | null;
  readonly covariates: readonly { readonly name: N; readonly column: string }[];
}

/** How they are compared. */
export interface CupedSettings {
  readonly confidenceLevel: number;
  readonly margin: MarginSettings | null;
}

/** The settings that every such comparison has, checked. */
export function cupedSettings(
  fn: string,
  { confidenceLevel = 0.95, margin, direction }: ComparisonOptions,
): CupedSettings {
  checkConfidenceLevel(fn, confidenceLevel);
  return { confidenceLevel, margin: marginSettings(fn, { margin, direction }, Infinity) };
}

/** The summary of an arm, with its rows where they are at hand. */
export interface SummarisedArm {
  readonly summary: CrossProducts;
  readonly rows: { readonly outcome: Float64Array; readonly denominator: Float64Array | null } | null;
}

/** Compares two sound summaries that hold the columns named. */
export function compareAdjusted<N extends string>(
  fn: string,
  { summary: control, rows: ofControl }: SummarisedArm,
  { summary: treatment, rows: ofTreatment }: SummarisedArm,
  { outcome, denominator, covariates }: CupedNames<N>,
  settings: CupedSettings,
): CupedComparison<N> {
  const first = denominator === null ? [outcome] : [outcome, denominator];
  checkArm(fn, "control", control, denominator, covariates.length);
  checkArm(fn, "treatment", treatment, denominator, covariates.length);
  const names = [...first, ...covariates.map(({ column }) => column)];
  const exponents = columnExponents([control, treatment], names);
  const c = linearisedArm(control, names, exponents, denominator !== null);
  const t = linearisedArm(treatment, names, exponents, denominator !== null);
  const slopes = pooledSlopes([c, t]);
  const unit = exponents[0]! - (denominator === null ? 0 : exponents[1]!);
  const { means, varied, varies, varianceReduction } = adjustedMeans([c, t], slopes, unit);
  checkDoubles(fn, means, varies);
  const { confidenceLevel } = settings;
  const armOf = (
    arm: "control" | "treatment",
    summary: CrossProducts,
    l: LinearisedArm,
    rows: SummarisedArm["rows"],
  ) => {
    const skewness = rows === null ? 0 : skewnessOfRatio(rows.outcome, rows.denominator, exponents, l.ratio[0]);
    return adjustedMean(means, arm, summary, scaleByPower(l.ratio[0], unit), confidenceLevel, {
      "few-clusters": l.fewRows,
      "skewed-answers": l.varies && isSkewed(skewness, summary.n),
    });
  };
  const arms = {
    control: armOf("control", control, c, ofControl),
    treatment: armOf("treatment", treatment, t, ofTreatment),
  };
  const apart = areApart(means);
  const comparison = compareJointMeans(
    fn,
    arms,
    means,
    { kind: "cuped-comparison", method: "cuped", ...settings },
    () => [
      ...[...slopes.leftOut].map(([j, code]) => ({ code, path: `covariates.${j}` })),
      ...caveatsWhere({
        "perfect-fit": !varies && varied,
        "no-interval": !varies && !varied && !apart,
        "no-spread-within-groups": !varies && !varied && apart,
      }),
    ],
  );
  return {
    ...comparison,
    covariates: covariates.map(({ name, column }, j) => ({
      name,
      theta: slopeOf(fn, column, slopes, j, unit - exponents[first.length + j]!),
      control: control.means![control.names.indexOf(column)]!,
      treatment: treatment.means![treatment.names.indexOf(column)]!,
    })),
    varianceReduction,
  };
}

function checkArm(fn: string, arm: string, summary: CrossProducts, denominator: string | null, count: number): void {
  const { n, means, names } = summary;
  if (n < count + 3 || means === null) {
    const rule = `must hold at least ${count + 3} complete rows, three more than covariates`;
    refuse("insufficient-data", fn, arm, `${rule}, received ${n}`);
  }
  const below = denominator === null ? 1 : means[names.indexOf(denominator)]!;
  if (!(below > 0))
    refuse("degenerate-data", fn, `${arm}.${denominator}`, `must have a mean above 0, received ${below}`);
}

/** Refuses means and variances that doubles cannot hold, which takes columns of very different sizes. */
function checkDoubles(fn: string, means: JointMeans, varies: boolean): void {
  const { variance } = varianceAt(means, 1);
  const size = Math.abs(means.control) + Math.abs(means.treatment) + varianceOfMean(means, "control").variance;
  const largest = size + varianceOfMean(means, "treatment").variance + variance;
  if (!Number.isFinite(largest) || (varies && variance === 0)) {
    reject(
      fn,
      "treatment",
      "have means and variances that doubles can hold",
      Number.isFinite(largest) ? variance : Infinity,
    );
  }
}

/** A covariate's slope in the caller's units, or `null` where it has none. */
function slopeOf(fn: string, column: string, { kept, theta }: PooledSlopes, j: number, unit: number): number | null {
  const place = kept.indexOf(j);
  if (place < 0) return null;
  const slope = scaleByPower(theta[place]![0], unit) + 0;
  if (!Number.isFinite(slope)) reject(fn, column, "have a slope below 1.8e308", slope);
  return slope;
}

function adjustedMean(
  means: JointMeans,
  arm: "control" | "treatment",
  { n, nMissing, rows }: CrossProducts,
  unadjusted: number,
  level: number,
  conditions: Parameters<typeof caveatsWhere>[0],
): AdjustedMean {
  const { variance, degreesOfFreedom } = varianceOfMean(means, arm);
  const varies = variance > 0;
  return {
    kind: "adjusted-mean",
    unit: "value",
    scale: null,
    estimate: means[arm] + 0,
    standardError: Math.sqrt(variance),
    interval: varies ? tInterval(means[arm], Math.sqrt(variance), degreesOfFreedom, level, "cuped") : null,
    n,
    nMissing,
    unadjusted: unadjusted + 0,
    rows,
    caveats: caveatsWhere({ ...conditions, "no-interval": !varies, "few-complete-rows": rows.used < rows.total / 2 }),
  };
}
