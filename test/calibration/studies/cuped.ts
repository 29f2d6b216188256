import { cuped as adjusted } from "../../../src/metrics/experiments/cuped/cuped";
import { drawNormals } from "../../../src/numerics/normal-draw";
import type { RandomGenerator } from "../../../src/numerics/random";
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

/** Customers of control and treatment. */
const ARMS = [
  [10, 10],
  [20, 20],
  [20, 100],
  [100, 100],
] as const;

/** Rows of a table for `cuped`. */
interface Arm {
  readonly outcome: number[];
  readonly denominator?: number[] | undefined;
  readonly covariates: Record<string, number[]>;
}

/** What is known of a customer before, and what is measured: `noise` holds standard normal numbers. */
interface Customers {
  readonly mean: number;
  readonly covariates: readonly ((noise: Float64Array) => number)[];
  readonly outcome: (noise: Float64Array) => number;
  readonly sessions?: (noise: Float64Array) => number;
  /** The spread of treatment's noise, in that of control's. */
  readonly spread?: number;
}

const of = (i: number) => (noise: Float64Array) => noise[i]!;
const correlated = (r: number): Customers => ({
  mean: 10,
  covariates: [of(1)],
  outcome: (noise) => 10 + r * noise[1]! + Math.sqrt(1 - r * r) * noise[0]!,
});

const CUSTOMERS: Record<string, Customers> = {
  "correlation 0": correlated(0),
  "correlation 0.5": correlated(0.5),
  "correlation 0.9": correlated(0.9),
  "correlation 0.9, treatment spreads twice": { ...correlated(0.9), spread: 2 },
  "three covariates, alike by 0.7": {
    mean: 10,
    covariates: [1, 2, 3].map((i) => (noise) => Math.sqrt(0.7) * noise[4]! + Math.sqrt(0.3) * noise[i]!),
    outcome: (noise) => 10 + 0.8 * noise[4]! + 0.6 * noise[0]!,
  },
  "revenue, log-normal, correlation 0.7 of logarithms": {
    mean: Math.exp(1 / 2),
    covariates: [(noise) => Math.exp(noise[1]!)],
    outcome: (noise) => Math.exp(0.7 * noise[1]! + Math.sqrt(0.51) * noise[0]!),
  },
  "a ratio metric": {
    mean: 10,
    covariates: [of(1)],
    sessions: (noise) => 1 + Math.floor(3 * Math.abs(noise[2]!)),
    outcome: (noise) => 10 + 0.8 * noise[1]! + 0.6 * noise[0]!,
  },
};

/** Treatment has so many times the outcome of control. */
const LIFT = 1.2;

export const cuped: Study = {
  name: "cuped",
  title: "Means adjusted for what was known before (CUPED)",
  about: `
Coverage of the interval and false positives of the 5 % test of \`cuped\`, and coverage of its \`ratio\` and of control's
adjusted mean. Outcomes are normal with a spread of 1 and a mean of 10, log-normal, or the sum over one session and more
of a customer.`,
  replications: 5_000,
  run: (run) => ARMS.flatMap((arms) => Object.keys(CUSTOMERS).flatMap((name) => rowsOfCase(name, arms, run))),
};

function rowsOfCase(name: string, [n0, n1]: readonly [number, number], { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Arms of ${n0} and ${n1}`, cases: "outcome" });
  const customers = CUSTOMERS[name]!;
  const random = stream(`${n0}, ${n1}; ${name}`);
  const found = repeat(replications, () => {
    const control = drawn(customers, n0, 1, random);
    const same = drawn(customers, n1, customers.spread ?? 1, random);
    const {
      control: arm,
      difference,
      ratio,
    } = adjusted(control, { ...same, outcome: same.outcome.map((y) => LIFT * y) });
    return {
      covered: holds(difference.interval, (LIFT - 1) * customers.mean),
      ratio: holds(ratio?.interval ?? null, LIFT),
      arm: holds(arm.interval, customers.mean),
      rejected: rejected(adjusted(control, same).test),
    };
  });
  return [
    row(name, "coverage", found.covered, COVERS_OR_CAVEAT),
    row(name, "of the ratio", found.ratio, COVERS_OR_CAVEAT),
    row(name, "of control", found.arm, COVERS_OR_CAVEAT),
    row(name, "false positives", found.rejected, rejects(LEVEL, false)),
  ];
}

function drawn(customers: Customers, n: number, spread: number, random: RandomGenerator): Arm {
  const { covariates, outcome, sessions } = customers;
  const noise = Array.from({ length: n }, () => {
    const numbers = new Float64Array(5);
    drawNormals(random, numbers);
    numbers[0]! *= spread;
    return numbers;
  });
  const denominator = sessions && noise.map(sessions);
  return {
    outcome: noise.map((numbers, i) => outcome(numbers) * (denominator?.[i] ?? 1)),
    denominator,
    covariates: Object.fromEntries(covariates.map((covariate, j) => [`x${j}`, noise.map(covariate)])),
  };
}
