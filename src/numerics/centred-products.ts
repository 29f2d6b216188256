import { add, type DoubleDouble, divide, dotInto, multiply, sumError } from "./double-double";
import { dot, normExponent, scaleByPower, scaleColumn } from "./sums";

/** Means, and sums of products of deviations from them, in twice the precision. */
export interface CentredProducts {
  readonly means: readonly DoubleDouble[];
  /** Lower triangle, row by row: entry (i, j) with j <= i is at i (i + 1) / 2 + j. */
  readonly products: readonly DoubleDouble[];
}

/** A column as deviations from a nearby number, in a power of two of its own. */
interface ShiftedColumn {
  readonly center: number;
  readonly exponent: number;
  readonly high: Float64Array;
  /** What rounding took from the deviations; `null` where it took nothing. */
  readonly low: Float64Array | null;
}

/**
 * Means and centred sums of products of columns whose rows count several times.
 *
 * @remarks Deviations are taken from a short number near the mean, which rounds few of them, and what it rounds is
 * kept. Their products are added in twice the precision, and the way from that number to the mean is made up for at the
 * end: $\sum f d_i d_j - \sum f d_i \sum f d_j / n$, where less than two of the 32 digits cancel. Two passes over each
 * column and one over each pair: O(n p^2) time, about three times a plain double loop; O(n p) memory.
 *
 * @param columns - p columns of N finite numbers, whose deviations are within [1e-145, 1e150] or 0. Not changed.
 * @param counts - N numbers >= 1, integers.
 * @param total - Their sum, below 2^53.
 */
export function centredProducts(
  columns: readonly Float64Array[],
  counts: Float64Array,
  total: number,
): CentredProducts {
  const pair = new Float64Array(2);
  const shifted = columns.map((column) => shiftedColumn(column, counts, total));
  const sums = shifted.map((column) => dotOf(pair, column, { high: counts, low: null }));
  const counted = shifted.map(({ high, low }) => timesCounts(high, low, counts));
  const products: DoubleDouble[] = [];
  counted.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const column = shifted[j] as ShiftedColumn;
      const [high, low] = multiply(sums[i] as DoubleDouble, divide(sums[j] as DoubleDouble, [total, 0]));
      const product = add(dotOf(pair, row, column), [-high, -low]);
      products.push(scaled(product, (shifted[i] as ShiftedColumn).exponent + column.exponent));
    }
  });
  const means = shifted.map(({ center, exponent }, j) =>
    add([center, 0], scaled(divide(sums[j] as DoubleDouble, [total, 0]), exponent)),
  );
  return { means, products };
}

function shiftedColumn(column: Float64Array, counts: Float64Array, total: number): ShiftedColumn {
  const center = centerOf(column, counts, total);
  const high = new Float64Array(column.length);
  const low = new Float64Array(column.length);
  let rounded = false;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    const deviation = value - center;
    high[i] = deviation;
    low[i] = sumError(value, -center, deviation);
    if (low[i] !== 0) rounded = true;
  }
  const exponent = normExponent(high);
  scaleColumn(high, -exponent);
  if (rounded) scaleColumn(low, -exponent);
  return { center, exponent, high, low: rounded ? low : null };
}

/** A number of few digits near the mean: 0 where that is near enough, so that no deviation is rounded. */
function centerOf(column: Float64Array, counts: Float64Array, total: number): number {
  const first = column[0] as number;
  if (column.every((value) => value === first)) return first;
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += (counts[i] as number) * ((column[i] as number) - first);
  const mean = first + sum / total;
  let squares = 0;
  for (let i = 0; i < column.length; i++) squares += (counts[i] as number) * ((column[i] as number) - mean) ** 2;
  const spread = Math.sqrt(squares / total);
  if (Math.abs(mean) <= 4 * spread) return 0;
  const grain = 2 ** Math.floor(Math.log2(spread));
  return Math.round(mean / grain) * grain;
}

function timesCounts(high: Float64Array, low: Float64Array | null, counts: Float64Array) {
  if (counts.every((count) => count === 1)) return { high, low };
  const product = new Float64Array(high.length);
  const rest = new Float64Array(high.length);
  for (let i = 0; i < high.length; i++) {
    const [value, error] = multiply([high[i] as number, low?.[i] ?? 0], [counts[i] as number, 0]);
    product[i] = value;
    rest[i] = error;
  }
  return { high: product, low: rest };
}

function dotOf(
  pair: Float64Array,
  a: Pick<ShiftedColumn, "high" | "low">,
  b: Pick<ShiftedColumn, "high" | "low">,
): DoubleDouble {
  dotInto(pair, a.high, b.high);
  let rest = 0;
  if (a.low !== null) rest += dot(a.low, 0, b.high, 0, b.high.length);
  if (b.low !== null) rest += dot(a.high, 0, b.low, 0, a.high.length);
  return add([pair[0] as number, pair[1] as number], [rest, 0]);
}

/** A number times 2^e. */
function scaled([high, low]: DoubleDouble, e: number): DoubleDouble {
  return [scaleByPower(high, e), scaleByPower(low, e)];
}
