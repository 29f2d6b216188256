import * as main from "cx-metrics";
import * as input from "cx-metrics/input";
import * as report from "cx-metrics/report";
import { describe, expect, inject, test } from "vitest";
import { calls, outcomes } from "../dist/calls.ts";

const modules: Record<string, Record<string, unknown>> = {
  "cx-metrics": main,
  "cx-metrics/input": input,
  "cx-metrics/report": report,
};
const node = inject("nodeResults");

/** Replaces every number by its thirteen leading digits: engines may differ in the last bit of a logarithm. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part) => (typeof part === "number" ? Number(part.toPrecision(13)) : part)),
  );
}

describe("the built bundle in a browser", () => {
  test("runs in a Chromium, without anything of Node", () => {
    expect(navigator.userAgent).toMatch(/Chrom/);
    expect("process" in globalThis && process.versions?.node).toBeFalsy();
  });

  test("exports the same names as in Node", () => {
    expect(Object.keys(modules).sort()).toEqual(Object.keys(node.names).sort());
    for (const [name, module] of Object.entries(modules))
      expect(Object.keys(module).sort(), name).toEqual(node.names[name]);
  });

  test("computes the same as in Node", () => {
    expect(rounded(outcomes(modules, calls))).toEqual(rounded(JSON.parse(node.outcomes)));
  });

  test("computes a score of its own", () => {
    expect(main.nps([10, 9, 7, 3]).estimate).toBe(25);
  });
});
