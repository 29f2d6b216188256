import { checkCount, checkInteger, checkObject, checkTotal, reject } from "../../core/checks";
import { levelsOf, type Scale } from "../../core/scale";
import { holdsWeights, soundSums } from "./sound-tally";
import { checkScales, newTwoWayTally, type TwoWayTally } from "./two-way-tally";

/** A sound copy of a two-way tally, which may come from JSON that somebody else wrote; refuses what is none. */
export function soundTwoWayTally(fn: string, path: string, value: TwoWayTally): TwoWayTally {
  checkObject(fn, path, value);
  if (value.kind !== "two-way-tally") reject(fn, path, "be a two-way tally, as twoWayTally() makes it", value);
  const { rowScale, columnScale, n, nMissing, rowMissing, columnMissing } = value;
  checkScales(fn, rowScale, columnScale, `${path}.`);
  checkCount(fn, `${path}.nMissing`, nMissing);
  checkInteger(fn, `${path}.rowMissing`, rowMissing, 0, nMissing);
  // each of those missing lacks a rating at least
  checkInteger(fn, `${path}.columnMissing`, columnMissing, nMissing - rowMissing, nMissing);
  const counts = rowsOf(fn, `${path}.counts`, value.counts, rowScale);
  const weighted = holdsWeights(value);
  const weights = weighted ? rowsOf(fn, `${path}.weights`, value.weights, rowScale) : null;
  const squaredWeights = weighted ? rowsOf(fn, `${path}.squaredWeights`, value.squaredWeights, rowScale) : null;
  const rows = counts.map((row, i) => {
    const lists = { counts: row, weights: weights?.[i], squaredWeights: squaredWeights?.[i] };
    return soundSums(fn, path, `.${i}`, lists, levelsOf(columnScale), weighted);
  });
  const tallied = newTwoWayTally(
    value,
    rows.map((row) => row.counts),
    weighted ? rows.map((row) => row.weights!) : null,
    weighted ? rows.map((row) => row.squaredWeights!) : null,
    value,
  );
  if (n !== tallied.n) reject(fn, `${path}.n`, `be the sum of the counts (${tallied.n})`, n);
  checkTotal(fn, path, n + nMissing);
  return tallied;
}

/** The rows of a table, which are yet to be checked, holes included. */
function rowsOf(fn: string, path: string, table: unknown, scale: Scale): unknown[] {
  const levels = levelsOf(scale);
  if (!Array.isArray(table) || table.length !== levels) reject(fn, path, `be an array of ${levels} rows`, table);
  return [...table];
}
