import { describe, expect, it } from "vitest";
import { StatsError, type StatsErrorCode } from "../../src/core/errors";
import { orNull } from "../../src/core/or-null";

const issue = { path: "ratings.17", message: "must be an integer in [0, 10] or null, received 11" };

describe("orNull()", () => {
  const throwing = (error: unknown) => () => {
    throw error;
  };

  it("returns what the call returns, also what is falsy", () => {
    expect(orNull(() => 42)).toBe(42);
    expect(orNull(() => 0)).toBe(0);
    expect(orNull(() => undefined)).toBeUndefined();
  });

  it("returns null where there was nothing to estimate from", () => {
    expect(orNull(throwing(new StatsError("insufficient-data", "nps", issue)))).toBeNull();
  });

  it.each<StatsErrorCode>(["invalid-input", "degenerate-data", "no-convergence"])("throws %s on", (code) => {
    const error = new StatsError(code, "nps", issue);
    expect(() => orNull(throwing(error))).toThrow(error);
  });

  it.each<[string, unknown, string]>([
    ["undefined", undefined, "undefined"],
    ["a result instead of a call", { kind: "nps" }, "an object (Object)"],
  ])("rejects %s", (_, estimate, shown) => {
    expect(() => orNull(estimate as () => unknown)).toThrow(
      expect.objectContaining({
        code: "invalid-input",
        message: `orNull: estimate must be a function that calls a metric, received ${shown}`,
      }),
    );
  });

  it("throws on what is no StatsError, the very same value", () => {
    const lookalike = { name: "StatsError", code: "insufficient-data" };
    for (const thrown of [new TypeError("x"), lookalike, "insufficient-data", null]) {
      let caught: unknown = "nothing";
      try {
        orNull(throwing(thrown));
      } catch (error) {
        caught = error;
      }
      expect(caught).toBe(thrown);
    }
  });
});
