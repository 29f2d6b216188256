import { drawNormals } from "../../../numerics/normal-draw";
import { randomGenerator } from "../../../numerics/random";
import type { WeighedLevels } from "./weighed-levels";

/** How often to draw, and from which seed. */
export interface DrawSettings {
  readonly draws: number;
  readonly seed: number;
}

/** Draws of noise for the means at the levels, in their standard errors: one array, which every draw overwrites. */
export function* noiseOf({ positions }: WeighedLevels, { draws, seed }: DrawSettings): Generator<Float64Array> {
  const random = randomGenerator(seed);
  const noise = new Float64Array(positions.length);
  for (let draw = 0; draw < draws; draw++) {
    drawNormals(random, noise);
    yield noise;
  }
}
