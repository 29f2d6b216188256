// `npm run check`: everything about the package that is not a test. Runs every step, even after one failed.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
process.env.PATH = `${fileURLToPath(new URL("../node_modules/.bin", import.meta.url))}:${process.env.PATH}`;

const steps = [
  ["build", "node .ci/build.mjs"],
  ["lint and format", "biome check --error-on-warnings ."],
  ["types of src", "tsc --noEmit"],
  ["types of test and docs", "tsc --noEmit --project test"],
  ["publint", "publint --strict"],
  ["attw", "attw --pack --profile node16 --no-emoji ."],
  ["api report", "node test/api/extract.mjs"],
  ["size", "size-limit"],
  ["typedoc", "typedoc --out node_modules/.cache/cx-metrics/api-site"],
];

// What is told and fails nothing: a changed line does not make the measured coverage wrong, only to be measured again.
const notices = [["calibration tables", "node test/calibration/run.mjs --check"]];

let failed = 0;
for (const [name, command] of steps) {
  const start = Date.now();
  const { status, stdout, stderr } = spawnSync(command, {
    shell: true,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  if (status !== 0) {
    failed++;
    console.log(`  $ ${command}\n${`${stdout}${stderr}`.replace(/^/gm, "  ")}`);
  }
}
for (const [name, command] of notices) {
  const { status, stdout } = spawnSync(command, { shell: true, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  console.log(`${status === 0 ? "ok    " : "NOTICE"} ${name}${status === 0 ? "" : `: ${stdout.trim()}`}`);
}
console.log(`check: ${steps.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
