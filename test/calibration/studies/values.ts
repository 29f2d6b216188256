import { normalQuantile } from "../../../src/numerics/normal";
import type { RandomGenerator } from "../../../src/numerics/random";
import { mean } from "../../../src/statistics/estimates/mean";
import { quantile } from "../../../src/statistics/estimates/quantile";
import { COVERS_OR_CAVEAT, holds, type Row, type Run, repeat, rowsOf, type Study } from "../study";

const SIZES = [10, 20, 50, 200];

/** A distribution of values such as minutes of waiting or the sum of an order. */
interface Distribution {
  readonly mean: number;
  readonly quantile: (p: number) => number;
}

const DISTRIBUTIONS: Record<string, Distribution> = {
  normal: { mean: 0, quantile: normalQuantile },
  exponential: { mean: 1, quantile: (p) => -Math.log1p(-p) },
  "log-normal, spread 1": { mean: Math.exp(1 / 2), quantile: (p) => Math.exp(normalQuantile(p)) },
  "log-normal, spread 1.5": { mean: Math.exp(1.5 ** 2 / 2), quantile: (p) => Math.exp(1.5 * normalQuantile(p)) },
};

export const values: Study = {
  name: "values",
  title: "Means and quantiles of values",
  about: `
Coverage of \`mean\` and \`quantile\` on continuous values, from symmetric to very skewed: waiting times and sums of
orders are like the last two. Spread is the standard deviation of the logarithm. An open end of a quantile's interval
reaches as far as there are values.`,
  replications: 10_000,
  run: (run) => Object.keys(DISTRIBUTIONS).flatMap((name) => SIZES.flatMap((n) => rowsOfCase(name, n, run))),
};

function rowsOfCase(name: string, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: "Coverage", cases: "values; n" });
  const distribution = DISTRIBUTIONS[name]!;
  const random = stream(`${name}, ${n}`);
  const found = repeat(replications, () => {
    const sample = drawn(distribution, n, random);
    return {
      mean: holds(mean(sample).interval, distribution.mean),
      median: holds(quantile(sample, 0.5).interval, distribution.quantile(0.5)),
      upper: holds(quantile(sample, 0.9).interval, distribution.quantile(0.9)),
    };
  });
  const line = `${name}; ${n}`;
  return [
    row(line, "mean", found.mean, COVERS_OR_CAVEAT),
    row(line, "median", found.median, COVERS_OR_CAVEAT),
    row(line, "quantile 0.9", found.upper, COVERS_OR_CAVEAT),
  ];
}

function drawn({ quantile: at }: Distribution, n: number, random: RandomGenerator): number[] {
  // a uniform of 0 would be an infinite value
  return Array.from({ length: n }, () => at((random.uint32() + 0.5) / 2 ** 32));
}
