import { driverPriorities } from "../../../src/metrics/drivers/effects/driver-priorities";
import { penaltyReward } from "../../../src/metrics/drivers/effects/penalty-reward";
import type { RandomGenerator } from "../../../src/numerics/random";
import { SHAPE_NAMES, type ShapeName, sampler, shapeOf } from "../shapes";
import {
  COVERS_OR_CAVEAT,
  holds,
  nullIfUndefined,
  type Row,
  type Run,
  rejects,
  repeat,
  rowsOf,
  type Study,
  simulated,
} from "../study";

const SIZES = [100, 300];
const DRAWS = 100;
/** With which probabilities the outcome is the answer about a driver. */
const FOLLOWS = { strong: 0.35, weak: 0.25 };
const LOW = 2;
const HIGH = 5;

export const driverGains: Study = {
  name: "driver-gains",
  title: "Gains and asymmetries of drivers",
  about: `
Coverage of the intervals in \`driverPriorities\` and \`penaltyReward\` with ${DRAWS} draws, and how often the former
names the worse of two drivers as the best. Two independent drivers and an outcome, ratings from 1 to 5 of the same
shape: the outcome is the answer about the first driver with probability ${FOLLOWS.strong}, that about the second with
${FOLLOWS.weak}, and independent otherwise. The gain is that of the mean when all answers rise by one level. Low answers
are ${LOW} and less, high ones ${HIGH}; both drivers have the same asymmetry. Gain and asymmetry are those of the first.
The last tables pool all samples by how few answers the figure comes from: those off the most frequent level for a gain,
and the fewest of low, high and in between for an asymmetry.`,
  replications: 2000,
  run: (run) => {
    const pools = { gain: new Map<string, Pool>(), asymmetry: new Map<string, Pool>() };
    const rows = SIZES.flatMap((n) => SHAPE_NAMES.flatMap((shape) => rowsOfCase(shape, n, run, pools)));
    return [...rows, ...rowsOfPools("gain", pools.gain), ...rowsOfPools("asymmetry", pools.asymmetry)];
  },
};

/** Samples in which a figure comes from so many answers, and in how many of them its interval holds the truth. */
interface Pool {
  hits: number;
  samples: number;
}

/** Where the pools begin. */
const FROM = [0, 3, 5, 10, 20, 50];

function poolOf(pools: Map<string, Pool>, answers: number): Pool {
  const k = FROM.filter((from) => answers >= from).length;
  const name = k === FROM.length ? `${FROM[k - 1]} and more` : `${FROM[k - 1]} to ${FROM[k]! - 1}`;
  const pool = pools.get(name) ?? { hits: 0, samples: 0 };
  pools.set(name, pool);
  return pool;
}

function rowsOfPools(figure: string, pools: ReadonlyMap<string, Pool>): Row[] {
  const row = rowsOf({ caption: `Coverage of the ${figure}`, cases: "answers" });
  const ordered = [...pools].sort(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return ordered.map(([name, { hits, samples }]) => row(name, figure, simulated(hits, samples), COVERS_OR_CAVEAT));
}

type Pools = Readonly<Record<"gain" | "asymmetry", Map<string, Pool>>>;

function rowsOfCase(name: ShapeName, n: number, { replications, stream }: Run, pools: Pools): Row[] {
  const row = rowsOf({ caption: `${n} rows`, cases: "shape" });
  const shape = shapeOf(name, 5);
  const truth = truthOf(shape);
  const draw = customers(shape);
  const random = stream(`${name}; ${n}`);
  const found = repeat(replications, () => {
    const { drivers, outcome } = draw(n, random);
    const settings = { draws: DRAWS, seed: random.uint32() };
    const moved = nullIfUndefined(() => driverPriorities(drivers, outcome, settings));
    const contrast = nullIfUndefined(() => penaltyReward(drivers, outcome, { ...settings, low: LOW, high: HIGH }));
    const held = {
      gain: holds(moved?.drivers[0]?.gain?.interval ?? null, truth.gain),
      asymmetry: holds(contrast?.drivers[0]?.asymmetryInterval ?? null, truth.asymmetry),
    };
    const { nLow = 0, nHigh = 0 } = contrast?.drivers[0] ?? {};
    const most = Math.max(...shape.map((_, i) => drivers.strong.filter((answer) => answer === i + 1).length));
    const answers = { gain: n - most, asymmetry: Math.min(nLow, nHigh, n - nLow - nHigh) };
    for (const figure of ["gain", "asymmetry"] as const) {
      if (held[figure] === null) continue;
      const pool = poolOf(pools[figure], answers[figure]);
      pool.samples++;
      if (held[figure]) pool.hits++;
    }
    return { ...held, worse: moved === null ? null : moved.best === "weak" };
  });
  return [
    row(name, "gain", found.gain, COVERS_OR_CAVEAT),
    row(name, "asymmetry", found.asymmetry, COVERS_OR_CAVEAT),
    row(name, "names the worse", found.worse, rejects(0.05, false)),
  ];
}

/** What the first driver gains, and its asymmetry, among all customers. */
function truthOf(shape: readonly number[]): { gain: number; asymmetry: number } {
  const over = (of: (level: number) => number) => shape.reduce((sum, share, i) => sum + share * of(i + 1), 0);
  const among = (from: number, to: number) =>
    over((level) => (level >= from && level <= to ? level : 0)) / over((level) => Number(level >= from && level <= to));
  const between = among(LOW + 1, HIGH - 1);
  const [penalty, reward] = [between - among(1, LOW), among(HIGH, 5) - between];
  return {
    gain: FOLLOWS.strong * over((level) => Number(level < 5)),
    asymmetry: (reward - penalty) / (reward + penalty),
  };
}

function customers(shape: readonly number[]) {
  const answer = sampler(shape);
  return (n: number, random: RandomGenerator) => {
    const [strong, weak, outcome] = [new Array<number>(n), new Array<number>(n), new Array<number>(n)];
    for (let i = 0; i < n; i++) {
      const [first, second, own] = [1 + answer(random), 1 + answer(random), 1 + answer(random)];
      const u = random.uniform();
      strong[i] = first;
      weak[i] = second;
      outcome[i] = u < FOLLOWS.strong ? first : u < FOLLOWS.strong + FOLLOWS.weak ? second : own;
    }
    return { drivers: { strong, weak }, outcome };
  };
}
