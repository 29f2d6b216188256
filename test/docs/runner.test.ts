import { describe, expect, test } from "vitest";
import { blocksOfMarkdown, blocksOfSource, run } from "./runner.ts";

class StatsError extends Error {
  override readonly name = "StatsError";
}
const scope = {
  one: 1,
  pi: Math.PI,
  later: async () => 3,
  refuse: () => {
    throw new StatsError("no");
  },
};
const example = (code: string) =>
  run({ line: 1, code }, scope, async (name) => ({ half: 0.5, name, default: "default" }));

describe("the example runner accepts", () => {
  test.each([
    ["a number", "one + 1; //=> 2"],
    ["a value without a semicolon", "one + 1 //=> 2"],
    ["a deep value", "({ a: [1, { b: null }] }); //=> { a: [1, { b: null }] }"],
    ["a statement over several lines", "[\n  one,\n  2,\n].map((x) => x + 1); //=> [2, 3]"],
    ["an expected value over several lines", "[one, 2]; //=> [\n//   1,\n//   2,\n// ]"],
    ["types", "const x: number = one; x as number; //=> 1"],
    ["a declaration", "const x = one + 1; //=> 2"],
    ["a declaration that shadows a name in scope", "const one = 7;\none; //=> 7"],
    ["digits", "pi; //~> 3.14"],
    ["a negative number", "-pi; //~> -3.1416"],
    ["digits within a value", "({ a: [pi], b: 'x' }); //~> { a: [3.1], b: 'x' }"],
    ["digits with an exponent", "pi * 1e-5; //~> 3.14e-5"],
    ["digits of a whole number", "1234567.8; //~> 1_234_568"],
    ["an error", "refuse(); //=> throws StatsError"],
    ["an error of a promise", "await later().then(refuse); //=> throws StatsError"],
    ["a promise", "await later(); //=> 3"],
    ["an assertion in a block", "try { refuse(); } catch (error) {\n  error.name; //=> 'StatsError'\n}"],
    ["an import", 'import { half, half as h, type X } from "m";\nimport type { Y } from "m";\nhalf + h; //=> 1'],
    [
      "a default and a namespace import",
      'import d from "m";\nimport * as m from "n";\n[d, m.name]; //=> ["default", "n"]',
    ],
    ["a marker after a template", "`//\\x24`; //=> '//$'"],
  ])("%s", async (_, code) => {
    await example(code);
  });
});

describe("the example runner rejects", () => {
  test.each([
    ["a wrong value", "one + 1; //=> 3", /line 1: .*differs/],
    ["a wrong value on a later line, naming it", "one; //=> 1\n\none; //=> 2", /line 3/],
    ["a string for a number", "one; //=> '1'", /differs/],
    ["minus zero for zero", "-0; //=> 0", /differs/],
    ["undefined for a missing key", "({ a: undefined }); //=> {}", /differs/],
    ["wrong digits", "pi; //~> 3.15", /differs/],
    ["too many wrong digits", "pi; //~> 3.1415", /differs/],
    ["wrong digits within a value", "[1, pi]; //~> [1, 3.2]", /differs/],
    ["a missing key beside digits", "({ a: pi, b: 1 }); //~> { a: 3.14 }", /differs/],
    ["NaN for digits", "NaN; //~> 0", /differs/],
    ["digits without a number", "'x'; //~> 'x'", /needs a number/],
    ["no error where one is expected", "one; //=> throws StatsError", /nothing was thrown/],
    ["no error of a promise", "await later(); //=> throws StatsError", /nothing was thrown/],
    ["another error", "null.x; //=> throws StatsError", /TypeError/],
    ["an error where none is expected", "refuse(); //=> 1", /no/],
    ["a block without an assertion", "one;", /asserts nothing/],
    ["an assertion that is never reached", "if (one === 2) {\n  one; //=> 1\n}", /line 2: .*never reached/],
    ["a marker that follows no statement", "if (one) { //=> 1\n}\none; //=> 1", /follows no statement/],
    ["a marker on a line of its own", "one;\n//=> 2", /follows no statement/],
    ["an expected value that does not parse", "one; //=> {", /does not parse/],
    ["code that does not parse", "one +; //=> 1", /parse/],
    ["a name that is not in scope", "two; //=> 2", /two is not defined/],
  ])("%s", async (_, code, message) => {
    await expect(example(code)).rejects.toThrow(message);
  });
});

describe("blocks are found", () => {
  test("in markdown, with the line of the code, ignoring other languages", () => {
    const markdown = "# T\n\n```bash\nls\n```\n\n- item\n  ```ts\n  a;\n    b;\n  ```\n";
    expect(blocksOfMarkdown(markdown)).toEqual([{ line: 9, code: "a;\n  b;" }]);
  });

  test("in doc comments of declarations, members and files", () => {
    const source =
      "/**\n * File.\n *\n * ```ts\n * a;\n * ```\n */\nimport 'x';\n/**\n * F.\n * @example\n * ```ts\n * b;\n *   c;\n * ```\n */\nexport function f() {}\nexport interface I {\n  /**\n   * ```ts\n   * d;\n   * ```\n   */\n  x: 1;\n}\n";
    expect(blocksOfSource("x.ts", source)).toEqual([
      { line: 5, code: "a;" },
      { line: 13, code: "b;\n  c;" },
      { line: 21, code: "d;" },
    ]);
  });

  test.each(["```typescript\n1\n```", "```ts no-run\n1\n```", "```TS\n1\n```"])(
    "never passed over by a misspelt fence: %j",
    (text) => {
      expect(() => blocksOfMarkdown(text)).toThrow("fence TypeScript as ```ts");
    },
  );

  test("never lost in a fence without an end", () => {
    expect(() => blocksOfMarkdown("```ts\n1")).toThrow("never closed");
  });
});
