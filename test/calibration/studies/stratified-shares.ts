import { compareProportionsStratified } from "../../../src/metrics/experiments/proportions/compare-proportions-stratified";
import type { RandomGenerator } from "../../../src/numerics/random";
import { COVERS_OR_CAVEAT, holds, type Row, rejected, rejects, repeat, rowsOf, type Study } from "../study";

/** Strata of some kind: control's share and the trials of control and treatment in each. */
interface Design {
  readonly name: string;
  readonly strata: readonly { readonly share: number; readonly trials: readonly [number, number] }[];
}

const repeated = (count: number, share: (i: number) => number, trials: readonly [number, number]) =>
  Array.from({ length: count }, (_, i) => ({ share: share(i), trials }));

const DESIGNS: readonly Design[] = [
  { name: "3 strata of 40 and 40", strata: repeated(3, (i) => [0.2, 0.5, 0.7][i]!, [40, 40]) },
  {
    name: "3 strata of 20 to 200, arms of unlike mix",
    strata: [
      { share: 0.1, trials: [200, 40] },
      { share: 0.3, trials: [60, 60] },
      { share: 0.6, trials: [20, 150] },
    ],
  },
  { name: "5 strata of 100 and 30, rare", strata: repeated(5, (i) => 0.01 * (i + 1), [100, 30]) },
  { name: "50 strata of 2 and 2", strata: repeated(50, (i) => 0.1 + 0.012 * i, [2, 2]) },
  { name: "100 pairs", strata: repeated(100, (i) => 0.1 + 0.006 * i, [1, 1]) },
];

/** What treatment has beyond control, in every stratum. */
const EFFECTS = [
  { name: "none", difference: 0, ratio: 1 },
  { name: "difference 0.1", difference: 0.1, ratio: null },
  { name: "ratio 1.3", difference: null, ratio: 1.3 },
];

export const stratifiedShares: Study = {
  name: "stratified-shares",
  title: "Shares compared within strata",
  about: `
Coverage of the intervals of difference and ratio, each where all strata have the same one, and false positives of the
5 % test of \`compareProportionsStratified\`, for few strata with many trials and for many with few.`,
  replications: 2000,
  run: ({ replications, stream }) =>
    DESIGNS.flatMap((design) =>
      EFFECTS.flatMap((effect) => rowsFor(design, effect, stream(`${design.name}; ${effect.name}`), replications)),
    ),
};

function rowsFor(
  { name, strata }: Design,
  { name: effect, difference, ratio }: (typeof EFFECTS)[number],
  random: RandomGenerator,
  replications: number,
): Row[] {
  const successes = (trials: number, share: number) => {
    let count = 0;
    for (let i = 0; i < trials; i++) if (random.uniform() < share) count++;
    return { successes: count, trials };
  };
  const found = repeat(replications, () => {
    const drawn = strata.map(({ share, trials }, i) => ({
      name: `${i}`,
      control: successes(trials[0], share),
      treatment: successes(trials[1], difference === null ? share * ratio! : share + difference),
    }));
    const result = compareProportionsStratified(drawn);
    return {
      difference: difference === null ? null : holds(result.difference.interval, difference),
      ratio: ratio === null ? null : holds(result.ratio.interval, ratio),
      rejected: rejected(result.test),
    };
  });
  const coverage = rowsOf({ caption: "Coverage", cases: "strata; effect" });
  const errors = rowsOf({ caption: "False positives of the 5 % test", cases: "strata" });
  return [
    ...(difference === null ? [] : [coverage(`${name}; ${effect}`, "difference", found.difference, COVERS_OR_CAVEAT)]),
    ...(ratio === null ? [] : [coverage(`${name}; ${effect}`, "ratio", found.ratio, COVERS_OR_CAVEAT)]),
    ...(difference === 0 ? [errors(name, "rejected", found.rejected, rejects(0.05, false))] : []),
  ];
}
