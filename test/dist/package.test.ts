import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entries, root } from "../entries.ts";
import { calls, type Outcome, outcomes } from "./calls.ts";

interface Loaded {
  readonly names: Record<string, string[]>;
  readonly outcomes: Outcome[];
  /** For each entry that threw a StatsError on nonsense: whether all of them were of the main entry's class. */
  readonly thrown: Record<string, boolean>;
}

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "cx-metrics-"));
const installed = join(folder, "node_modules/cx-metrics");
let files: { path: string; size: number }[];

/** Installs the packed tarball into an empty project, beside links to the run-time dependencies and nothing else. */
beforeAll(() => {
  const packed = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
      cwd: root,
      encoding: "utf8",
    }),
  )[0];
  files = packed.files;
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed.filename), "-C", installed, "--strip-components=1"]);
  for (const name of Object.keys(manifest.dependencies)) {
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Loads every entry of the installed package in a process of its own, as a user's program would. */
function load(kind: "esm" | "cjs"): Loaded {
  const names = entries.map(({ name }) => name);
  const get = kind === "esm" ? "await import(name)" : "require(name)";
  const program = `
    ${outcomes.toString()}
    const calls = ${JSON.stringify(calls)};
    const modules = {};
    for (const name of ${JSON.stringify(names)}) modules[name] = ${get};
    const main = modules["cx-metrics"];
    const thrown = {};
    for (const [name, module] of Object.entries(modules)) {
      for (const fn of Object.values(module)) {
        try { fn(Symbol()); } catch (error) {
          if (error.name !== "StatsError") continue;
          thrown[name] = error instanceof main.StatsError;
          if (!thrown[name]) break;
        }
      }
    }
    const exported = Object.fromEntries(Object.entries(modules).map(([name, module]) =>
      [name, Object.keys(module).filter((key) => key !== "__esModule" && key !== "default" && key !== "module.exports").sort()]));
    console.log(JSON.stringify({ names: exported, outcomes: outcomes(modules, calls), thrown }));
  `;
  const file = join(folder, kind === "esm" ? "load.mjs" : "load.cjs");
  writeFileSync(file, program);
  return JSON.parse(execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" }));
}

describe("the tarball", () => {
  test("holds dist, README, LICENSE and package.json, and nothing else", () => {
    const others = files
      .map(({ path }) => path)
      .filter((path) => !/^(dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)|README\.md|LICENSE|package\.json)$/.test(path));
    expect(others).toEqual([]);
  });

  test("holds everything that package.json promises", () => {
    const promised = (value: unknown): string[] =>
      typeof value === "string" ? [value] : Object.values(value as object).flatMap(promised);
    const paths = new Set(files.map(({ path }) => `./${path}`));
    const { exports, main, module, types } = manifest;
    expect(promised([exports, main, module, types]).filter((path) => !paths.has(path))).toEqual([]);
  });

  test("is no larger than code and declarations can explain, so that no survey data slipped in", () => {
    for (const { path, size } of files) expect(size, path).toBeLessThan(900_000);
  });

  test("names only its run-time dependencies in its code", () => {
    const allowed = new Set(Object.keys(manifest.dependencies));
    const foreign = readdirSync(join(installed, "dist"))
      .filter((file) => /\.c?js$/.test(file))
      .flatMap((file) => {
        const code = readFileSync(join(installed, "dist", file), "utf8");
        return [...code.matchAll(/(?:\bfrom |\bimport |\brequire\()\s*(["'])([^"'.][^"']*)\1/g)].map(
          (match) => match[2] ?? "",
        );
      })
      .filter((name) => !allowed.has(name.split("/")[0] ?? ""));
    expect(foreign).toEqual([]);
  });

  test("brings zod through the input entry only", () => {
    const reachable = (file: string, seen = new Set<string>()): string[] => {
      if (seen.has(file)) return [];
      seen.add(file);
      const code = readFileSync(join(installed, "dist", file), "utf8");
      const names = [...code.matchAll(/(?:\bfrom |\bimport |\brequire\()\s*(["'])([^"']+)\1/g)].map(
        (match) => match[2] ?? "",
      );
      return names.flatMap((name) => (name.startsWith("./") ? reachable(name.slice(2), seen) : [name]));
    };
    for (const { name } of entries) {
      if (name === "cx-metrics/input") continue;
      const file = name.split("/")[1] ?? "index";
      for (const extension of ["js", "cjs"]) {
        expect(reachable(`${file}.${extension}`).filter((from) => from.startsWith("zod"))).toEqual([]);
      }
    }
  });
});

describe("the installed package", () => {
  let esm: Loaded;
  let cjs: Loaded;
  beforeAll(() => {
    esm = load("esm");
    cjs = load("cjs");
  });

  test("exports the same names as an ES module and as CommonJS", () => {
    expect(esm.names).toEqual(cjs.names);
    for (const { name } of entries) expect(esm.names[name], name).not.toHaveLength(0);
  });

  test("exports what the sources export", async () => {
    for (const { name, source } of entries) {
      const names = Object.keys(await import(/* @vite-ignore */ source)).sort();
      expect(esm.names[name], name).toEqual(names);
    }
  });

  test("computes the same as an ES module, as CommonJS and from the sources", async () => {
    const modules: Record<string, Record<string, unknown>> = {};
    for (const { name, source } of entries) modules[name] = await import(/* @vite-ignore */ source);
    const fromSources = JSON.parse(JSON.stringify(outcomes(modules, calls)));
    expect(esm.outcomes).toEqual(cjs.outcomes);
    expect(esm.outcomes).toEqual(fromSources);
  });

  test("computes the first calls: a score, and two errors with their codes", () => {
    expect(esm.outcomes.slice(0, 3)).toMatchObject([
      { value: { n: 9 } },
      { code: "insufficient-data" },
      { code: "invalid-input" },
    ]);
  });

  test.each(["esm", "cjs"] as const)("has one StatsError class for all entries (%s)", (kind) => {
    const { thrown } = kind === "esm" ? esm : cjs;
    expect(thrown).toMatchObject({ "cx-metrics": true, "cx-metrics/input": true });
    expect(Object.values(thrown)).not.toContain(false);
  });
});
