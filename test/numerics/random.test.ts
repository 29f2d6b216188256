import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RandomState, randomGenerator, randomGeneratorFrom, splitMix64 } from "../../src/numerics/random";
import golden from "../golden/random.json" with { type: "json" };

const times = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe("against the published vectors and an independent implementation (test/golden/random.py)", () => {
  test.each(golden.splitMix64)("splitmix64 of seed $seed", ({ seed, outputs }) => {
    expect(splitMix64(BigInt(seed), outputs.length).map(String)).toEqual(outputs);
  });

  test.each(golden.xoshiro128)("xoshiro128** of state $state", ({ state, outputs }) => {
    const random = randomGeneratorFrom(state as unknown as RandomState);
    expect(times(outputs.length, random.uint32)).toEqual(outputs);
  });

  test.each(golden.streams)("integers and fractions of seed $seed", ({ seed, uint32, uniform }) => {
    expect(times(uint32.length, randomGenerator(seed).uint32)).toEqual(uint32);
    expect(times(uniform.length, randomGenerator(seed).uniform)).toEqual(uniform);
  });

  test.each(golden.below)("integers below $n of seed $seed", ({ seed, n, values }) => {
    const random = randomGenerator(seed);
    expect(times(values.length, () => random.below(n))).toEqual(values);
  });
});

describe("randomGenerator()", () => {
  const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

  test("generators of one seed do not share their state", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const first = randomGenerator(seed);
        const expected = times(5, randomGenerator(seed).uint32);
        randomGenerator(seed).uint32();
        expect(times(5, first.uint32)).toEqual(expected);
      }),
    );
  });

  test("neighbouring seeds differ in their first draw", () => {
    const firsts = new Set(
      times(
        10000,
        (() => {
          let seed = 0;
          return () => randomGenerator(seed++).uint32();
        })(),
      ),
    );
    // 10,000 draws of 2^32 collide 0.01 times on average
    expect(firsts.size).toBeGreaterThan(9997);
  });

  test("uniform() lies in [0, 1) and below() is an integer in [0, n)", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (seed, n) => {
        const random = randomGenerator(seed);
        const u = random.uniform();
        expect(u >= 0 && u < 1 && Number.isInteger(u * 2 ** 53)).toBe(true);
        const k = random.below(n);
        expect(Number.isInteger(k) && k >= 0 && k < n).toBe(true);
      }),
    );
  });

  test("below(6) is uniform: chi-squared of 600,000 draws under its 99.99 % point", () => {
    const random = randomGenerator(2026);
    const counts = new Array(6).fill(0);
    for (let i = 0; i < 600000; i++) counts[random.below(6)]++;
    const chi = counts.reduce((sum, c) => sum + (c - 1e5) ** 2 / 1e5, 0);
    expect(chi).toBeLessThan(25.745); // qchisq(0.9999, 5)
  });
});
