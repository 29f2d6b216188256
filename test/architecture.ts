import { posix } from "node:path";
import ts from "typescript";

/** Files of src/ by path below it: `core/errors.ts`. */
export type Sources = ReadonlyMap<string, string>;

const ENTRY_FOLDERS = ["report", "charts", "text", "input"];
const METHODS = ["association", "hypothesis-tests", "models", "resampling"].map((name) => `statistics/${name}`);
const MEASURES = ["metrics/satisfaction", "metrics/promoters"];
const ANALYSES = ["loyalty", "referral", "drivers", "priorities", "experiments", "monitoring"].map(
  (name) => `metrics/${name}`,
);

/** Every part of src/ and its height: imports go down, or stay within the part. */
const HEIGHT: ReadonlyMap<string, number> = new Map([
  ["core", 0],
  ["numerics", 1],
  ["statistics/summaries", 2],
  ["statistics/estimates", 3],
  ...METHODS.map((part) => [part, 4] as const),
  ...MEASURES.map((part) => [part, 5] as const),
  ...ANALYSES.map((part) => [part, 6] as const),
  ...ENTRY_FOLDERS.map((part) => [part, 7] as const),
  ["index.ts", 8],
]);

/** The only barrels: the public entries. */
const BARRELS = new Set(["index.ts", ...ENTRY_FOLDERS.map((folder) => `${folder}/index.ts`)]);

/** `metrics/promoters` for metrics/promoters/nps.ts, `core` for core/errors.ts, `index.ts` for itself. */
function partOf(file: string): string {
  const [first = "", second = ""] = file.split("/");
  return first === "metrics" || first === "statistics" ? `${first}/${second}` : first;
}

/** The modules that a file names in `import`, `export ... from`, `import()`, `require()` and `import("...")` types. */
export function importsOf(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    let name: ts.Node | undefined;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) name = node.moduleSpecifier;
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      name = node.moduleReference.expression;
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) name = node.argument.literal;
    else if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require")
    ) {
      name = node.arguments[0];
      // A computed name cannot be judged, so it is reported as it stands.
      if (name && !ts.isStringLiteralLike(name)) found.push(name.getText());
    }
    if (name && ts.isStringLiteralLike(name)) found.push(name.text);
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** The file that a relative import means, or `null`. */
function resolve(sources: Sources, file: string, name: string): string | null {
  const path = posix.join(posix.dirname(file), name);
  const plain = path.replace(/\.[jt]s$/, "");
  return [path, `${plain}.ts`, `${plain}/index.ts`].find((candidate) => sources.has(candidate)) ?? null;
}

/** Every breach of the layout, in words. */
export function breaches(sources: Sources): string[] {
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, text] of sources) {
    const part = partOf(file);
    const height = HEIGHT.get(part);
    const targets: string[] = [];
    graph.set(file, targets);
    if (height === undefined) found.push(`${file}: ${part} is no part of the layout`);
    if (posix.basename(file) === "index.ts" && !BARRELS.has(file)) found.push(`${file}: is a barrel below the entries`);
    for (const name of importsOf(file, text)) {
      if (!name.startsWith(".")) {
        const allowed =
          (name === "simple-statistics" && file === "numerics/simple-statistics.ts") ||
          (name === "zod/mini" && part === "input");
        if (!allowed) found.push(`${file}: must not import ${name}`);
        continue;
      }
      const target = resolve(sources, file, name);
      if (target === null) {
        found.push(`${file}: imports ${name}, which is not in src`);
        continue;
      }
      targets.push(target);
      const below = HEIGHT.get(partOf(target));
      if (partOf(target) === part || height === undefined || below === undefined) continue;
      if (below > height) found.push(`${file}: imports upwards, ${target}`);
      else if (below === height) found.push(`${file}: imports its neighbour ${target}`);
      else if (BARRELS.has(target) && part === "index.ts") found.push(`${file}: mixes in another entry, ${target}`);
    }
  }
  return [...found, ...cycles(graph)];
}

/** One line for each group of files that import each other in a circle. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      found.push(`a circle of imports: ${[...path.slice(start), file].join(" > ")}`);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const target of graph.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}
