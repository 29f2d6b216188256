import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** Numeric columns of a CSV of `test/golden/data` (or the airport survey); an empty field is `null`, text is NaN. */
export function readTable(csv: string): Record<string, (number | null)[]> {
  const folder = csv.startsWith("sfo_") ? "../../docs/examples/airport-survey/" : "data/";
  const rows = parse(readFileSync(new URL(folder + csv, import.meta.url)), { columns: true }) as Record<
    string,
    string
  >[];
  return Object.fromEntries(
    Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => (row[name] === "" ? null : Number(row[name])))]),
  );
}

/** Digits that agree: -log10 of the relative error, of the absolute one where 0 is certified; at most 17. */
export function digits(actual: number, certified: number): number {
  const error = Math.abs(actual - certified) / (certified === 0 ? 1 : Math.abs(certified));
  return error === 0 ? 17 : -Math.log10(error);
}

/** x, x^2, ... x^degree, rounded once a step. */
export function powersOf(x: readonly number[], degree: number): number[][] {
  const powers = [[...x]];
  for (let d = 2; d <= degree; d++) powers.push((powers[d - 2] as number[]).map((v, i) => v * (x[i] as number)));
  return powers;
}
