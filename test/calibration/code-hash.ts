import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

/**
 * Twelve digits of the SHA-256 of a file and of all that it imports from this repository.
 *
 * Comments, types and layout do not count: the text is what the compiler makes of it. Neither does `src/core/`, which
 * checks arguments and computes nothing, so that a rule for one function does not age the tables of all.
 */
export function codeHash(file: string): string {
  const hash = createHash("sha256");
  for (const [path, code] of [...codeOf(file)].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${path}\n${code}\n`);
  return hash.digest("hex").slice(0, 12);
}

/** The code of a file and of its imports, by path. */
export function codeOf(file: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(file) || file.startsWith("src/core/")) return found;
  const text = readFileSync(file, "utf8");
  const code = file.endsWith(".ts") ? compiled(text) : text;
  found.set(file, code);
  if (!file.endsWith(".ts")) return found;
  for (const { fileName } of ts.preProcessFile(code).importedFiles) {
    if (fileName.startsWith(".")) codeOf(resolve(file, fileName), found);
  }
  return found;
}

function compiled(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      removeComments: true,
    },
  }).outputText;
}

function resolve(from: string, name: string): string {
  const path = posix.join(posix.dirname(from), name);
  return existsSync(path) ? path : `${path}.ts`;
}
