import { logGamma } from "../../src/numerics/gamma-function";
import { type Band, gridOf, nameOf } from "./bands";

/** What a customer may be: shares of promoters and detractors. */
export interface Shape {
  readonly promoters: number;
  readonly detractors: number;
}

/** How many answers fell into each group. */
export interface Outcome {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/** Every way in which n answers can fall into the three groups. */
export function outcomesOf(n: number): Outcome[] {
  const outcomes: Outcome[] = [];
  for (let promoters = 0; promoters <= n; promoters++) {
    for (let detractors = 0; promoters + detractors <= n; detractors++) {
      outcomes.push({ promoters, detractors, passives: n - promoters - detractors });
    }
  }
  return outcomes;
}

/** The probabilities of outcomes under a shape, as a function that keeps what does not depend on the shape. */
export function probabilitiesOf(outcomes: readonly Outcome[]): (shape: Shape) => Float64Array {
  const { promoters: p, passives: q, detractors: d } = outcomes[0]!;
  const factorials = Float64Array.from({ length: p + q + d + 1 }, (_, k) => logGamma(k + 1));
  const ways = outcomes.map(
    ({ promoters, passives, detractors }) =>
      factorials[p + q + d]! - factorials[promoters]! - factorials[passives]! - factorials[detractors]!,
  );
  return (shape) => {
    const logs = [shape.promoters, 1 - shape.promoters - shape.detractors, shape.detractors].map(Math.log);
    // no answers in a group that is empty: 0 log 0 is 0 here
    const term = (count: number, group: number) => (count === 0 ? 0 : count * logs[group]!);
    return Float64Array.from(outcomes, ({ promoters, passives, detractors }, i) =>
      Math.exp(ways[i]! + term(promoters, 0) + term(passives, 1) + term(detractors, 2)),
    );
  };
}

/** The score in points. */
export function scoreOf({ promoters, detractors }: Shape): number {
  return 100 * (promoters - detractors);
}

const SCORES: readonly Band[] = [
  { from: 0, to: 25 },
  { from: 25, to: 50 },
  { from: 50, to: 75 },
  { from: 75, to: 100 },
];
const PASSIVES: readonly Band[] = [
  { from: 0, to: 0.25 },
  { from: 0.25, to: 0.5 },
  { from: 0.5, to: 0.75 },
  { from: 0.75, to: 1 },
];

/** Cells of score and share of passives, each with a grid of shapes, of so many points in each direction. */
export function cellsOf(points: number): { name: string; shapes: Shape[] }[] {
  return SCORES.flatMap((score) =>
    PASSIVES.flatMap((passives) => {
      const shapes = gridOf(score, points).flatMap((at) =>
        gridOf(passives, points).flatMap((share) => {
          const detractors = (1 - share - at / 100) / 2;
          return detractors > 0 ? [{ promoters: detractors + at / 100, detractors }] : [];
        }),
      );
      return shapes.length === 0 ? [] : [{ name: `${nameOf(score)}; ${nameOf(passives)}`, shapes }];
    }),
  );
}

/** The expected number of answers in the smallest group. */
export function leastCount({ promoters, detractors }: Shape, n: number): number {
  return n * Math.min(promoters, detractors, 1 - promoters - detractors);
}

export function inWords({ promoters, detractors }: Shape): string {
  return `p = ${promoters.toFixed(3)}, d = ${detractors.toFixed(3)}`;
}
