import type { Figure, Row, Study } from "./study";

/** The part of the page that one study fills. */
export interface Section {
  readonly text: string;
  /** Hash of the code that it measures. */
  readonly code: string;
  readonly bars: number;
  /** How many bars it breaks. */
  readonly broken: number;
  /** How many figures are marked since no bar is promised. */
  readonly marked: number;
}

/** What is written beneath a section, so that it can be repeated. */
export interface Origin {
  readonly seed: number;
  /** Replications where they are not the study's own. */
  readonly replications: number | null;
  readonly date: string;
  readonly code: string;
}

const INTRODUCTION = `# Calibration

How often the intervals of this library hold the truth, and how often its tests reject what is true. Written by
\`npm run calibrate\`, which fails where a bar is broken; \`npm run calibrate -- --check\` names the sections whose code has
changed since they were written, and \`--stale\` writes these anew.

All figures are per cent, of intervals at 95 % where nothing else is said. A figure is exact, summed over every possible
sample, unless a range stands behind it: then it is simulated, and the range is its exact 99.9 % interval. Counts are
whole numbers, so the coverage of every method that does not draw lots dips and rises as the parameter moves. Therefore
the mean over a band of parameters is judged, and the worst point is printed beside it. "None" is how many samples had no
interval or no p-value: they count as misses, and as not rejected.

- **Bold** with a cross ✗: beyond the bar. A simulated figure is beyond only with its whole range.
- A triangle ▼: an interval that covers less than 93 %, or a test that rejects more than its level and one point, where
  no bar is promised. Know this of your data before you rely on the method.

Bars, where promised: band means of coverage at least 93 % for n of 20 and more, and at most 98 % where every expected
count is at least 5; band means of false positives at most the nominal level and one point.

The shapes of ratings are those of \`test/calibration/shapes.json\`: \`airport\` (the survey in the examples),
\`mostly-fives\` (80 % at the top level), \`j-shaped\` (60 % at the top, 15 % at the bottom), \`nearly-all-fives\` (95 % at
the top) and \`u-shaped\` (two camps).

The code of a section is the start of the SHA-256 of what it measures: the study, the files of \`src/\` that it calls and
all that these import, without comments and types and without \`src/core/\`, which checks arguments and computes nothing.
`;

/** The whole page. */
export function pageOf(sections: readonly Section[]): string {
  return [INTRODUCTION, overviewOf(sections), ...sections.map(({ text }) => text)].join("\n");
}

function overviewOf(sections: readonly Section[]): string {
  const lines = sections.map(({ text, bars, broken, marked }) => {
    const title = /^## (.*)$/m.exec(text)![1]!;
    const link = title
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, "")
      .replaceAll(" ", "-");
    return `| [${title}](#${link}) | ${bars} | ${broken} | ${marked} |\n`;
  });
  return `| section | bars | broken ✗ | marked ▼ |\n|---|---|---|---|\n${lines.join("")}`;
}

/** The sections of a page, by study. */
export function sectionsOf(page: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  for (const part of page.split(/^(?=## )/m)) {
    const [, name, code] = /^Written by `npm run calibrate -- (\S+)`.*code `([^`]+)`/m.exec(part) ?? [];
    const [, bars, broken, marked] = /^Bars: (\d+), broken: (\d+), marked: (\d+)/m.exec(part) ?? [];
    if (name === undefined || code === undefined) continue;
    const text = `${part.trimEnd()}\n`;
    sections.set(name, { text, code, bars: Number(bars), broken: Number(broken), marked: Number(marked) });
  }
  return sections;
}

export function sectionOf(study: Study, rows: readonly Row[], origin: Origin): Section {
  const captions = [...new Set(rows.map(({ table }) => table.caption))];
  const tables = captions.map((caption) => tableOf(rows.filter(({ table }) => table.caption === caption)));
  const beyond = rows.filter(({ verdict }) => verdict === "beyond");
  const counts = {
    bars: rows.filter(({ demand }) => demand?.bar).length,
    broken: beyond.filter(({ demand }) => demand?.bar).length,
    marked: beyond.filter(({ demand }) => !demand?.bar).length,
  };
  const replications = study.replications && (origin.replications ?? study.replications);
  const how =
    replications === null
      ? "every figure exact"
      : `simulated figures of ${replications.toLocaleString("en")} replications, seed ${origin.seed}`;
  return {
    text: `## ${study.title}

${wrapped(study.about)}

${tables.join("\n")}
Bars: ${counts.bars}, broken: ${counts.broken}, marked: ${counts.marked}.
Written by \`npm run calibrate -- ${study.name}\` on ${origin.date}: ${how}; code \`${origin.code}\`.
`,
    code: origin.code,
    ...counts,
  };
}

/** A line for each case, a column for each figure. */
function tableOf(rows: readonly Row[]): string {
  const { table } = rows[0]!;
  const figures = [...new Set(rows.map(({ figure }) => figure))];
  const cases = [...new Set(rows.map((row) => row.case))];
  const lines = cases.map((name) => {
    const cells = figures.map((figure) => {
      const row = rows.find((one) => one.case === name && one.figure === figure);
      return row === undefined ? "" : cellOf(row);
    });
    return `| ${[name, ...cells].join(" | ")} |`;
  });
  const head = `| ${[table.cases, ...figures].join(" | ")} |`;
  return [`${table.caption}:\n`, head, `|${"---|".repeat(figures.length + 1)}`, ...lines, ""].join("\n");
}

function cellOf(row: Row): string {
  const text = textOf(row);
  if (row.verdict !== "beyond") return text;
  return row.demand?.bar ? `**${text}** ✗` : `${text} ▼`;
}

function textOf({ value, interval, at, none }: Figure): string {
  const range = interval === null ? "" : ` (${percent(interval.lower)}-${percent(interval.upper)})`;
  const missing = none === undefined || none < 0.0005 ? "" : `, none ${percent(none)}`;
  return `${percent(value)}${range}${missing}${at === undefined ? "" : ` at ${at}`}`;
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

/** A paragraph in lines of at most 120 characters. */
function wrapped(paragraph: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.trim().split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > 120) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}
