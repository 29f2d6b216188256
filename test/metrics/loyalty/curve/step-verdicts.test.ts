import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loyaltyCurve, loyaltyCurveFromMoments } from "../../../../src/metrics/loyalty/curve/loyalty-curve";
import { errorOf, invalid } from "../../../assertions";

/** A curve of 100 customers a level with a spread of 1, so that an interval of a step is 0.28 to either side. */
function curveThrough(
  means: readonly number[],
  options: { readonly margin?: number; readonly levels?: number[] } = {},
) {
  const { levels = means.map((_, i) => i + 1), ...settings } = options;
  return loyaltyCurveFromMoments(
    means.map((mean, i) => ({ level: levels[i]!, moments: { n: 100, mean, standardDeviation: 1 } })),
    { scale: { min: 1, max: 9 }, ...settings },
  );
}

const verdicts = (curve: ReturnType<typeof curveThrough>) => curve.steps.map(({ verdict }) => verdict);

describe("the verdict on a step", () => {
  it("is steep, flat or falling where the whole interval is, and else undetermined", () => {
    const curve = curveThrough([2, 4, 4.1, 4.7, 3], { margin: 0.5 });
    expect(curve.margin).toEqual({ estimate: 0.5, source: "given" });
    expect(verdicts(curve)).toEqual(["steep", "flat", "undetermined", "falling"]);
  });

  it("is of one point of satisfaction, also where a level in between has no answer", () => {
    // 0.8 over two points is 0.4 for each, with 0.14 to either side
    expect(verdicts(curveThrough([2, 2.8], { margin: 0.3, levels: [1, 3] }))).toEqual(["undetermined"]);
    expect(verdicts(curveThrough([2, 2.8], { margin: 0.2, levels: [1, 3] }))).toEqual(["steep"]);
    expect(verdicts(curveThrough([2, 2.8], { margin: 0.6, levels: [1, 3] }))).toEqual(["flat"]);
  });

  it("is by half the slope of the whole curve where no margin is given, also where that falls", () => {
    // levels of one variance: the slope is that of the least-squares line, 10 / 10 and -10 / 10
    for (const sign of [1, -1]) {
      const curve = curveThrough([1, 2, 3, 4, 5].map((mean) => sign * mean));
      expect(curve.margin?.estimate).toBeCloseTo(0.5, 12);
      expect(curve.margin?.source).toBe("half-overall-slope");
      expect(verdicts(curve)).toEqual(new Array(4).fill(sign > 0 ? "steep" : "falling"));
    }
  });

  it("takes the margin from levels with five answers, and has none without two of them", () => {
    const few = loyaltyCurve([1, 1, 1, 1, 1, 1, 2, 2], [1, 2, 3, 2, 1, 2, 7, 8]);
    expect(few.margin).toBeNull();
    expect(verdicts(few)).toEqual(["undetermined"]);
    expect(verdicts(loyaltyCurve([1, 1, 1, 1, 1, 1, 2, 2], [1, 2, 3, 2, 1, 2, 7, 8], { margin: 1 }))).toEqual([
      "steep",
    ]);
  });

  it("is undetermined where a step has no interval", () => {
    const curve = loyaltyCurve([1, 1, 2, 2], [3, 3, 5, 5], { margin: 1 });
    expect(curve.steps[0]?.interval).toBeNull();
    expect(verdicts(curve)).toEqual(["undetermined"]);
  });

  it("stays when loyalty is in another unit, and mirrors when it is turned round", () => {
    const means = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 6 });
    const turned = { steep: "falling", falling: "steep", flat: "flat", undetermined: "undetermined" };
    fc.assert(
      fc.property(means, (quarters) => {
        const levels = quarters.flatMap((quarter, i) =>
          [1, 2, 3, 4, 5, 6].map((k) => ({ i: i + 1, y: quarter / 4 + k })),
        );
        const ofUnit = (unit: number) =>
          loyaltyCurve(
            levels.map(({ i }) => i),
            levels.map(({ y }) => unit * y),
            { scale: { min: 1, max: 6 }, margin: Math.abs(unit) },
          ).steps.map(({ verdict }) => verdict);
        expect(ofUnit(8)).toEqual(ofUnit(1));
        expect(ofUnit(-1)).toEqual(ofUnit(1).map((verdict) => turned[verdict]));
      }),
    );
  });

  it.each([0, -1, Number.NaN, Infinity])("refuses the margin %d", (margin) => {
    const rule = margin <= 0 ? `be above 0, received ${margin}` : `be a finite number, received ${margin}`;
    expect(errorOf(() => loyaltyCurve([1, 2], [1, 2], { margin }))).toEqual(invalid("loyaltyCurve", "margin", rule));
  });
});

describe("loyaltyCurve() of yes and no", () => {
  it("takes booleans as 1 and 0", () => {
    const satisfaction = [1, 1, 1, 2, 2, 2, 2];
    const bought = [true, false, false, true, true, null, false];
    const numbers = bought.map((one) => (one === null ? null : Number(one)));
    expect(loyaltyCurve(satisfaction, bought, { outcome: "binary" })).toEqual(
      loyaltyCurve(satisfaction, numbers, { outcome: "binary" }),
    );
    expect(errorOf(() => loyaltyCurve(satisfaction, bought))).toEqual(
      invalid("loyaltyCurve", "loyalty.0", "be a finite number, null or undefined, received true"),
    );
  });
});
