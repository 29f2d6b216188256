import { describe, expect, it } from "vitest";
import { normalCdf } from "../../src/numerics/normal";
import { drawNormals } from "../../src/numerics/normal-draw";
import { randomGenerator } from "../../src/numerics/random";
import { agree } from "../assertions";

const drawn = (n: number, seed = 1) => {
  const target = new Float64Array(n);
  drawNormals(randomGenerator(seed), target);
  return target;
};

describe("drawNormals()", () => {
  it("turns two uniform numbers into a point of the plane", () => {
    const random = randomGenerator(1);
    const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
    const turn = random.uniform();
    const [x, y] = drawn(2);
    agree(Math.hypot(x!, y!), radius, 1e-15);
    agree((Math.atan2(y!, x!) / (2 * Math.PI) + 1) % 1, turn, 1e-13);
  });

  it("fills an odd length as the even one, without its last", () => {
    expect(drawn(5)).toEqual(drawn(6).slice(0, 5));
  });

  it("is finite and its own for each seed", () => {
    expect(drawn(1001, 7).every(Number.isFinite)).toBe(true);
    expect(drawn(4, 7)).not.toEqual(drawn(4, 8));
  });

  it("has the normal distribution: Kolmogorov's distance of 100,000 draws", () => {
    const sorted = drawn(100_000).sort();
    let largest = 0;
    sorted.forEach((z, i) => {
      largest = Math.max(largest, Math.abs(normalCdf(z) - (i + 0.5) / sorted.length));
    });
    // exceeded by 1 in 1,000 seeds
    expect(largest).toBeLessThan(1.95 / Math.sqrt(sorted.length));
  });
});
