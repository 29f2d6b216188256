import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { beforeAll, describe, test } from "vitest";
import { entries, root } from "../entries.ts";
import { type Block, blocksOfMarkdown, blocksOfSource, run } from "./runner.ts";

const files = (folder: string, keep: RegExp): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && keep.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();

const modules = new Map<string, Record<string, unknown>>();
/** Everything public: doc comments use it without an import. */
const scope: Record<string, unknown> = {};

beforeAll(async () => {
  for (const { name, source } of entries) {
    const module = (await import(/* @vite-ignore */ source)) as Record<string, unknown>;
    modules.set(name, module);
    Object.assign(scope, module);
  }
});

/** How a file's blocks import: the package means its sources, and `./` is beside the file. */
const loaderOf =
  (file: string) =>
  async (name: string): Promise<unknown> =>
    modules.get(name) ?? import(/* @vite-ignore */ name.startsWith(".") ? join(root, dirname(file), name) : name);

function suite(file: string, read: (text: string) => Block[], names: () => Record<string, unknown>): void {
  const blocks = read(readFileSync(join(root, file), "utf8"));
  if (blocks.length === 0) return;
  describe(file, () => {
    for (const block of blocks) test(`${file}:${block.line}`, () => run(block, names(), loaderOf(file)));
  });
}

for (const file of files("src", /\.ts$/)) {
  suite(
    file,
    (text) => blocksOfSource(file, text),
    () => scope,
  );
}

const documents = [
  ...readdirSync(root).filter((name) => /^README.*\.md$/.test(name)),
  ...files("docs", /\.md$/).filter((file) => !file.startsWith("docs/site/") && !file.endsWith(".api.md")),
];
for (const file of documents) suite(file, blocksOfMarkdown, () => ({}));
