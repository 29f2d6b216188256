import { compareMeans } from "../../../src/metrics/experiments/means/compare-means";
import { compareMeansPaired } from "../../../src/metrics/experiments/means/compare-means-paired";
import { drawNormals } from "../../../src/numerics/normal-draw";
import type { RandomGenerator } from "../../../src/numerics/random";
import { latentNormal, pairSampler } from "../pairs";
import { drawAnswers, meanOf, SHAPE_NAMES, sampler, shapeOf } from "../shapes";
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

/** Answers of control and treatment. */
const ARMS = [
  [5, 5],
  [10, 10],
  [20, 20],
  [20, 100],
  [100, 20],
] as const;

/** Customers who answered twice. */
const PAIRS = [5, 10, 20, 100];

/** Differences in standard deviations. */
const SIZES = [0, 1, 2];

/** Standard deviations of treatment where control has 1. */
const SPREADS = [1, 3];

const CORRELATIONS = [0.3, 0.8];

export const standardizedDifferences: Study = {
  name: "standardized-differences",
  title: "Standardised differences and ratios of means",
  about: `
Coverage of Hedges' g and of the ratio of \`compareMeans\` and \`compareMeansPaired\`. The true g of arms that are spread
unequally is in the standard deviation that pooling arms of these sizes estimates. Orders are exponential or log-normal
with a spread of 1 on the log scale, and treatment has 1.2 times as much. Ratings are from 1 to 5; in pairs both have the
same shape and come from normal quantities with that correlation. Without an interval, or with an open one, nothing is
covered.`,
  replications: 3_000,
  run: (run) => [
    ...ARMS.flatMap((arms) => SPREADS.flatMap((spread) => SIZES.map((size) => [arms, spread, size] as const))).flatMap(
      (setting) => normalRows(...setting, run),
    ),
    ...ARMS.flatMap((arms) => ratingRows(arms, run)),
    ...ARMS.flatMap((arms) => Object.keys(ORDERS).flatMap((name) => orderRows(arms, name, run))),
    ...PAIRS.flatMap((n) =>
      SPREADS.flatMap((spread) => CORRELATIONS.flatMap((r) => SIZES.map((size) => [n, spread, r, size] as const))),
    ).flatMap((setting) => normalPairRows(...setting, run)),
    ...PAIRS.flatMap((n) =>
      SHAPE_NAMES.flatMap((shape) => CORRELATIONS.flatMap((r) => ratingPairRows(n, shape, r, run))),
    ),
  ],
};

/** The standard deviation that pooling estimates. */
function pooledSpread([n0, n1]: readonly [number, number], s0: number, s1: number): number {
  return Math.sqrt(((n0 - 1) * s0 ** 2 + (n1 - 1) * s1 ** 2) / (n0 + n1 - 2));
}

function normals(n: number, random: RandomGenerator): Float64Array {
  const values = new Float64Array(n);
  drawNormals(random, values);
  return values;
}

function normalRows(
  arms: readonly [number, number],
  spread: number,
  size: number,
  { replications, stream }: Run,
): Row[] {
  const row = rowsOf({ caption: "Hedges' g of normal values", cases: "answers; spread of treatment; difference" });
  const name = `${arms.join(" and ")}; ${spread}; ${size}`;
  const random = stream(`normal ${name}`);
  const shift = size * pooledSpread(arms, 1, spread);
  const found = repeat(replications, () => {
    const [control, plain] = [normals(arms[0], random), normals(arms[1], random)];
    const treatment = plain.map((z) => 10 + shift + spread * z);
    const shifted = control.map((z) => 10 + z);
    const covers = (method: "welch" | "pooled") =>
      holds(compareMeans(shifted, treatment, { method }).effectSize?.interval ?? null, size);
    return { welch: covers("welch"), pooled: covers("pooled") };
  });
  return [
    row(name, "welch", found.welch, COVERS_OR_CAVEAT),
    row(name, "pooled", found.pooled, spread === 1 ? COVERS_OR_CAVEAT : null),
  ];
}

function ratingRows(arms: readonly [number, number], { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Ratings, ${arms.join(" and ")} answers`, cases: "control; treatment" });
  return SHAPE_NAMES.flatMap((control, i) =>
    SHAPE_NAMES.slice(i).flatMap((treatment) => {
      const name = `${control}; ${treatment}`;
      const [c, t] = [shapeOf(control, 5), shapeOf(treatment, 5)];
      const [drawControl, drawTreatment] = [sampler(c), sampler(t)];
      const random = stream(`ratings ${arms.join(", ")}; ${name}`);
      const size = (meanOf(t) - meanOf(c)) / pooledSpread(arms, spreadOf(c), spreadOf(t));
      const found = repeat(replications, () => {
        const { effectSize, ratio } = compareMeans(
          drawAnswers(drawControl, arms[0], random),
          drawAnswers(drawTreatment, arms[1], random),
        );
        return {
          hedgesG: holds(effectSize?.interval ?? null, size),
          ratio: holds(ratio?.interval ?? null, meanOf(t) / meanOf(c)),
        };
      });
      return [
        row(name, "Hedges' g", found.hedgesG, COVERS_OR_CAVEAT),
        row(name, "ratio", found.ratio, COVERS_OR_CAVEAT),
      ];
    }),
  );
}

function spreadOf(shape: readonly number[]): number {
  const mean = meanOf(shape);
  return Math.sqrt(shape.reduce((sum, share, i) => sum + share * (1 + i - mean) ** 2, 0));
}

/** Values from a normal one or a uniform one, and their standard deviation over their mean. */
const ORDERS: Record<string, { draw: (n: number, random: RandomGenerator) => Float64Array; variation: number }> = {
  exponential: {
    draw: (n, random) => new Float64Array(n).map(() => -Math.log1p(-random.uniform())),
    variation: 1,
  },
  "log-normal": { draw: (n, random) => normals(n, random).map(Math.exp), variation: Math.sqrt(Math.E - 1) },
};

function orderRows(arms: readonly [number, number], name: string, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: "Orders", cases: "values; answers" });
  const { draw, variation } = ORDERS[name]!;
  const random = stream(`orders ${name}, ${arms.join(", ")}`);
  const size = 0.2 / (variation * pooledSpread(arms, 1, 1.2));
  const found = repeat(replications, () => {
    const control = draw(arms[0], random);
    const treatment = draw(arms[1], random).map((value) => 1.2 * value);
    const { effectSize, ratio } = compareMeans(control, treatment);
    return { hedgesG: holds(effectSize?.interval ?? null, size), ratio: holds(ratio?.interval ?? null, 1.2) };
  });
  return [
    row(`${name}; ${arms.join(" and ")}`, "Hedges' g", found.hedgesG, COVERS_OR_CAVEAT),
    row(`${name}; ${arms.join(" and ")}`, "ratio", found.ratio, COVERS_OR_CAVEAT),
  ];
}

function normalPairRows(n: number, spread: number, correlation: number, size: number, { replications, stream }: Run) {
  const row = rowsOf({
    caption: "Pairs of normal values",
    cases: "pairs; spread of treatment; correlation; difference",
  });
  const name = `${n}; ${spread}; ${correlation}; ${size}`;
  const random = stream(`normal pairs ${name}`);
  const shift = size * Math.sqrt((1 + spread ** 2) / 2);
  const found = repeat(replications, () => {
    const [first, second] = [normals(n, random), normals(n, random)];
    const control = first.map((z) => 10 + z);
    const own = Math.sqrt(1 - correlation ** 2);
    const treatment = first.map((z, i) => 10 + shift + spread * (correlation * z + own * second[i]!));
    const { effectSize, ratio } = compareMeansPaired(control, treatment);
    return {
      hedgesG: holds(effectSize?.interval ?? null, size),
      ratio: holds(ratio?.interval ?? null, (10 + shift) / 10),
    };
  });
  return [row(name, "Hedges' g", found.hedgesG, COVERS_OR_CAVEAT), row(name, "ratio", found.ratio, COVERS_OR_CAVEAT)];
}

function ratingPairRows(n: number, name: (typeof SHAPE_NAMES)[number], correlation: number, run: Run): Row[] {
  const row = rowsOf({ caption: "Pairs of ratings", cases: "shape; correlation; pairs" });
  const line = `${name}; ${correlation}; ${n}`;
  const random = run.stream(`rating pairs ${line}`);
  const draw = pairSampler(latentNormal(shapeOf(name, 5), correlation));
  const found = repeat(run.replications, () => {
    const { x, y } = draw(n, random);
    const { effectSize, ratio, difference, test } = compareMeansPaired(x, y);
    return {
      difference: holds(difference.interval, 0),
      hedgesG: holds(effectSize?.interval ?? null, 0),
      ratio: holds(ratio?.interval ?? null, 1),
      rejected: rejected(test),
    };
  });
  return [
    row(line, "difference", found.difference, COVERS_OR_CAVEAT),
    row(line, "Hedges' g", found.hedgesG, COVERS_OR_CAVEAT),
    row(line, "ratio", found.ratio, COVERS_OR_CAVEAT),
    row(line, "false positives", found.rejected, rejects(LEVEL, false)),
  ];
}
