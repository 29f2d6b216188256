import { describe, expect, it } from "vitest";
import { isStatsError } from "../src/index";
import { CALLS, EXPORTS, NAMES } from "./calls";

// A misspelt option would silently be its default, so every function that takes options refuses those it does not know.

type AnyFunction = (...args: unknown[]) => unknown;

/** Every list of legal arguments of the functions that take options. */
const CASES = NAMES.flatMap((name) => {
  const { legal, options, call = EXPORTS[name] } = CALLS[name]!;
  if (options === undefined) return [];
  return legal.map((make, i) => {
    const callWith = (more: object) => {
      const args = make();
      args[options] = { ...(args[options] as object | undefined), ...more };
      return (call as AnyFunction)(...args);
    };
    return [name, i, callWith] as const;
  });
});

describe("every exported function with options", () => {
  it("has the place of its options in the table of calls", () => {
    const places = NAMES.map((name) => {
      const parameters = /^function\*? \w+\((.*?)\) \{/s.exec(String(EXPORTS[name]))?.[1] ?? "";
      const place = parameters.split(",").findIndex((parameter) => /^\s*options\b/.test(parameter));
      return [name, place === -1 ? undefined : place];
    });
    expect(places).toEqual(NAMES.map((name) => [name, CALLS[name]?.options]));
  });

  it.each(CASES)("%s() refuses an option that it does not know, called as in legal[%d]", (name, _, callWith) => {
    let thrown: unknown = null;
    try {
      callWith({ confidence: 0.9 });
    } catch (error) {
      thrown = error;
    }
    const message = `${name}: options.confidence must be a known option, received 0.9`;
    expect(isStatsError(thrown) ? thrown.message : thrown).toBe(message);
    expect(thrown).toMatchObject({ code: "invalid-input", issues: [{ path: "options.confidence" }] });
  });

  it.each(CASES)(
    "%s() takes an unknown option that is undefined for none, called as in legal[%d]",
    (_, __, callWith) => {
      expect(callWith({ confidence: undefined })).toEqual(callWith({}));
    },
  );
});
