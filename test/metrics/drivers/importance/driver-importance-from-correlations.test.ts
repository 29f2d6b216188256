import { describe, expect, it } from "vitest";
import { driverImportance } from "../../../../src/metrics/drivers/importance/driver-importance";
import {
  type DriverCorrelations,
  driverImportanceFromCorrelations,
} from "../../../../src/metrics/drivers/importance/driver-importance-from-correlations";
import { ranks } from "../../../../src/numerics/ranks";
import { correlationMatrix } from "../../../../src/statistics/association/correlation-matrix";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";

const FN = "driverImportanceFromCorrelations";
const table = () => ({
  food: [3, 4, 2, 5, 4, 1, 3, null],
  overall: [3, 4, 2, 5, 4, 2, 4, 3],
  staff: [4, 4, 3, 5, 3, 2, 5, 4],
});
const complete = () => Object.entries(table()).map(([name, column]) => [name, column.slice(0, 7)] as const);

describe("driverImportanceFromCorrelations()", () => {
  it("warns of correlations so near to 1 that rounding shows, unless they are 1", () => {
    const warned = (r: number) => {
      const estimates = [
        [1, r, 0.5],
        [r, 1, 0.5],
        [0.5, 0.5, 1],
      ];
      const { caveats } = driverImportanceFromCorrelations({ names: ["a", "b", "y"], estimates, n: 50 }, "y");
      return caveats.some(({ code }) => code === "ill-conditioned");
    };
    expect([1 - 1e-9, 1 - 1e-8].map(warned)).toEqual([true, true]);
    expect([0.9, 1 - 1e-6, 1].map(warned)).toEqual([false, false, false]);
  });

  it("of correlationMatrix() gives what driverImportance() gives without draws", () => {
    const { overall, ...drivers } = table();
    for (const options of [{}, { method: "pratt" as const }, { groups: { all: ["food", "staff"] as const } }]) {
      const found = driverImportanceFromCorrelations(correlationMatrix(table()), "overall", options);
      const expected = driverImportance(drivers, overall, { ...options, draws: 0 });
      expect(found).toMatchObject({ n: 7, nMissing: 1, rows: null, draws: null, seed: null, confidenceLevel: null });
      expect(found.caveats).toEqual(expected.caveats);
      agree(found.rSquared, expected.rSquared, 1e-12);
      expected.drivers.forEach(({ share, coefficient }, j) => {
        agree(found.drivers[j]!.share, share, 1e-12);
        agree(found.drivers[j]!.coefficient, coefficient!, 1e-12);
      });
      expectPlain(found);
    }
  });

  it("of two correlated drivers is what the formula for two says", () => {
    const [r, a, b] = [0.6, 0.5, 0.2];
    const estimates = [
      [1, r, a],
      [r, 1, b],
      [a, b, 1],
    ];
    const found = driverImportanceFromCorrelations({ names: ["a", "b", "y"], estimates, n: 100 }, "y");
    const whole = (a * a + b * b - 2 * a * b * r) / (1 - r * r);
    agree(found.rSquared, whole, 1e-14);
    agree(found.drivers[0]!.share, (a * a + (whole - b * b)) / 2, 1e-14);
    agree(found.drivers[1]!.share, (b * b + (whole - a * a)) / 2, 1e-14);
    expect(found.nMissing).toBe(0);
  });

  it("of Spearman's correlations shares out the R² of ranks; Kendall's are refused", () => {
    const ranked = Object.fromEntries(complete().map(([name, column]) => [name, [...ranks(column as number[]).ranks]]));
    const { overall, ...drivers } = ranked as Record<"overall" | "food" | "staff", number[]>;
    const found = driverImportanceFromCorrelations(correlationMatrix(table(), { method: "spearman" }), "overall");
    driverImportance(drivers, overall, { draws: 0 }).drivers.forEach(({ share }, j) => {
      agree(found.drivers[j]!.share, share, 1e-12);
    });
    const kendall = correlationMatrix(table(), { method: "kendall" });
    expect(errorOf(() => driverImportanceFromCorrelations(kendall, "overall"))).toEqual(
      invalid(FN, "correlations.method", 'be one of "pearson", "spearman", received "kendall"'),
    );
  });

  it("takes a driver that does not vary, and refuses an outcome that does not", () => {
    const matrix = correlationMatrix({ ...table(), wifi: [3, 3, 3, 3, 3, 3, 3, 3] });
    const found = driverImportanceFromCorrelations(matrix, "overall");
    expect(found.drivers[2]).toMatchObject({ name: "wifi", share: 0, correlation: null, coefficient: null });
    expect(found.caveats).toContainEqual({ code: "constant-column", path: "drivers.2" });
    expect(errorOf(() => driverImportanceFromCorrelations(matrix, "wifi"))).toEqual({
      code: "degenerate-data",
      path: "outcome",
      message: `${FN}: outcome must vary`,
    });
  });

  it("refuses few rows", () => {
    const matrix = { ...correlationMatrix(table()), n: 3, nMissing: 5 };
    expect(errorOf(() => driverImportanceFromCorrelations(matrix, "overall"))).toEqual(
      insufficient(FN, "correlations", "must have more complete rows than drivers and one, received 3 (of 8) for 3"),
    );
  });

  const square = (a: unknown, b: unknown, mirrored = b, d: unknown = 1) => [
    [a, b],
    [mirrored, d],
  ];
  it.each([
    [{ estimates: square(1, 0.5, 0.4) }, "estimates.1.0", "be what its mirror image is (0.5), received 0.4"],
    [{ estimates: square(0.9, 0.5) }, "estimates.0.0", "be 1, received 0.9"],
    [{ estimates: square(1, 1.1) }, "estimates.0.1", "be a number in [-1, 1], received 1.1"],
    [{ estimates: square(1, Number.NaN) }, "estimates.0.1", "be a number in [-1, 1], received NaN"],
    [{ estimates: square(1, null) }, "estimates.0.1", "be a number in [-1, 1], received null"],
    [{ estimates: square(null, 0.5) }, "estimates.0.1", "be null, as on the diagonal, received 0.5"],
    [{ estimates: [[1, 0.5]] }, "estimates", "be an array of length 2, as names, received an object (Array)"],
    [{ estimates: [[1, 0.5], [1]] }, "estimates.1", "be an array of length 2, as names, received an object (Array)"],
    [{ estimates: null }, "estimates", "be an array of length 2, as names, received null"],
    [{ names: ["x"] }, "names", "be an array of two names or more, received an object (Array)"],
    [{ names: ["x", "x"] }, "names.1", 'be another name than those before it, received "x"'],
    [{ names: ["x", 7] }, "names.1", "be a non-empty string, received 7"],
    [{ n: 2.5 }, "n", "be an integer >= 0 and at most 2^53 - 1, received 2.5"],
    [{ nMissing: -1 }, "nMissing", "be an integer >= 0 and at most 2^53 - 1, received -1"],
  ])("refuses %j", (change, path, rule) => {
    const sound = { names: ["x", "y"], estimates: square(1, 0.5), n: 30 };
    const call = () => driverImportanceFromCorrelations({ ...sound, ...change } as DriverCorrelations, "y");
    expect(errorOf(call)).toEqual(invalid(FN, `correlations.${path}`, rule));
  });

  it("refuses correlations that no table has, and a name that is not among them", () => {
    const estimates = [
      [1, 0.9, 0.9],
      [0.9, 1, -0.9],
      [0.9, -0.9, 1],
    ];
    const names = ["a", "b", "y"];
    expect(errorOf(() => driverImportanceFromCorrelations({ names, estimates, n: 100 }, "y"))).toEqual(
      invalid(
        FN,
        "correlations.estimates",
        "be positive semi-definite, as correlations of one table are (eigenvalues >= 0), received -0.8",
      ),
    );
    expect(errorOf(() => driverImportanceFromCorrelations(correlationMatrix(table()), "all" as "food"))).toEqual(
      invalid(FN, "outcome", 'be one of the names, received "all"'),
    );
  });
});
