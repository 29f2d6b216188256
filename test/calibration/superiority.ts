import { type ShapeName, shapeOf } from "./shapes";

/** As much below the middle level as above it, like the U. */
export const PEAK = [0.02, 0.13, 0.7, 0.13, 0.02];

/** Probability that an answer of the second shape, on five levels, is higher than one of the first. */
export function superiorityOf(control: ShapeName, treatment: ShapeName): number {
  const [c, t] = [shapeOf(control, 5), shapeOf(treatment, 5)];
  const higher = (i: number, j: number) => (Math.sign(j - i) + 1) / 2;
  return c.reduce((sum, p, i) => sum + t.reduce((inner, q, j) => inner + p * q * higher(i, j), 0), 0);
}
