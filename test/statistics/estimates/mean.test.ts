import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean, meanFromMoments } from "../../../src/statistics/estimates/mean";
import { mergeMoments, moments } from "../../../src/statistics/summaries/moments";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import csatFromR from "../../golden/csat.json" with { type: "json" };
import npsFromR from "../../golden/nps.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const survey = readTable("sfo_2017.csv");
const LEVEL_RULE = "be a number between 0 and 1, both excluded, such as 0.95, received";

/** The answers that a table of counts stands for. */
function answersOf(counts: Record<string, number>) {
  return Object.entries(counts).flatMap(([rating, count]) => new Array<number>(count).fill(Number(rating)));
}

describe("mean() against R (1e-12)", () => {
  it.each(csatFromR.cases)("t interval of $id", ({ result: r }) => {
    const result = mean(answersOf(r.counts));
    agree(result.estimate, r.mean, 1e-12);
    agree(result.standardDeviation, r.sd, 1e-12);
    agree(result.standardError, r.se, 1e-12);
    agreeEnds(result.interval, r.ci95Mean, 1e-12);
    expect(result.n).toBe(r.n);
  });

  it("of the airport's recommendations, counting who did not answer", () => {
    const result = mean(survey["nps"] as (number | null)[]);
    agree(result.estimate, npsFromR.sfo2017.mean, 1e-12);
    agree(result.standardDeviation, npsFromR.sfo2017.sd, 1e-12);
    expect(result).toMatchObject({ kind: "mean", unit: "value", scale: null, n: 2746, nMissing: 85, caveats: [] });
    expect(result.interval).toMatchObject({ level: 0.95, method: "t" });
  });

  it("with one degree of freedom, where Student's t is Cauchy's: tan(pi level / 2)", () => {
    for (const level of [0.5, 0.9, 0.99]) {
      const half = Math.tan((Math.PI * level) / 2);
      agreeEnds(mean([-1, 1], { confidenceLevel: level }).interval, [-half, half], 1e-12);
    }
  });
});

describe("mean() of data without spread", () => {
  it("has neither error nor interval for one value", () => {
    expect(mean([3, null])).toStrictEqual({
      kind: "mean",
      unit: "value",
      scale: null,
      estimate: 3,
      standardError: null,
      interval: null,
      n: 1,
      nMissing: 1,
      standardDeviation: null,
      caveats: [{ code: "single-answer", path: null }],
    });
  });

  it("warns where all values are equal, also where their sum rounds", () => {
    for (const value of [4, 0.1, -0, 1e300]) {
      const result = mean(new Array(10).fill(value));
      expect(result).toMatchObject({ estimate: value + 0, standardError: 0, standardDeviation: 0, n: 10 });
      expect(result.interval).toEqual({ lower: value + 0, upper: value + 0, level: 0.95, method: "t" });
      expect(result.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
      expectPlain(result);
    }
  });
});

describe("mean() rejects", () => {
  it.each<[string, unknown]>([
    ["an empty array", []],
    ["an empty typed array", new Float32Array(0)],
    ["only missing values", [null, undefined]],
    ["only holes", new Array(3)],
  ])("%s, as nothing to estimate from", (_, values) => {
    expect(errorOf(() => mean(values as number[]))).toEqual(
      insufficient("mean", "values", "must hold at least one value, received none"),
    );
    expect(errorOf(() => meanFromMoments(moments(values as number[])))).toEqual(
      insufficient("meanFromMoments", "summary", "must hold at least one value, received none"),
    );
  });

  it.each<[unknown, string]>([
    [0, "0"],
    [1, "1"],
    [95, "95"],
    [-0.5, "-0.5"],
    [Number.NaN, "NaN"],
    ["0.95", '"0.95"'],
    [null, "null"],
  ])("a confidence level of %o", (confidenceLevel, shown) => {
    const options = { confidenceLevel: confidenceLevel as number };
    expect(errorOf(() => mean([1, 2], options))).toEqual(invalid("mean", "confidenceLevel", `${LEVEL_RULE} ${shown}`));
    expect(errorOf(() => meanFromMoments(moments([1, 2]), options))).toEqual(
      invalid("meanFromMoments", "confidenceLevel", `${LEVEL_RULE} ${shown}`),
    );
  });

  it("a value that is no finite number, naming its index", () => {
    expect(errorOf(() => mean([1, Number.NaN]))).toEqual(
      invalid("mean", "values.1", "be a finite number, received NaN"),
    );
    expect(errorOf(() => mean(["9" as unknown as number]))).toEqual(
      invalid("mean", "values.0", 'be a finite number, received "9"'),
    );
  });

  it("options that are null", () => {
    const rule = "be an object, received null";
    expect(errorOf(() => mean([1, 2], null as never))).toEqual(invalid("mean", "options", rule));
    expect(errorOf(() => meanFromMoments(moments([1, 2]), null as never))).toEqual(
      invalid("meanFromMoments", "options", rule),
    );
  });

  it("what is no summary", () => {
    expect(errorOf(() => meanFromMoments([1, 2] as never))).toEqual(
      invalid("meanFromMoments", "summary", "be moments, as moments() makes them, received an object (Array)"),
    );
  });
});

describe("mean()", () => {
  const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 50 });
  const width = ({ interval }: ReturnType<typeof mean>) => interval!.upper - interval!.lower;

  it("gives the same from the values as from their moments", () => {
    fc.assert(
      fc.property(values, (list) => {
        expect(meanFromMoments(moments(list))).toStrictEqual(mean(list));
      }),
    );
  });

  it("gives the same from merged moments, to 1e-12", () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const merged = meanFromMoments(mergeMoments(moments(left), moments(right)));
        const whole = mean([...left, ...right]);
        expect(Math.abs(merged.estimate - whole.estimate)).toBeLessThanOrEqual(1e-12 * whole.standardDeviation!);
        agree(merged.standardError, whole.standardError as number, 1e-12);
      }),
    );
  });

  it("lies in its interval, which is wider at a higher level and narrower when every value comes twice", () => {
    fc.assert(
      fc.property(values, (list) => {
        fc.pre(new Set(list).size > 1);
        const at = (confidenceLevel: number) => mean(list, { confidenceLevel });
        for (const { interval, estimate } of [at(0.01), at(0.95), at(0.999)]) {
          expect(interval!.lower).toBeLessThan(estimate);
          expect(interval!.upper).toBeGreaterThan(estimate);
        }
        expect(width(at(0.9))).toBeLessThan(width(at(0.95)));
        const twice = mean([...list, ...list]);
        expect(width(twice)).toBeLessThan(width(at(0.95)));
        agree(twice.estimate + 1e7, mean(list).estimate + 1e7, 1e-15);
      }),
    );
  });

  it("follows an affine change of the values", () => {
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: -1000, max: 1000 }),
        (list, factor, shift) => {
          fc.pre(new Set(list).size > 1);
          const before = mean(list);
          const after = mean(list.map((value) => factor * value + shift));
          const end = (value: number) => factor * value + shift;
          const size = 1e-12 * factor * (1e6 + before.standardError! * 100 + Math.abs(shift));
          expect(Math.abs(after.estimate - end(before.estimate))).toBeLessThanOrEqual(size);
          expect(Math.abs(after.interval!.lower - end(before.interval!.lower))).toBeLessThanOrEqual(size);
          expect(Math.abs(after.interval!.upper - end(before.interval!.upper))).toBeLessThanOrEqual(size);
          agree(after.standardDeviation, factor * before.standardDeviation!, 1e-12);
        },
      ),
    );
  });

  it("survives JSON unchanged", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer()), { minLength: 1 }), (list) => {
        fc.pre(list.some((value) => value !== null));
        expectPlain(mean(list));
      }),
    );
  });
});
