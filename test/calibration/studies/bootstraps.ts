import { normalQuantile } from "../../../src/numerics/normal";
import type { RandomGenerator } from "../../../src/numerics/random";
import { bootstrapInterval } from "../../../src/statistics/resampling/bootstrap-interval";
import { drawAnswers, meanOf, SHAPE_NAMES, sampler, shapeOf } from "../shapes";
import { COVERS_OR_CAVEAT, holds, type Row, type Run, repeat, rowsOf, type Study } from "../study";

const SIZES = [20, 50];
const DRAWS = 1000;

interface Case {
  readonly name: string;
  readonly draw: (n: number, random: RandomGenerator) => number[];
  readonly statistic: (sample: readonly number[]) => number;
  readonly truth: number;
}

const CASES: readonly Case[] = [
  ...SHAPE_NAMES.map((name): Case => {
    const draw = sampler(shapeOf(name, 5));
    const truth = meanOf(shapeOf(name, 5));
    return {
      name: `mean of ratings, ${name}`,
      draw: (n, random) => drawAnswers(draw, n, random),
      statistic: mean,
      truth,
    };
  }),
  { name: "mean, exponential", draw: drawn((p) => -Math.log(p)), statistic: mean, truth: 1 },
  { name: "mean, log-normal", draw: drawn((p) => Math.exp(normalQuantile(p))), statistic: mean, truth: Math.exp(0.5) },
  { name: "median, log-normal", draw: drawn((p) => Math.exp(normalQuantile(p))), statistic: median, truth: 1 },
];

export const bootstraps: Study = {
  name: "bootstraps",
  title: "Bootstrap intervals",
  about: `
Coverage of \`bootstrapInterval\` with ${DRAWS.toLocaleString("en")} draws: for mean ratings from 1 to 5, and for mean
and median of skewed values (log-normal with a spread of 1). There is no interval where all draws are equal or on one
side of the estimate.`,
  replications: 2000,
  run: (run) => SIZES.flatMap((n) => CASES.flatMap((one) => rowsOfCase(one, n, run))),
};

function rowsOfCase({ name, draw, statistic, truth }: Case, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Coverage, ${n} rows`, cases: "statistic" });
  const random = stream(`${name}, ${n}`);
  const found = repeat(replications, () => {
    const sample = draw(n, random);
    const settings = { draws: DRAWS, seed: random.uint32() };
    return {
      bca: holds(bootstrapInterval(sample, statistic, settings).interval, truth),
      percentile: holds(bootstrapInterval(sample, statistic, { ...settings, method: "percentile" }).interval, truth),
    };
  });
  return [row(name, "bca", found.bca, COVERS_OR_CAVEAT), row(name, "percentile", found.percentile, COVERS_OR_CAVEAT)];
}

function drawn(quantile: (p: number) => number) {
  // a uniform of 0 would be an infinite value
  return (n: number, random: RandomGenerator) =>
    Array.from({ length: n }, () => quantile((random.uint32() + 0.5) / 2 ** 32));
}

function mean(sample: readonly number[]): number {
  let sum = 0;
  for (const value of sample) sum += value;
  return sum / sample.length;
}

function median(sample: readonly number[]): number {
  const sorted = Float64Array.from(sample).sort();
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
