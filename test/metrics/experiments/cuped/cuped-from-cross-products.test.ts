import { describe, expect, it } from "vitest";
import { cuped } from "../../../../src/metrics/experiments/cuped/cuped";
import { cupedFromCrossProducts } from "../../../../src/metrics/experiments/cuped/cuped-from-cross-products";
import { crossProducts } from "../../../../src/statistics/summaries/cross-products";
import { agree, errorOf, expectPlain, invalid } from "../../../assertions";

const control = {
  orders: [3, 5, 4, 6, 2, 4],
  visits: [2, 2, 1, 3, 1, 2],
  before: [2, 5, 3, 6, 2, 3],
  age: [1, 2, 2, 3, 3, 1],
};
const treatment = {
  orders: [6, 4, 7, 5, 4, 5],
  visits: [2, 1, 3, 3, 2, 1],
  before: [5, 3, 6, 3, 3, 4],
  age: [2, 1, 3, 3, 1, 2],
};
const [c, t] = [crossProducts(control), crossProducts(treatment)];
const rows = ({ orders, visits, before, age }: typeof control) => ({
  outcome: orders,
  denominator: visits,
  covariates: { before, age },
});

describe("cupedFromCrossProducts()", () => {
  it("gives what the rows give, with the names of the summary", () => {
    const raw = cuped(rows(control), rows(treatment), {
      confidenceLevel: 0.9,
      margin: 1,
      direction: "lower-is-better",
    });
    const result = cupedFromCrossProducts(c, t, {
      outcome: "orders",
      denominator: "visits",
      confidenceLevel: 0.9,
      margin: 1,
      direction: "lower-is-better",
    });
    const { rows: ofControl, ...arm } = result.control;
    expect(arm).toEqual({ ...arm, ...raw.control, rows: undefined });
    expect(ofControl.missing.map(({ name }) => name)).toEqual(["orders", "visits", "before", "age"]);
    expect({ ...result, control: null, treatment: null }).toEqual({ ...raw, control: null, treatment: null });
    expectPlain(result);
  });

  it("takes the covariates that are named, in that order", () => {
    const { covariates } = cupedFromCrossProducts(c, t, { outcome: "orders", covariates: ["age", "before"] });
    expect(covariates.map(({ name }) => name)).toEqual(["age", "before"]);
    const one = cupedFromCrossProducts(c, t, { outcome: "orders", covariates: ["before"] });
    const { orders, before } = control;
    const plain = cuped(
      { outcome: orders, covariates: { before } },
      { outcome: treatment.orders, covariates: { before: treatment.before } },
    );
    expect(one.test).toEqual(plain.test);
  });

  it("takes what a database returns: one double of each number", () => {
    const known = ({ productsLow, ...summary }: typeof c) => ({
      ...summary,
      productsLow: null,
      meansLow: summary.meansLow.map(() => 0),
    });
    const exact = cupedFromCrossProducts(c, t, { outcome: "orders" });
    const result = cupedFromCrossProducts(known(c), known(t), { outcome: "orders" });
    agree(result.difference.estimate, exact.difference.estimate, 1e-12);
    agree(result.difference.standardError, exact.difference.standardError!, 1e-12);
    // where the covariates leave no more than the products lost, there is nothing to test against
    const exactly = (data: typeof control) => known(crossProducts({ ...data, orders: data.before.map((x) => x / 3) }));
    const { test, caveats } = cupedFromCrossProducts(exactly(control), exactly(treatment), { outcome: "orders" });
    expect(test.pValue).toBeNull();
    expect(caveats).toContainEqual({ code: "perfect-fit", path: null });
  });

  it.each([3, 7, 0.3, Math.PI])(
    "leaves out a covariate divided by %d, of which one double of each product is known",
    (divisor) => {
      const known = ({ orders, before }: typeof control) => ({
        ...crossProducts({ orders, before, again: before.map((x) => x / divisor) }),
        productsLow: null,
      });
      const { covariates, caveats } = cupedFromCrossProducts(known(control), known(treatment), { outcome: "orders" });
      expect(covariates[1]?.theta).toBeNull();
      expect(caveats).toEqual([{ code: "aliased-columns", path: "covariates.1" }]);
    },
  );

  it.each([
    [
      "an outcome that is no column",
      { outcome: "revenue" },
      "outcome",
      'be a column of both summaries, received "revenue"',
    ],
    ["no outcome", {}, "outcome", "be a column of both summaries, received undefined"],
    [
      "the outcome for a denominator",
      { outcome: "orders", denominator: "orders" },
      "denominator",
      'be another column than those before it, received "orders"',
    ],
    [
      "the outcome for a covariate",
      { outcome: "orders", covariates: ["age", "orders"] },
      "covariates.1",
      'be another column than those before it, received "orders"',
    ],
    [
      "a covariate twice",
      { outcome: "orders", covariates: ["age", "age"] },
      "covariates.1",
      'be another column than those before it, received "age"',
    ],
    [
      "no covariate",
      { outcome: "orders", covariates: [] },
      "covariates",
      "have at least one name, received an object (Array)",
    ],
    [
      "covariates that are no list",
      { outcome: "orders", covariates: "age" },
      "covariates",
      'be an array of names, received "age"',
    ],
    [
      "a misspelt option",
      { outcome: "orders", covariate: ["age"] },
      "options.covariate",
      "be a known option, received an object (Array)",
    ],
  ])("refuses %s", (_, options, path, rule) => {
    const error = errorOf(() => cupedFromCrossProducts(c, t, options as { outcome: "orders" }));
    expect(error).toEqual(invalid("cupedFromCrossProducts", path, rule));
  });

  it("refuses summaries of other columns, and what is no summary", () => {
    const other = crossProducts({ orders: treatment.orders }) as unknown as typeof c;
    const error = errorOf(() => cupedFromCrossProducts(c, other, { outcome: "orders" }));
    expect(error?.path).toBe("covariates.0");
    expect(errorOf(() => cupedFromCrossProducts(c, {} as typeof c, { outcome: "orders" }))?.path).toBe("treatment");
    expect(errorOf(() => cupedFromCrossProducts(c, t, undefined as never))?.path).toBe("options");
  });
});
