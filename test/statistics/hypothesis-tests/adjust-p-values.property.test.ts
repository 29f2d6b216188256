import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustPValues } from "../../../src/statistics/hypothesis-tests/adjust-p-values";
import { expectPlain } from "../../assertions";

const METHODS = ["holm", "bonferroni", "hochberg", "benjamini-hochberg", "benjamini-yekutieli"] as const;

describe("adjustPValues(), by every method", () => {
  const probabilities = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.05, 1)), {
    maxLength: 30,
  });
  const method = fc.constantFrom(...METHODS);

  it("keeps the order of p-values, makes none smaller and none larger than 1", () => {
    fc.assert(
      fc.property(probabilities, method, (p, name) => {
        const before = [...p];
        const adjusted = adjustPValues(p, { method: name });
        expect(p).toEqual(before);
        expectPlain(adjusted);
        adjusted.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(p[i]!);
          expect(value).toBeLessThanOrEqual(1);
          for (let j = 0; j < i; j++) if (p[i]! <= p[j]!) expect(value).toBeLessThanOrEqual(adjusted[j]!);
        });
      }),
    );
  });

  it("follows its p-values where they are rearranged", () => {
    fc.assert(
      fc.property(probabilities, method, fc.nat(), (p, name, shift) => {
        const turn = <T>(list: readonly T[]) => list.map((_, i) => list[(i + shift) % list.length]!);
        expect(adjustPValues(turn(p), { method: name })).toEqual(turn(adjustPValues(p, { method: name })));
      }),
    );
  });

  it("takes null for a test that is not there", () => {
    fc.assert(
      fc.property(probabilities, fc.array(fc.nat({ max: 30 })), method, (p, places, name) => {
        const withGaps: (number | null)[] = [...p];
        for (const place of places) withGaps.splice(Math.min(place, withGaps.length), 0, null);
        const adjusted = adjustPValues(withGaps, { method: name });
        expect(adjusted.map((value) => value === null)).toEqual(withGaps.map((value) => value === null));
        expect(adjusted.filter((value) => value !== null)).toEqual(adjustPValues(p, { method: name }));
      }),
    );
  });

  it("orders the methods: hochberg, holm, bonferroni; benjamini-hochberg, benjamini-yekutieli", () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        const by = (name: (typeof METHODS)[number]) => adjustPValues(p, { method: name });
        const notAbove = (lower: number[], upper: number[]) =>
          lower.forEach((value, i) => {
            expect(value).toBeLessThanOrEqual(upper[i]! * (1 + 1e-15));
          });
        notAbove(by("hochberg"), by("holm"));
        notAbove(by("holm"), by("bonferroni"));
        notAbove(by("benjamini-hochberg"), by("hochberg"));
        notAbove(by("benjamini-hochberg"), by("benjamini-yekutieli"));
      }),
    );
  });
});
