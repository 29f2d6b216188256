import { AssertionError } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import ts from "typescript";

/** A fenced block of TypeScript in a document or in a doc comment. */
export interface Block {
  /** Line of the file on which the block's code begins, from 1. */
  readonly line: number;
  readonly code: string;
}

/** The ```` ```ts ```` blocks of a markdown text. Other fences are left alone. */
export function blocksOfMarkdown(markdown: string, firstLine = 1): Block[] {
  const blocks: Block[] = [];
  let open: { indent: number; fence: string; language: string; line: number; code: string[] } | null = null;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*(.*?)\s*$/.exec(text);
    if (open === null) {
      if (fence) {
        const [, indent = "", mark = "", language = ""] = fence;
        open = { indent: indent.length, fence: mark, language, line: firstLine + index + 1, code: [] };
      }
    } else if (fence?.[2]?.startsWith(open.fence) && fence[3] === "") {
      if (open.language === "ts") blocks.push({ line: open.line, code: open.code.join("\n") });
      else if (/^(typescript|tsx?\b.*)$/i.test(open.language)) {
        throw new Error(`line ${open.line - 1}: fence TypeScript as \`\`\`ts, so that it runs; found ${open.language}`);
      }
      open = null;
    } else {
      const lead = /^\s*/.exec(text)?.[0].length ?? 0;
      open.code.push(text.slice(Math.min(open.indent, lead)));
    }
  }
  if (open) throw new Error(`line ${open.line - 1}: the fence is never closed`);
  return blocks;
}

/** The ```` ```ts ```` blocks of all doc comments of a source file. */
export function blocksOfSource(file: string, text: string): Block[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const comments = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    for (const doc of ts.getJSDocCommentsAndTags(node)) {
      const comment = ts.isJSDoc(doc) ? doc : doc.parent;
      comments.set(comment.getStart(), comment.end);
    }
    // Comments that belong to no declaration, such as the one of a whole file.
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) {
      if (text.startsWith("/**", range.pos)) comments.set(range.pos, range.end);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return [...comments].flatMap(([start, end]) => {
    const markdown = text
      .slice(start + 3, end - 2)
      .split("\n")
      .map((line, index) => (index === 0 ? line : line.replace(/^\s*\* ?/, "")))
      .join("\n");
    return blocksOfMarkdown(markdown, source.getLineAndCharacterOfPosition(start).line + 1);
  });
}

const MARKER = /\/\/([=~])>\s*(.*)$/;

/** What a transformed block calls: assertions, and imports. */
export interface Runtime {
  readonly $equal: (id: number, actual: unknown, expected: unknown) => void;
  readonly $near: (id: number, actual: unknown, expected: unknown) => void;
  readonly $throws: (id: number, run: () => unknown, name: string) => unknown;
  readonly $digits: (written: string) => Digits;
  readonly $import: (name: string) => Promise<unknown>;
}

/** A block as the body of an asynchronous function that takes {@link Runtime} and the names in scope. */
export interface Transformed {
  readonly body: string;
  /** Line within the block and wording of each assertion; its index is its id. */
  readonly assertions: readonly { readonly line: number; readonly text: string }[];
}

/** Turns a block into JavaScript whose marked statements are assertions. Throws where a marker marks no statement. */
export function transform(code: string): Transformed {
  const source = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2022, true);
  const lines = code.split("\n");
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  const edits: { start: number; end: number; text: string }[] = [];
  const assertions: { line: number; text: string }[] = [];
  const marked = new Set<number>();

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      edits.push({ start: node.getStart(), end: node.end, text: importOf(node) });
      return;
    }
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node)) {
      const comment = ts.getTrailingCommentRanges(code, node.end)?.[0];
      const marker = comment && MARKER.exec(code.slice(comment.pos, comment.end));
      if (comment && marker) {
        const line = lineOf(comment.pos);
        const id = assertions.length;
        const expected = expectation(marker[2] ?? "", lines, line);
        marked.add(line);
        assertions.push({ line: line + 1, text: marker[0] });
        if (ts.isVariableStatement(node)) {
          const [declaration, ...others] = node.declarationList.declarations;
          if (!declaration || others.length > 0 || !ts.isIdentifier(declaration.name)) {
            throw new Error(`line ${line + 1}: a marked declaration must declare one plain name`);
          }
          const check = assertion(id, marker[1] ?? "", declaration.name.text, expected, line);
          edits.push({ start: node.end, end: node.end, text: `\n;${check};` });
        } else {
          const check = assertion(id, marker[1] ?? "", node.expression.getText(), expected, line);
          edits.push({ start: node.getStart(), end: node.end, text: `;${check};` });
          return;
        }
      }
    }
    node.forEachChild(visit);
  };
  visit(source);

  for (const [line, text] of lines.entries()) {
    if (MARKER.test(text) && !marked.has(line)) {
      throw new Error(`line ${line + 1}: the marker follows no statement: ${text.trim()}`);
    }
  }

  let typescript = code;
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) {
    typescript = typescript.slice(0, start) + text + typescript.slice(end);
  }
  // A block of its own, so that an example may declare a name that is also in scope.
  const { outputText, diagnostics = [] } = ts.transpileModule(`const $main = async () => {{\n${typescript}\n}};`, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const wrong = diagnostics[0];
  if (wrong) throw new Error(`does not parse: ${ts.flattenDiagnosticMessageText(wrong.messageText, "\n")}`);
  return { body: `${outputText}\nreturn $main();`, assertions };
}

/** `const { nps } = await $import("cx-metrics")` for an import declaration; nothing for types. */
function importOf(node: ts.ImportDeclaration): string {
  const name = node.moduleSpecifier.getText();
  const clause = node.importClause;
  if (!clause) return `await $import(${name});`;
  if (clause.isTypeOnly) return "";
  const bindings = clause.namedBindings;
  const parts: string[] = [];
  if (clause.name) parts.push(`const { default: ${clause.name.text} } = await $import(${name});`);
  if (bindings && ts.isNamespaceImport(bindings)) parts.push(`const ${bindings.name.text} = await $import(${name});`);
  if (bindings && ts.isNamedImports(bindings)) {
    const names = bindings.elements
      .filter((element) => !element.isTypeOnly)
      .map((element) =>
        element.propertyName ? `${element.propertyName.text}: ${element.name.text}` : element.name.text,
      );
    parts.push(`const { ${names.join(", ")} } = await $import(${name});`);
  }
  return parts.join(" ");
}

/** The expected value after a marker; it may go on in comment lines directly below. */
function expectation(first: string, lines: readonly string[], line: number): string {
  let text = first;
  for (let next = line + 1; !parses(text) && next < lines.length; next++) {
    const more = /^\s*\/\/(?![=~]>)\s?(.*)$/.exec(lines[next] ?? "");
    if (!more) break;
    text += `\n${more[1]}`;
  }
  return text.trim();
}

function parses(expression: string): boolean {
  if (/^throws\s+\w+$/.test(expression.trim())) return true;
  const { diagnostics } = ts.transpileModule(`(${expression}\n)`, { reportDiagnostics: true });
  return expression.trim() !== "" && diagnostics?.length === 0;
}

function assertion(id: number, kind: string, actual: string, expected: string, line: number): string {
  const thrown = /^throws\s+(\w+)$/.exec(expected)?.[1];
  if (kind === "=" && thrown) {
    const waits = /\bawait\b/.test(actual);
    return `${waits ? "await " : ""}$throws(${id}, ${waits ? "async " : ""}() => (${actual}), ${JSON.stringify(thrown)})`;
  }
  if (!parses(expected)) throw new Error(`line ${line + 1}: the expected value does not parse: ${expected}`);
  if (kind === "=") return `$equal(${id}, (${actual}), (${expected}))`;
  return `$near(${id}, (${actual}), (${withDigits(expected)}))`;
}

/** The expression with `$digits("39.84")` for every number written in it. */
function withDigits(expression: string): string {
  const source = ts.createSourceFile("value.ts", `(${expression})`, ts.ScriptTarget.ES2022, true);
  const edits: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const negative =
      ts.isPrefixUnaryExpression(node) &&
      node.operator === ts.SyntaxKind.MinusToken &&
      ts.isNumericLiteral(node.operand);
    const key = node.parent && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    if (negative || (ts.isNumericLiteral(node) && !key)) edits.push(node);
    else node.forEachChild(visit);
  };
  visit(source);
  if (edits.length === 0) throw new Error(`//~> needs a number, found ${expression}`);
  let text = source.text;
  for (const node of edits.reverse()) {
    text = `${text.slice(0, node.getStart())}$digits(${JSON.stringify(node.getText())})${text.slice(node.end)}`;
  }
  return text;
}

/** A number as it was written. */
export class Digits {
  readonly value: number;
  readonly decimals: number;
  readonly written: string;

  constructor(written: string) {
    const plain = written.replace(/[_\s]/g, "");
    const [, fraction = "", exponent = "0"] = /^-?\d*\.?(\d*)(?:e([+-]?\d+))?$/i.exec(plain) ?? [];
    this.written = plain;
    this.value = Number(plain);
    this.decimals = fraction.length - Number(exponent);
  }

  /** Whether a number rounds to the digits written; the slack admits a tie that binary fractions miss. */
  matches(actual: unknown): boolean {
    return typeof actual === "number" && Math.abs(actual - this.value) <= 0.5 * 10 ** -this.decimals * (1 + 1e-9);
  }
}

/** Replaces, within `expected`, each written number by the actual one if it agrees, and by its value if not. */
function settle(actual: unknown, expected: unknown): unknown {
  if (expected instanceof Digits) return expected.matches(actual) ? actual : expected.value;
  if (Array.isArray(expected)) return expected.map((part, i) => settle((actual as unknown[] | null)?.[i], part));
  if (typeof expected === "object" && expected !== null) {
    return Object.fromEntries(
      Object.entries(expected).map(([key, part]) => [
        key,
        settle((actual as Record<string, unknown> | null)?.[key], part),
      ]),
    );
  }
  return expected;
}

/**
 * Runs a block.
 *
 * @param block - The block.
 * @param scope - Names that the block may use without importing them.
 * @param modules - What `import` finds.
 * @throws An AssertionError, naming the line, where an assertion fails or is never reached.
 */
export async function run(
  block: Block,
  scope: Readonly<Record<string, unknown>>,
  modules: (name: string) => Promise<unknown>,
): Promise<void> {
  const { body, assertions } = transform(block.code);
  if (assertions.length === 0) throw new Error("the block asserts nothing: end a statement with //=> or //~>");
  const reached = new Set<number>();
  const fail = (id: number, message: string, actual: unknown, expected: unknown): never => {
    const { line, text } = assertions[id] ?? { line: 0, text: "" };
    const error = new AssertionError({
      message: `line ${block.line + line - 1}: ${text}: ${message}`,
      actual,
      expected,
    });
    // The line above says where; frames of this file would only bury it.
    error.stack = `${error.name}: ${error.message}`;
    throw error;
  };
  const equal = (id: number, actual: unknown, expected: unknown) => {
    reached.add(id);
    if (!isDeepStrictEqual(actual, expected)) fail(id, "the value differs", actual, expected);
  };
  const named = (id: number, error: unknown, name: string) => {
    const actual = error instanceof Error ? error.name : error;
    if (actual !== name) fail(id, `threw ${String(error)}`, actual, name);
  };
  const runtime: Runtime = {
    $equal: equal,
    $near: (id, actual, expected) => equal(id, actual, settle(actual, expected)),
    $throws: (id, call, name) => {
      reached.add(id);
      let value: unknown;
      try {
        value = call();
      } catch (error) {
        named(id, error, name);
        return undefined;
      }
      if (value instanceof Promise) {
        return value.then(
          (result) => fail(id, "nothing was thrown", result, name),
          (error) => named(id, error, name),
        );
      }
      return fail(id, "nothing was thrown", value, name);
    },
    $digits: (written) => new Digits(written),
    $import: modules,
  };
  const names = { ...scope, ...runtime };
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (...args: unknown[]) => Promise<void>;
  await new AsyncFunction(...Object.keys(names), body)(...Object.values(names));
  for (const [id] of assertions.entries()) if (!reached.has(id)) fail(id, "was never reached", undefined, undefined);
}
