import ts from "typescript";
import { describe, expect, test } from "vitest";
import { entries, root } from "../entries.ts";

const config = ts.getParsedCommandLineOfConfigFile(`${root}tsconfig.json`, undefined, {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
    throw new Error(String(messageText));
  },
});
const program = ts.createProgram(
  entries.map(({ source }) => source),
  config?.options ?? {},
);
const checker = program.getTypeChecker();

describe.each(entries)("$name", ({ source }) => {
  const file = program.getSourceFile(source);
  const module = file && checker.getSymbolAtLocation(file);
  const symbols = (module ? checker.getExportsOfModule(module) : []).map((symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  );

  test("exports something", () => {
    expect(symbols).not.toHaveLength(0);
  });

  test("says in a sentence what each export is", () => {
    const silent = symbols.filter(
      (symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() === "",
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test("shows an example of each function", () => {
    const callable = (symbol: ts.Symbol) =>
      (symbol.flags & ts.SymbolFlags.Value) !== 0 &&
      symbol.declarations?.some(
        (declaration) => checker.getTypeOfSymbolAtLocation(symbol, declaration).getCallSignatures().length > 0,
      );
    const shown = (symbol: ts.Symbol) =>
      symbol
        .getJsDocTags(checker)
        .some(({ name, text }) => name === "example" && ts.displayPartsToString(text).includes("```ts"));
    const unshown = symbols.filter((symbol) => callable(symbol) && !shown(symbol));
    expect(unshown.map(({ name }) => name)).toEqual([]);
  });
});
