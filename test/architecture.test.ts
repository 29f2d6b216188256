import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { breaches, importsOf } from "./architecture.ts";
import { root } from "./entries.ts";

test("src keeps to its layout: imports go down only", () => {
  const src = join(root, "src");
  const files = readdirSync(src, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  const sources = new Map(files.map((file) => [relative(src, file).split(sep).join("/"), readFileSync(file, "utf8")]));
  expect(sources.size).toBeGreaterThan(0);
  expect(breaches(sources)).toEqual([]);
});

const sound: Record<string, string> = {
  "core/errors.ts": "export class StatsError {}",
  "core/checks.ts": 'import { StatsError } from "./errors";',
  "numerics/sums.ts": 'import { check } from "../core/checks";',
  "numerics/simple-statistics.ts": 'export { quantile } from "simple-statistics";',
  "statistics/summaries/tally.ts": 'import { sum } from "../../numerics/sums";',
  "statistics/estimates/mean.ts": 'import type { Tally } from "../summaries/tally";',
  "statistics/models/linear-model.ts": 'import { mean } from "../estimates/mean";',
  "metrics/promoters/nps.ts": 'import type { Tally } from "../../statistics/summaries/tally";',
  "metrics/satisfaction/csat.ts": 'import { tally } from "../../statistics/summaries/tally.js";',
  "metrics/loyalty/curve.ts": 'import { csat } from "../satisfaction/csat"; import { nps } from "../promoters/nps";',
  "metrics/drivers/importance.ts": 'import { sum } from "../../numerics/sums";',
  "report/index.ts": 'export { words } from "./words";',
  "report/words.ts": 'import type { Curve } from "../metrics/loyalty/curve";',
  "input/index.ts": 'import * as z from "zod/mini";',
  "index.ts": 'export { nps } from "./metrics/promoters/nps"; export * from "./core/errors";',
};
const check = (changes: Record<string, string>) => breaches(new Map(Object.entries({ ...sound, ...changes })));

describe("the layering check", () => {
  test("accepts a sound layout", () => {
    expect(check({})).toEqual([]);
  });

  test.each<[rule: string, file: string, text: string, breach: string]>([
    ["core imports core only", "core/a.ts", 'import { sum } from "../numerics/sums";', "imports upwards"],
    [
      "numerics import no statistics",
      "numerics/a.ts",
      'import { tally } from "../statistics/summaries/tally";',
      "imports upwards",
    ],
    ["types count too", "numerics/a.ts", 'import type { T } from "../statistics/summaries/tally";', "imports upwards"],
    ["re-exports count too", "numerics/a.ts", 'export * from "../statistics/summaries/tally";', "imports upwards"],
    ["import() counts too", "numerics/a.ts", 'await import("../statistics/summaries/tally");', "imports upwards"],
    [
      "import types count too",
      "numerics/a.ts",
      'type T = import("../statistics/summaries/tally").T;',
      "imports upwards",
    ],
    [
      "statistics import no metric",
      "statistics/models/a.ts",
      'import { nps } from "../../metrics/promoters/nps";',
      "imports upwards",
    ],
    ["summaries import no estimate", "statistics/summaries/a.ts", 'import { m } from "../estimates/mean";', "upwards"],
    ["methods import no method", "statistics/resampling/a.ts", 'import "../models/linear-model";', "neighbour"],
    [
      "measures import no measure",
      "metrics/promoters/a.ts",
      'import { csat } from "../satisfaction/csat";',
      "neighbour",
    ],
    [
      "measures import no analysis",
      "metrics/promoters/a.ts",
      'import { c } from "../loyalty/curve";',
      "imports upwards",
    ],
    ["analyses import no analysis", "metrics/drivers/a.ts", 'import { c } from "../loyalty/curve";', "neighbour"],
    ["metrics import no report", "metrics/loyalty/a.ts", 'import { w } from "../../report/words";', "imports upwards"],
    ["report imports no input", "report/a.ts", 'import { p } from "../input/index";', "neighbour"],
    ["input imports no report", "input/a.ts", 'import { w } from "../report/words";', "neighbour"],
    ["text imports no charts", "text/a.ts", 'import { w } from "../report/words";', "neighbour"],
    ["nothing imports the main entry", "report/a.ts", 'import { nps } from "../index";', "imports upwards"],
    ["the main entry leaves the others out", "index.ts", 'export * from "./report/index";', "mixes in another entry"],
    [
      "one file imports simple-statistics",
      "numerics/a.ts",
      'import { mean } from "simple-statistics";',
      "must not import",
    ],
    ["only input imports zod", "report/a.ts", 'import * as z from "zod/mini";', "must not import zod/mini"],
    ["input imports zod/mini only", "input/a.ts", 'import { z } from "zod";', "must not import zod"],
    ["nothing imports Node", "core/a.ts", 'import { join } from "node:path";', "must not import node:path"],
    ["nothing requires", "core/a.ts", 'const fs = require("fs");', "must not import fs"],
    ["nothing imports a computed name", "core/a.ts", "await import(name);", "must not import name"],
    ["there is no barrel below the entries", "statistics/models/index.ts", "export {};", "is a barrel"],
    ["there is no unknown folder", "helpers/a.ts", "export {};", "no part of the layout"],
    ["there is no unknown kind of statistic", "statistics/a.ts", "export {};", "no part of the layout"],
    ["there is no unknown metric", "metrics/other/a.ts", "export {};", "no part of the layout"],
    ["there is no file beside the main entry", "a.ts", "export {};", "no part of the layout"],
    ["nothing leaves src", "core/a.ts", 'import data from "../../test/golden/nps.json";', "not in src"],
  ])("rejects a breach of: %s", (_, file, text, breach) => {
    const found = check({ [file]: text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(breach);
    expect(found[0]).toContain(file);
  });

  test("rejects a circle of imports within a folder", () => {
    const found = check({ "core/a.ts": 'import "./b";', "core/b.ts": 'import "./c";', "core/c.ts": 'import "./a";' });
    expect(found).toEqual(["a circle of imports: core/a.ts > core/b.ts > core/c.ts > core/a.ts"]);
  });

  test("is not misled by comments and strings", () => {
    expect(importsOf("a.ts", '// import "x";\n/** import "y" */\nconst s = \'import "z"\';')).toEqual([]);
  });
});
