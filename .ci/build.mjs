// Builds dist/ unless it is newer than everything it is made from; silent unless the build fails.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

/** Time of the last change in a file or folder; folders count themselves, so that a deleted file is noticed too. */
function changed(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, changed(join(path, name))), stat.mtimeMs);
}

/** Every file that the exports of package.json promise. */
function promised(value) {
  if (typeof value === "string") return value.startsWith("./dist/") ? [value] : [];
  return Object.values(value).flatMap(promised);
}

const outputs = promised(JSON.parse(readFileSync("package.json", "utf8")).exports);
const sources = ["src", "package.json", "package-lock.json", "tsconfig.json", "tsup.config.ts"].filter(existsSync);
const fresh = outputs.every(existsSync) && Math.min(...outputs.map(changed)) > Math.max(...sources.map(changed));
if (!fresh) {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "build"], { encoding: "utf8" });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\nThe build failed.\n`);
    process.exit(1);
  }
}
