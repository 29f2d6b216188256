import { describe, expect, test } from "vitest";
import { logisticModel } from "../../../src/statistics/models/logistic-model";
import { agree, agreeEnds } from "../../assertions";
import fromR from "../../golden/firth-profile.json" with { type: "json" };

describe("profileEnds() where the profile is not concave, against R (firth-profile.R)", () => {
  // the first table had both ends at 0.0199: a step led back across the estimate
  test.each(fromR.tables.map((table) => [JSON.stringify([table.x, table.y]), table] as const))("%s", (_, table) => {
    const { x, y, estimate, lower, upper } = table;
    const slope = logisticModel({ x }, y, { method: "firth", interval: "profile" }).coefficients[1];
    // optimize() finds a maximum to about half the digits
    agree(1 + (slope?.estimate ?? 0), 1 + estimate, 1e-7);
    agreeEnds(slope?.interval, [lower, upper], 1e-8);
    expect(slope?.interval?.method).toBe("profile-likelihood");
  });
});
