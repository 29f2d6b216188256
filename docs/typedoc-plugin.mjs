// What typedoc does not do by itself: mathematics, a category for each heading of an index.ts, links between the entries.
import { readFileSync } from "node:fs";
import temml from "temml";
import { Application, Comment, CommentTag, Converter, MarkdownEvent } from "typedoc";
import ts from "typescript";

/** Names that an entry exports, with the `// Heading` above them. */
function headings(file) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map();
  let heading;
  for (const statement of source.statements) {
    for (const { pos, end } of ts.getLeadingCommentRanges(source.text, statement.pos) ?? []) {
      heading = /^\/\/[\s=*-]*(\S.*?)[\s=*:-]*$/.exec(source.text.slice(pos, end))?.[1] ?? heading;
    }
    if (
      heading &&
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    ) {
      for (const element of statement.exportClause.elements) found.set(element.name.text, heading);
    }
  }
  return found;
}

// Code (to be left alone), $$display$$ and $inline$ mathematics, which may go on in the next line but not beyond a blank.
const MATH = /(`+)[\s\S]*?\1|\$\$([\s\S]+?)\$\$|(?<![\w$\\])\$(?!\s)((?:[^$\n]|\n(?!\s*\n))+?)(?<!\s)\$(?![\w$])/g;

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.on(Application.EVENT_BOOTSTRAP_END, () => {
    const order = app.options.getValue("entryPoints").flatMap((file) => [...headings(file).values()]);
    app.options.setValue("categoryOrder", [...new Set(order), "*"]);
  });

  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      const main = module.name === "index";
      const categories = headings(main ? "src/index.ts" : `src/${module.name}/index.ts`);
      module.name = main ? project.name : `${project.name}/${module.name}`;
      for (const child of module.children ?? []) {
        const category = categories.get(child.name);
        const owners = child.signatures ?? [child];
        if (!category) continue;
        for (const owner of owners) {
          owner.comment ??= new Comment();
          owner.comment.blockTags.push(new CommentTag("@category", [{ kind: "text", text: category }]));
        }
      }
    }
  });

  // {@link nps} in the report entry means the export of the main one.
  app.converter.addUnknownSymbolResolver((reference, from) => {
    const [first, ...rest] = reference.symbolReference?.path ?? [];
    if (!first || reference.moduleSource) return undefined;
    for (const module of from.project.children ?? []) {
      const target = module.getChildByName([first, ...rest].map((part) => part.path));
      if (target) return { target };
    }
    return undefined;
  });

  // Formulas become MathML, which browsers lay out without style sheets or fonts. They wait outside the text while
  // markdown is parsed, lest it read _ and * in them as emphasis.
  const waiting = new WeakMap();
  app.renderer.on(
    MarkdownEvent.PARSE,
    (event) => {
      const formulas = [];
      waiting.set(event, formulas);
      event.parsedText = event.parsedText.replace(MATH, (whole, _code, display, inline) => {
        const tex = display ?? inline;
        if (tex === undefined) return whole;
        try {
          formulas.push(temml.renderToString(tex.trim(), { displayMode: display !== undefined, throwOnError: true }));
        } catch (error) {
          app.logger.warn(`${event.page.url}: ${error.message}`);
          return whole;
        }
        return `\uE000${formulas.length - 1}\uE001`;
      });
    },
    100,
  );
  app.renderer.on(
    MarkdownEvent.PARSE,
    (event) => {
      const formulas = waiting.get(event) ?? [];
      event.parsedText = event.parsedText.replace(/\uE000(\d+)\uE001/g, (_, index) => formulas[index]);
    },
    -100,
  );
}
