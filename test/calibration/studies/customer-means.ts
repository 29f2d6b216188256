import { compareMeans } from "../../../src/metrics/experiments/means/compare-means";
import { compareMeansClustered } from "../../../src/metrics/experiments/means/compare-means-clustered";
import { drawNormals } from "../../../src/numerics/normal-draw";
import type { RandomGenerator } from "../../../src/numerics/random";
import {
  COVERS_OR_CAVEAT,
  holds,
  LEVEL,
  nullIfUndefined,
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

/** A customer: how many sessions, and what each of them brings. */
interface Customers {
  readonly mean: number;
  readonly sessions: (random: RandomGenerator) => number;
  /** From a number of the customer and one of the session, both standard normal. */
  readonly value: (customer: number, session: number) => number;
}

const few = (random: RandomGenerator) => 1 + random.below(5);
/** One session for half of the customers, ten and more for one in twenty. */
const uneven = (random: RandomGenerator) => Math.min(50, Math.floor(1 / (1 - random.uniform()) ** 0.8));

const CUSTOMERS: Record<string, Customers> = {
  "answers, alike by 0.5": { mean: 10, sessions: few, value: (c, s) => 10 + Math.SQRT1_2 * (c + s) },
  "answers of uneven customers": { mean: 10, sessions: uneven, value: (c, s) => 10 + Math.SQRT1_2 * (c + s) },
  "orders in a fifth of sessions": {
    mean: 0.2,
    sessions: few,
    value: (c, s) => (0.5 * c + Math.sqrt(0.75) * s > 0.8416212 ? 1 : 0),
  },
  "revenue, log-normal": { mean: Math.exp(0.5), sessions: few, value: (c, s) => Math.exp(Math.SQRT1_2 * (c + s)) },
};

/** Treatment has so many times the value of control. */
const LIFT = 1.2;

export const customerMeans: Study = {
  name: "customer-means",
  title: "Means of several answers a customer",
  about: `
Coverage of the interval and false positives of the 5 % test of \`compareMeansClustered\`, which are those of
\`compareRatiosOfMeans\` of each customer's sum and number, and coverage of its \`ratio\`. Customers have one to five
sessions, or, uneven, mostly one and some up to fifty. For comparison, the false positives of \`compareMeans\`, which takes
sessions for independent.`,
  replications: 5_000,
  run: (run) =>
    ARMS.flatMap((arms) => Object.keys(CUSTOMERS).map((name) => [name, arms] as const)).flatMap((c) =>
      rowsOfCase(...c, run),
    ),
};

function rowsOfCase(name: string, [n0, n1]: readonly [number, number], { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Arms of ${n0} and ${n1} customers`, cases: "values" });
  const customers = CUSTOMERS[name]!;
  const random = stream(`${n0}, ${n1}; ${name}`);
  const found = repeat(replications, () => {
    const control = drawn(customers, n0, 0, random);
    const same = drawn(customers, n1, n0, random);
    const treatment = { ...same, values: same.values.map((y) => LIFT * y) };
    const changed = compareMeansClustered(control, treatment);
    return {
      covered: holds(changed.difference.interval, (LIFT - 1) * customers.mean),
      ratio: holds(changed.ratio?.interval ?? null, LIFT),
      rejected: rejected(compareMeansClustered(control, same).test),
      naive: rejected(nullIfUndefined(() => compareMeans(control.values, same.values))?.test ?? null),
    };
  });
  return [
    row(name, "coverage", found.covered, COVERS_OR_CAVEAT),
    row(name, "of the ratio", found.ratio, COVERS_OR_CAVEAT),
    row(name, "false positives", found.rejected, rejects(LEVEL, false)),
    row(name, "of sessions as independent", found.naive),
  ];
}

function drawn({ sessions, value }: Customers, n: number, first: number, random: RandomGenerator) {
  const values: number[] = [];
  const clusters: number[] = [];
  for (let i = 0; i < n; i++) {
    const normals = new Float64Array(1 + sessions(random));
    drawNormals(random, normals);
    for (let s = 1; s < normals.length; s++) {
      values.push(value(normals[0]!, normals[s]!));
      clusters.push(first + i);
    }
  }
  return { values, clusters };
}
