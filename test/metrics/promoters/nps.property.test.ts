import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nps, npsFromCounts, npsFromTally } from "../../../src/metrics/promoters/nps";
import { agree } from "../../assertions";
import { obeysMeasureLaws, weight } from "../measure-laws";

const scale = { min: 0, max: 10 };
const rating = fc.integer(scale);
const ratings = fc.array(rating, { minLength: 1, maxLength: 60 });
const method = fc.constantFrom("adjusted-wald" as const, "wald" as const);

obeysMeasureLaws({
  name: "nps",
  scale,
  options: fc.record({ method }),
  of: nps,
  fromTally: npsFromTally,
  estimates: (result) => [[result, -100, 100]],
  insideFrom: 5,
  optionNames: ["confidenceLevel", "method", "weights"],
});

describe("nps()", () => {
  it("gives the identical result for answers and for the sizes of their groups", () => {
    fc.assert(
      fc.property(ratings, method, fc.constantFrom(0.8, 0.95), (list, name, confidenceLevel) => {
        const options = { method: name, confidenceLevel };
        const whole = nps(list, options);
        const [promoters, passives, detractors] = [whole.promoters, whole.passives, whole.detractors];
        const counts = { promoters: promoters.count, passives: passives.count, detractors: detractors.count };
        expect(npsFromCounts(counts, options)).toStrictEqual(whole);
      }),
    );
  });

  it("is mirrored, bit for bit, when promoters and detractors are swapped", () => {
    const count = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(count, count, count, method, (promoters, passives, detractors, name) => {
        fc.pre(promoters + passives + detractors > 0);
        const one = npsFromCounts({ promoters, passives, detractors }, { method: name });
        const other = npsFromCounts({ promoters: detractors, passives, detractors: promoters }, { method: name });
        expect(other.estimate).toBe(0 - one.estimate);
        expect(other.standardError).toBe(one.standardError);
        expect(other.interval.lower).toBe(0 - one.interval.upper);
        expect(other.interval.upper).toBe(0 - one.interval.lower);
        expect(other.promoters).toStrictEqual(one.detractors);
        expect(other.caveats).toStrictEqual(one.caveats);
      }),
    );
  });

  it("with equal weights has sqrt(n / (n - 1)) times the unweighted error, and the same score and shares", () => {
    fc.assert(
      fc.property(fc.array(rating, { minLength: 2, maxLength: 60 }), weight, (list, w) => {
        const plain = nps(list);
        const weighted = nps(list, { weights: list.map(() => w) });
        agree(weighted.estimate + 200, plain.estimate + 200, 1e-14);
        agree(weighted.promoters.share, plain.promoters.share, 1e-12);
        // where all are of one kind, sums of weights may leave a trace of rounding
        const factor = Math.sqrt(list.length / (list.length - 1));
        expect(Math.abs(weighted.standardError! - factor * plain.standardError!)).toBeLessThanOrEqual(1e-10);
      }),
    );
  });
});
