// `npm run calibrate`: bundles the studies with the sources that they measure, and runs them in Node. Options: main.ts.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "tsup";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const cache = "node_modules/.cache/cx-metrics";
mkdirSync(cache, { recursive: true });
// a folder of its own for every run: workers load the bundle late, when another run may have begun
const outDir = mkdtempSync(`${cache}/calibration-`);
process.on("exit", () => rmSync(outDir, { recursive: true }));
await build({
  entry: { main: "test/calibration/main.ts" },
  outDir,
  format: "esm",
  platform: "node",
  target: "node20",
  tsconfig: "test/tsconfig.json",
  external: ["typescript"],
  splitting: false,
  config: false,
  silent: true,
});
await import(pathToFileURL(`${outDir}/main.js`).href);
