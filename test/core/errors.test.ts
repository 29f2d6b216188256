import { describe, expect, it } from "vitest";
import { isStatsError, StatsError } from "../../src/core/errors";

const issue = { path: "ratings.17", message: "must be an integer in [0, 10] or null, received 11" };

describe("StatsError", () => {
  it("carries the code, the issue, and a message made of function, path and rule", () => {
    const error = new StatsError("invalid-input", "nps", issue);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("StatsError");
    expect(error.code).toBe("invalid-input");
    expect(error.issues).toStrictEqual([issue]);
    expect(error.message).toBe("nps: ratings.17 must be an integer in [0, 10] or null, received 11");
    expect(String(error)).toBe("StatsError: nps: ratings.17 must be an integer in [0, 10] or null, received 11");
  });

  it("has a stack that starts where it was made", () => {
    expect(new StatsError("invalid-input", "nps", issue).stack).toContain("errors.test.ts");
  });
});

describe("isStatsError()", () => {
  it("knows this library's error", () => {
    expect(isStatsError(new StatsError("no-convergence", "bassFit", { path: "", message: "must converge" }))).toBe(
      true,
    );
  });

  it("knows the error of another copy of the library, whose class is another one", () => {
    const copy = class StatsError extends Error {
      override readonly name = "StatsError";
      readonly code = "invalid-input";
      readonly issues = [issue];
    };
    const error = new copy("from the CommonJS build");
    expect(error).not.toBeInstanceOf(StatsError);
    expect(isStatsError(error)).toBe(true);
  });

  it.each([
    ["another error", new TypeError("x")],
    ["an object that only looks like one", { name: "StatsError", code: "invalid-input", issues: [] }],
    ["the class itself", StatsError],
    ["a string", "StatsError"],
    ["null", null],
    ["undefined", undefined],
  ])("does not take %s for one", (_, value) => {
    expect(isStatsError(value)).toBe(false);
  });
});
