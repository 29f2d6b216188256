import { describe, expect, test } from "vitest";
import { subsetGains } from "../../../../src/metrics/drivers/logistic/subset-gains";
import { agree } from "../../../assertions";
import fromR from "../../../golden/logistic-driver-importance.json" with { type: "json" };

describe("subsetGains()", () => {
  test.each(fromR.cases)("shares $id out as Shapley's formula does", ({ drivers, values, shapley, conditional }) => {
    const p = drivers.length;
    const gains = subsetGains(Float64Array.from(values), p);
    drivers.forEach((_, j) => {
      agree(gains.shares[j], shapley[j] as number, 1e-12);
      for (let k = 0; k < p; k++) agree(1 + (gains.conditional[j * p + k] as number), 1 + conditional[j]![k]!, 1e-15);
    });
  });

  test("shares a glove game out: a left one, or two right ones, are worth nothing alone", () => {
    // places: none, left, right, left and right, other right, left and other, both right, all
    const { shares } = subsetGains(Float64Array.of(0, 0, 0, 1, 0, 1, 0, 1), 3);
    for (const [j, share] of [4 / 6, 1 / 6, 1 / 6].entries()) agree(shares[j], share, 1e-15);
  });

  test("takes a mean gain below 0 for rounding", () => {
    expect([...subsetGains(Float64Array.of(0, -1e-17), 1).shares]).toEqual([0]);
  });
});
