import { driverImportance } from "../../../src/metrics/drivers/importance/driver-importance";
import { driverImportanceFromCorrelations } from "../../../src/metrics/drivers/importance/driver-importance-from-correlations";
import { choleskyFactor } from "../../../src/numerics/cholesky-factor";
import { normalQuantile } from "../../../src/numerics/normal";
import type { RandomGenerator } from "../../../src/numerics/random";
import { correlationsOf, latentNormal } from "../pairs";
import { SHAPE_NAMES, type ShapeName, shapeOf } from "../shapes";
import { COVERS_OR_CAVEAT, holds, nullIfUndefined, type Row, type Run, repeat, rowsOf, type Study } from "../study";

const SIZES = [100, 300];
const DRAWS = 200;

/** Correlations of the normal quantities behind the ratings: four drivers and, last, the outcome. */
const LATENT = [
  [1, 0.4, 0.4, 0, 0.6],
  [0.4, 1, 0.4, 0, 0.45],
  [0.4, 0.4, 1, 0, 0.3],
  [0, 0, 0, 1, 0],
  [0.6, 0.45, 0.3, 0, 1],
];
const DRIVERS = ["first", "second", "third", "alien"] as const;

export const driverShares: Study = {
  name: "driver-shares",
  title: "Shares of drivers",
  about: `
Coverage of the intervals of LMG shares, absolute and relative to R², in \`driverImportance\` with ${DRAWS} draws: four drivers and an outcome, all
ratings from 1 to 5 of the same shape, which are the levels of normal quantities. Those of the first three drivers
correlate by 0.4 with each other and by 0.6, 0.45 and 0.3 with the outcome, so that the third adds nothing to the other
two. The last driver, the alien, is independent of everything: its true share is 0, while a share is above 0 in every
sample, so no interval holds it. The true shares are computed from the probabilities of all pairs of levels.`,
  replications: 2000,
  run: (run) => SIZES.flatMap((n) => SHAPE_NAMES.flatMap((shape) => rowsOfCase(shape, n, run))),
};

function rowsOfCase(name: ShapeName, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Coverage, ${n} rows`, cases: "shape" });
  const relativeRow = rowsOf({ caption: `Coverage of relative shares, ${n} rows`, cases: "shape" });
  const shape = shapeOf(name, 5);
  const truths = trueShares(shape);
  const whole = truths.reduce((sum, share) => sum + share, 0);
  const draw = ratingSampler(shape);
  const random = stream(`${name}; ${n}`);
  const found = repeat(replications, () => {
    const columns = draw(n, random);
    const drivers = Object.fromEntries(DRIVERS.map((driver, j) => [driver, columns[j]!]));
    const settings = { draws: DRAWS, seed: random.uint32() };
    const result = nullIfUndefined(() => driverImportance(drivers, columns.at(-1)!, settings));
    const covered = DRIVERS.flatMap((driver, j) => [
      [driver, holds(result?.drivers[j]?.interval ?? null, truths[j]!)],
      [`relative ${driver}`, holds(result?.drivers[j]?.relativeInterval ?? null, truths[j]! / whole)],
    ]);
    return Object.fromEntries(covered) as Record<
      (typeof DRIVERS)[number] | `relative ${(typeof DRIVERS)[number]}`,
      boolean | null
    >;
  });
  return [
    ...DRIVERS.map((driver) => row(name, driver, found[driver], COVERS_OR_CAVEAT)),
    ...DRIVERS.map((driver) => relativeRow(name, driver, found[`relative ${driver}`], COVERS_OR_CAVEAT)),
  ];
}

/** Shares in the population. */
function trueShares(shape: readonly number[]): number[] {
  const estimates = LATENT.map((line) =>
    line.map((r) => (r === 1 ? 1 : correlationsOf(latentNormal(shape, r)).pearson)),
  );
  const symmetric = estimates.map((line, i) => line.map((_, j) => estimates[Math.max(i, j)]![Math.min(i, j)]!));
  return driverImportanceFromCorrelations(
    { names: [...DRIVERS, "outcome"], estimates: symmetric, n: 1e6 },
    "outcome",
  ).drivers.map(({ share }) => share);
}

/** n rows of ratings from 1 to 5, by columns. */
function ratingSampler(shape: readonly number[]): (n: number, random: RandomGenerator) => number[][] {
  const triangle = choleskyFactor(Float64Array.from(LATENT.flat()))!;
  const cuts = shape.slice(1).map((_, level) => normalQuantile(sum(shape.slice(0, level + 1))));
  return (n, random) => {
    const columns = LATENT.map(() => new Array<number>(n));
    for (let i = 0; i < n; i++) {
      // a uniform of 0 would be an infinite value
      const normal = LATENT.map(() => normalQuantile((random.uint32() + 0.5) / 2 ** 32));
      columns.forEach((column, j) => {
        let value = 0;
        for (let k = 0; k <= j; k++) value += triangle[j]![k]! * normal[k]!;
        column[i] = 1 + cuts.filter((cut) => value > cut).length;
      });
    }
    return columns;
  };
}

function sum(shares: readonly number[]): number {
  return shares.reduce((total, share) => total + share, 0);
}
