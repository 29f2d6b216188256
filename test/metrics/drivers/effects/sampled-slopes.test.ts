import { describe, expect, it } from "vitest";
import { slopeDraws } from "../../../../src/metrics/drivers/effects/sampled-slopes";
import { linearModel } from "../../../../src/statistics/models/linear-model";
import { agree } from "../../../assertions";

const x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const y = Float64Array.of(2, 3, 3, 5, 6, 5, 8, 9, 8, 11);

describe("slopeDraws()", () => {
  it("tells nearly dependent columns apart, as linearModel() does on the rows that were drawn", () => {
    const twin = x.map((value, i) => value + 0.01 * ((i * 7) % 5));
    const draw = slopeDraws([Float64Array.from(x), Float64Array.from(twin)], y, null, 3);
    for (let k = 0; k < 20; k++) {
      const { counts, slopes } = draw();
      const model = linearModel({ x, twin }, y, { frequencies: Array.from(counts) });
      slopes.forEach((slope, j) => {
        agree(slope, model.coefficients[j + 1]!.estimate, 1e-8);
      });
    }
  });

  it("has slopes of 0 where the outcome does not vary, and none of a column that does not", () => {
    const rare = Float64Array.from(x, (value) => Number(value === 1));
    const draw = slopeDraws([Float64Array.from(x), rare], rare, null, 1);
    const found = Array.from({ length: 50 }, () => {
      const { counts, slopes } = draw();
      return { isRare: counts[0] === 0, slopes: Array.from(slopes) };
    });
    expect(found.some(({ isRare }) => isRare)).toBe(true);
    for (const { isRare, slopes } of found) {
      if (isRare) expect(slopes).toEqual([0, Number.NaN]);
      else agree(slopes[1], 1, 1e-12);
    }
  });
});
