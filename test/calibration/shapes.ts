import type { RandomGenerator } from "../../src/numerics/random";
import shapesByName from "./shapes.json" with { type: "json" };

/** Levels of the scales that the shapes are given for. */
export type Levels = 5 | 7 | 11;

const { _note, ...shapes } = shapesByName;

export type ShapeName = keyof typeof shapes;

export const SHAPE_NAMES = Object.keys(shapes) as ShapeName[];

/** Probability of each level, lowest first. */
export function shapeOf(name: ShapeName, levels: Levels): readonly number[] {
  return shapes[name][levels];
}

/** Mean of the levels, the lowest being `lowest`. */
export function meanOf(shape: readonly number[], lowest = 1): number {
  return shape.reduce((sum, share, i) => sum + share * (lowest + i), 0);
}

/** Draws the index of a level. */
export function sampler(shape: readonly number[]): (random: RandomGenerator) => number {
  let sum = 0;
  const reached = shape.map((share) => {
    sum += share;
    return sum;
  });
  const last = shape.length - 1;
  return (random) => {
    const u = random.uniform() * sum;
    let level = 0;
    while (level < last && u >= reached[level]!) level++;
    return level;
  };
}

/** How many of n answers fall on each level. */
export function drawCounts(
  draw: (random: RandomGenerator) => number,
  levels: number,
  n: number,
  random: RandomGenerator,
) {
  const counts = new Array<number>(levels).fill(0);
  for (let i = 0; i < n; i++) counts[draw(random)]!++;
  return counts;
}

/** n answers on a scale that starts at `lowest`. */
export function drawAnswers(draw: (random: RandomGenerator) => number, n: number, random: RandomGenerator, lowest = 1) {
  return Array.from({ length: n }, () => lowest + draw(random));
}
