import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference } from "../../../src/statistics/estimates/difference";
import { mean } from "../../../src/statistics/estimates/mean";
import { proportion } from "../../../src/statistics/estimates/proportion";
import { type RatioMethod, ratio } from "../../../src/statistics/estimates/ratio";
import { agree, expectPlain } from "../../assertions";

const counts = fc
  .integer({ min: 1, max: 500 })
  .chain((trials) => fc.tuple(fc.integer({ min: 1, max: trials }), fc.constant(trials)));
const method = fc.constantFrom<RatioMethod>("mover", "wald");
const samples = fc
  .array(fc.integer({ min: -50, max: 100 }), { minLength: 2, maxLength: 20 })
  .filter((list) => new Set(list).size > 1);

describe("ratio()", () => {
  it("holds the estimate within positive ends, and is plain", () => {
    fc.assert(
      fc.property(counts, counts, method, (a, b, name) => {
        const result = ratio(proportion(...a), proportion(...b), { method: name });
        expect(result.interval.lower).toBeLessThanOrEqual(result.estimate);
        expect(result.interval.upper ?? Infinity).toBeGreaterThanOrEqual(result.estimate);
        expect(result.interval.lower).toBeGreaterThanOrEqual(0);
        expectPlain(result);
      }),
    );
  });

  it("inverts when control and treatment are swapped", () => {
    fc.assert(
      fc.property(counts, counts, method, (a, b, name) => {
        const there = ratio(proportion(...a), proportion(...b), { method: name });
        const back = ratio(proportion(...b), proportion(...a), { method: name });
        agree(back.estimate, 1 / there.estimate, 1e-14);
        // 1 / 0 is the end that is not there
        const inverse = (end: number | null) => (end === 0 ? null : 1 / end!);
        const { lower, upper } = there.interval;
        if (inverse(lower) === null) expect(back.interval.upper).toBeNull();
        else agree(back.interval.upper, inverse(lower)!, 1e-12);
        if (upper === null) expect(back.interval.lower).toBe(0);
        else agree(back.interval.lower, 1 / upper, 1e-12);
      }),
    );
  });

  it("has a wider interval at a higher level", () => {
    fc.assert(
      fc.property(counts, counts, method, (a, b, name) => {
        const at = (confidenceLevel: number) =>
          ratio(proportion(...a, { confidenceLevel }), proportion(...b, { confidenceLevel }), { method: name })
            .interval;
        expect(at(0.99).lower).toBeLessThanOrEqual(at(0.9).lower!);
        expect(at(0.99).upper ?? Infinity).toBeGreaterThanOrEqual(at(0.9).upper ?? Infinity);
      }),
    );
  });

  it("excludes 1 exactly where MOVER's difference excludes 0", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [control, treatment] = [proportion(...a), proportion(...b)];
        const { lower, upper } = difference(control, treatment).interval;
        fc.pre(Math.min(Math.abs(lower), Math.abs(upper)) > 1e-12);
        const { interval } = ratio(control, treatment);
        expect(interval.lower! > 1).toBe(lower > 0);
        expect((interval.upper ?? Infinity) < 1).toBe(upper < 0);
      }),
    );
  });

  it("does not mind the unit, nor a sign that both have", () => {
    fc.assert(
      fc.property(samples, samples, fc.constantFrom(1024, 2 ** -300, 2 ** 300, -1, -0.25), (a, b, factor) => {
        const times = (list: number[]) => mean(list.map((value) => factor * value));
        fc.pre(mean(a).estimate !== 0);
        const [one, other] = [ratio(mean(a), mean(b)), ratio(times(a), times(b))];
        agree(other.estimate, one.estimate, 1e-14);
        agree(other.standardError, one.standardError!, 1e-13);
        for (const end of ["lower", "upper"] as const) {
          if (one.interval[end] === null) expect(other.interval[end]).toBeNull();
          else agree(other.interval[end], one.interval[end], 1e-12);
        }
      }),
    );
  });

  it("turns round when the sign of one changes", () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        fc.pre(mean(a).estimate !== 0);
        const minus = (list: number[]) => mean(list.map((value) => -value));
        const negative = (end: number | null) => (end === null ? null : 0 - end);
        const { lower, upper } = ratio(mean(a), mean(b)).interval;
        for (const other of [ratio(minus(a), mean(b)), ratio(mean(a), minus(b))]) {
          expect(other.interval.lower).toBe(negative(upper));
          expect(other.interval.upper).toBe(negative(lower));
        }
      }),
    );
  });

  it("has no ends where control's interval holds 0 inside, and two or one where it does not", () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        const control = mean(a);
        fc.pre(control.estimate !== 0);
        const { lower, upper } = control.interval!;
        const open = ratio(control, mean(b)).interval;
        expect(open.lower === null && open.upper === null).toBe(lower < 0 && upper > 0);
      }),
    );
  });
});
