import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectWordOfMouth } from "../../../src/metrics/referral/project-word-of-mouth";
import { csat } from "../../../src/metrics/satisfaction/csat";
import { proportion } from "../../../src/statistics/estimates/proportion";
import { agree, expectPlain } from "../../assertions";

const ratings = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 30 });
const customers = fc.integer({ min: 1, max: 1e9 });
const rates = fc.double({ min: 1e-6, max: 10, noNaN: true });

describe("projectWordOfMouth()", () => {
  it("is proportional to customers, rate and satisfaction", () => {
    fc.assert(
      fc.property(customers, rates, fc.double({ min: 1e-6, max: 10, noNaN: true }), (count, rate, satisfaction) => {
        const { estimate } = projectWordOfMouth({ customers: count, referralRate: rate, satisfaction });
        agree(estimate, count * rate * satisfaction, 1e-15);
        const twice = projectWordOfMouth({ customers: 2 * count, referralRate: rate, satisfaction });
        expect(twice.estimate).toBe(2 * estimate);
      }),
    );
  });

  it("has the satisfaction's interval times one factor, its estimate inside", () => {
    fc.assert(
      fc.property(ratings, customers, rates, (answers, count, rate) => {
        const result = csat(answers);
        for (const satisfaction of [proportion(result.satisfied, result.n), result.mean]) {
          const projected = projectWordOfMouth({ customers: count, referralRate: rate, satisfaction });
          const { interval, estimate } = projected;
          agree(interval?.lower, count * rate * (satisfaction.interval?.lower as number), 1e-14);
          agree(interval?.upper, count * rate * (satisfaction.interval?.upper as number), 1e-14);
          expect((interval?.lower as number) <= estimate && estimate <= (interval?.upper as number)).toBe(true);
          agree(projected.standardError, count * rate * (satisfaction.standardError as number), 1e-14);
          expect(projected.n).toBe(answers.length);
        }
      }),
    );
  });

  it("always says that the rate is assumed, and that a bare satisfaction is", () => {
    fc.assert(
      fc.property(ratings, customers, rates, (answers, count, rate) => {
        const codes = (satisfaction: Parameters<typeof projectWordOfMouth>[0]["satisfaction"]) =>
          projectWordOfMouth({ customers: count, referralRate: rate, satisfaction }).caveats.map(({ code }) => code);
        const { mean } = csat(answers);
        expect(codes(mean)[0]).toBe("assumed-rate");
        expect(codes(mean)).not.toContain("assumed-satisfaction");
        expect(codes(mean.estimate)).toEqual(["assumed-rate", "assumed-satisfaction"]);
      }),
    );
  });

  it("is plain, and leaves its input alone", () => {
    fc.assert(
      fc.property(ratings, fc.nat(), fc.double({ min: 0, max: 10, noNaN: true }), (answers, count, referralRate) => {
        const input = { customers: count, referralRate, satisfaction: csat(answers).mean };
        const before = structuredClone(input);
        expectPlain(projectWordOfMouth(input));
        expect(input).toEqual(before);
      }),
    );
  });
});
