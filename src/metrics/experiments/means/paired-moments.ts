import { refuse, reject } from "../../../core/checks";
import type { RowUse } from "../../../core/columns";
import { add, type DoubleDouble, sumError } from "../../../numerics/double-double";
import { varianceOf } from "../../../statistics/estimates/mean";
import { completeRows } from "../../../statistics/summaries/complete-rows";
import type { CrossProducts } from "../../../statistics/summaries/cross-products";
import { emptyMoments, isRounding, type Moments, momentsOf } from "../../../statistics/summaries/moments";
import { soundCrossProducts } from "../../../statistics/summaries/sound-cross-products";

/** What is known of pairs: what each side has, and how treatment minus control varies. */
export interface PairedMoments {
  readonly control: Moments;
  readonly treatment: Moments;
  /** With a sum of squares of 0 where the differences do not vary, to rounding. */
  readonly difference: Moments;
  readonly rows: RowUse;
}

/** Share of sums of squares of which one double is known that rounding may have made. */
const ROUNDING_OF_PRODUCTS = 1.8e-15;

/** Moments of pairs, of which those with a missing value are left out. */
export function readPairs(fn: string, control: unknown, treatment: unknown): PairedMoments {
  const { columns, rows } = completeRows(fn, [
    { name: "control", path: "control", values: control },
    { name: "treatment", path: "treatment", values: treatment },
  ]);
  const [before, after] = columns as [Float64Array, Float64Array];
  checkPairs(fn, "control", rows.used);
  const nMissing = rows.total - rows.used;
  const of = (path: string, values: Float64Array) => ({ ...momentsOf(fn, path, values), nMissing });
  const sides = { control: of("control", before), treatment: of("treatment", after) };
  const centre = meanOfDifferences(sides);
  // beyond their mean, since a difference of sides far apart is rounded
  const changes = after.map((value, i) => {
    const change = value - before[i]!;
    return change - centre.mean! + sumError(value, -before[i]!, change);
  });
  if (!changes.every(Number.isFinite)) reject(fn, "treatment", "differ from control by less than 1e308", Infinity);
  const unvarying = { ...emptyMoments(nMissing), n: rows.used, ...centre };
  // what rounding leaves may be too little to be summed up
  const range = changes.reduce((most, change) => Math.max(most, Math.abs(change - changes[0]!)), 0);
  if (isRounding(range, sizeOf(sides))) return { ...sides, difference: unvarying, rows };
  const difference = { ...of("difference", changes), ...centre };
  return { ...sides, difference: varies(difference, sides) ? difference : unvarying, rows };
}

/** The same of a summary of two columns, of which the first is control. */
export function pairsFromCrossProducts(fn: string, path: string, summary: CrossProducts): PairedMoments {
  const { names, n, nMissing, means, meansLow, products, productsLow, rows } = soundCrossProducts(fn, path, summary);
  if (names.length !== 2) reject(fn, `${path}.names`, "be two names, control's first", names.length);
  checkPairs(fn, path, n);
  products.forEach((product, i) => {
    if (!(Math.abs(product) < 1e306)) reject(fn, `${path}.products.${i}`, "have a size below 1e306", product);
  });
  const at = (i: number): DoubleDouble => [products[i]!, productsLow?.[i] ?? 0];
  const side = (column: number, square: number): Moments => ({
    ...emptyMoments(nMissing),
    n,
    mean: means![column]!,
    meanLow: meansLow[column]!,
    sumOfSquares: products[square]!,
    sumOfCubes: null,
  });
  const sides = { control: side(0, 0), treatment: side(1, 2) };
  const [high, low] = at(1);
  const squares = add(add(at(0), at(2)), [-2 * high, -2 * low])[0];
  const lost = productsLow === null ? ROUNDING_OF_PRODUCTS * (products[0]! + products[2]!) : 0;
  const known = { ...emptyMoments(nMissing), n, ...meanOfDifferences(sides) };
  const difference = { ...known, sumOfSquares: squares, sumOfCubes: null };
  return { ...sides, difference: squares > lost && varies(difference, sides) ? difference : known, rows };
}

function checkPairs(fn: string, path: string, n: number): void {
  if (n < 2) refuse("insufficient-data", fn, path, `must hold at least two complete pairs, received ${n}`);
}

type Sides = Pick<PairedMoments, "control" | "treatment">;

/** Treatment minus control, without what rounding takes from it. */
function meanOfDifferences({ control, treatment }: Sides): Pick<Moments, "mean" | "meanLow"> {
  const [mean, meanLow] = add([treatment.mean!, treatment.meanLow], [-control.mean!, -control.meanLow]);
  return { mean: mean + 0, meanLow: meanLow + 0 };
}

/** Whether the differences vary by more than the rounding of the values leaves. */
function varies({ n, sumOfSquares }: Moments, sides: Sides): boolean {
  return sidesVary(sides) && sumOfSquares > 0 && !isRounding(Math.sqrt(sumOfSquares / (n - 1)), sizeOf(sides));
}

/** Whether a side varies by more than rounding. */
export function sidesVary({ control, treatment }: Sides): boolean {
  const wide = Math.sqrt(Math.max(varianceOf(control), varianceOf(treatment)));
  return !isRounding(wide, Math.max(Math.abs(control.mean!), Math.abs(treatment.mean!)));
}

/** How large the values are, as the root of their mean square. */
function sizeOf({ control, treatment }: Sides): number {
  return Math.max(
    ...[control, treatment].map(({ n, mean, sumOfSquares }) => Math.hypot(mean!, Math.sqrt(sumOfSquares / n))),
  );
}
