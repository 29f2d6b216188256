import { describe, expect, it } from "vitest";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import type { CompareProportionsMethod } from "../../../../src/metrics/experiments/proportions/share-difference";
import { agree, agreeEnds } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import reference from "../../../golden/share-ratios.json" with { type: "json" };

/** Sample 1 of the references is the treatment, sample 2 the control. */
function cohensH(
  { x1, n1, x2, n2 }: { x1: number; n1: number; x2: number; n2: number },
  method?: CompareProportionsMethod,
  confidenceLevel?: number,
) {
  const control = { successes: x2, trials: n2 };
  return compareProportions(control, { successes: x1, trials: n1 }, { method, confidenceLevel }).effectSize;
}

describe("Cohen's h in compareProportions()", () => {
  it.each(ab.twoProportions)("agrees with R on $id (1e-12)", (table) => {
    // R subtracts the two arcsines, which for cookie_day1 leaves 14 digits
    agree(cohensH(table).estimate, table.result.cohenH, 1e-12);
  });

  it.each(reference.cases)("agrees with 60 digits on $x1/$n1 against $x2/$n2", (table) => {
    const { estimate, standardError, n } = cohensH(table);
    agree(estimate, table.cohensH, 1e-14);
    agree(standardError, table.cohensHError, 1e-15);
    for (const [level, expected] of Object.entries(table.intervals)) {
      const intervalBy = (method: CompareProportionsMethod) => cohensH(table, method, Number(level)).interval;
      agreeEnds(intervalBy("wald"), expected.cohensH.wald, 1e-13);
      // an end of Wilson's interval is a double, so that its arcsine knows 1e-16 of pi
      agreeEnds(intervalBy("newcombe"), expected.cohensH.newcombe, n > 1e8 ? 1e-11 : 1e-12);
      expect(intervalBy("miettinen-nurminen")).toEqual(intervalBy("newcombe"));
    }
  });

  it("lies between -pi, where all of control and none of treatment succeeded, and pi", () => {
    const [all, none] = [
      { successes: 5, trials: 5 },
      { successes: 0, trials: 8 },
    ];
    expect(compareProportions(none, all).effectSize).toMatchObject({ estimate: Math.PI, interval: { upper: Math.PI } });
    expect(compareProportions(all, none).effectSize).toMatchObject({
      estimate: -Math.PI,
      interval: { lower: -Math.PI, method: "mover" },
    });
  });

  it("is 0, with an interval, where nobody succeeded", () => {
    const none = { successes: 0, trials: 8 };
    const { estimate, standardError, interval } = compareProportions(none, none, { method: "wald" }).effectSize;
    expect([estimate, standardError]).toEqual([0, 0.5]);
    expect(interval?.method).toBe("arcsine");
    expect(interval?.lower).toBe(0 - (interval?.upper as number));
  });
});
