// A table in a terminal, where Chinese characters take two columns.

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

const widthOf = (text) => [...text].reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0);

const padded = (text, width, right) => {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
};

/** Lines of a table; the columns named in `right` are aligned to the right. */
export function textTable(header, rows, right = []) {
  const widths = header.map((_, i) => Math.max(...[header, ...rows].map((row) => widthOf(row[i]))));
  const line = (row) =>
    row
      .map((cell, i) => padded(cell, widths[i], right.includes(i)))
      .join("  ")
      .trimEnd();
  return [line(header), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)];
}
