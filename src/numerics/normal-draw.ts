import type { RandomGenerator } from "./random";

/**
 * Fills an array with independent draws from the standard normal distribution.
 *
 * @remarks Box and Muller's transformation: two uniform numbers give two draws, the second of which is dropped where
 * the length is odd. Engines agree on the draws to the rounding of their logarithms and cosines.
 * @see Box and Muller (1958), Annals of Mathematical Statistics 29(2), 610-611, doi:10.1214/aoms/1177706645 (not read)
 */
export function drawNormals(random: RandomGenerator, target: Float64Array): void {
  for (let i = 0; i < target.length; i += 2) {
    // 1 - u lies in (0, 1], so its logarithm is finite
    const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
    const angle = 2 * Math.PI * random.uniform();
    target[i] = radius * Math.cos(angle);
    if (i + 1 < target.length) target[i + 1] = radius * Math.sin(angle);
  }
}
