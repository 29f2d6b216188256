import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Every public entry: the name to import it by, and its source file. */
export const entries: readonly { readonly name: string; readonly source: string }[] = Object.keys(
  JSON.parse(readFileSync(`${root}package.json`, "utf8")).exports,
)
  .filter((key) => key !== "./package.json")
  .map((key) => ({
    name: `cx-metrics${key.slice(1)}`,
    source: `${root}src/${key === "." ? "" : `${key.slice(2)}/`}index.ts`,
  }));
