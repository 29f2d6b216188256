import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

// The exports of package.json say which entries there are: "./report" is src/report/index.ts and becomes dist/report.js.
const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as { exports: Record<string, unknown> };
const names = Object.keys(exports).filter((key) => key !== "./package.json");

const entries = Object.fromEntries(
  names.map((key) => (key === "." ? ["index", "src/index.ts"] : [key.slice(2), `src/${key.slice(2)}/index.ts`])),
);

export default defineConfig({
  entry: {
    ...entries,
    // simple-statistics does not declare itself free of side effects, so bundlers keep parts of it wherever it is
    // imported. In a chunk of its own, which this package's `sideEffects: false` covers, it goes when it is not used.
    "simple-statistics": "src/numerics/simple-statistics.ts",
  },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  // Shared chunks for both formats: without them every entry would bring its own StatsError class.
  splitting: true,
  treeshake: true,
  // Unminified and readable, so source maps would only double the download.
  sourcemap: false,
  clean: true,
  // Folds constants where that is shorter: bundlers drop an unused number, but may keep an unused calculation such as
  // 2 ** -52, which sources therefore write where it is used, or as a number.
  esbuildOptions: (options) => {
    options.minifySyntax = true;
  },
  dts: { entry: entries, compilerOptions: { ignoreDeprecations: "6.0" } },
});
