import { centredProducts } from "../../numerics/centred-products";
import { add, type DoubleDouble, divide, multiply } from "../../numerics/double-double";
import { isRounding } from "../summaries/moments";

// Sums of a table's columns, in twice the precision: what columns have in common may be all but cancelled in their sum.

/** Sums of products of the deviations of columns, which are the items. */
export interface ItemProducts {
  /** Symmetric, one row and one column an item. */
  readonly products: readonly (readonly DoubleDouble[])[];
  /** How large each item's numbers are: mean and standard deviation, added up. */
  readonly sizes: readonly number[];
  readonly rows: number;
}

/** The sum of some items. */
export interface ItemSum {
  /** How many items. */
  readonly count: number;
  /** Squared deviations of the sum from its mean, added up over the rows. */
  readonly squares: DoubleDouble;
  /** The same of each item, added up over the items. */
  readonly own: DoubleDouble;
  readonly size: number;
  readonly rows: number;
}

/** O(rows x items^2). */
export function itemProducts(columns: readonly Float64Array[]): ItemProducts {
  const rows = columns[0]!.length;
  const { means, products } = centredProducts(columns, new Float64Array(rows).fill(1), rows);
  const at = (i: number, j: number): DoubleDouble => (j > i ? at(j, i) : products[(i * (i + 1)) / 2 + j]!);
  return {
    products: columns.map((_, i) => columns.map((__, j) => at(i, j))),
    sizes: columns.map((_, i) => Math.abs(means[i]![0]) + Math.sqrt(at(i, i)[0] / (rows - 1))),
    rows,
  };
}

export function sumOfItems({ products, sizes, rows }: ItemProducts): ItemSum {
  return {
    count: sizes.length,
    squares: total(products.map(total)),
    own: total(products.map((row, i) => row[i]!)),
    size: sizes.reduce((sum, size) => sum + size, 0),
    rows,
  };
}

export function itemAlone({ products, sizes, rows }: ItemProducts, i: number): ItemSum {
  const own = products[i]![i]!;
  return { count: 1, squares: own, own, size: sizes[i]!, rows };
}

/** The sum without an item, and the sum of products of the deviations of the two. */
export function restOf(
  { products, sizes }: ItemProducts,
  whole: ItemSum,
  i: number,
): { readonly rest: ItemSum; readonly product: DoubleDouble } {
  const own = products[i]![i]!;
  const withWhole = total(products[i]!);
  const product = subtract(withWhole, own);
  const rest: ItemSum = {
    ...whole,
    count: whole.count - 1,
    squares: subtract(subtract(whole.squares, withWhole), product),
    own: subtract(whole.own, own),
    size: whole.size - sizes[i]!,
  };
  return { rest, product };
}

/** Whether a sum varies by more than the rounding of its items. */
export function varies({ squares, size, rows }: ItemSum): boolean {
  return squares[0] > 0 && !isRounding(Math.sqrt(squares[0] / (rows - 1)), size);
}

/** 1 less Cronbach's alpha, with digits of its own where alpha is near 1. */
export function gapOf({ count, squares, own }: ItemSum): number {
  const lacking = subtract(multiply(own, [count, 0]), squares);
  return Math.max(0, divide(lacking, multiply(squares, [count - 1, 0]))[0]);
}

/** Correlation of two sums from their product and their squares. */
export function correlationOf(product: DoubleDouble, one: DoubleDouble, other: DoubleDouble): number {
  // in the order that leaves exactly 1 for columns that repeat each other
  const r = (product[0] / one[0]) * (Math.sqrt(one[0]) / Math.sqrt(other[0]));
  return Math.max(-1, Math.min(1, r)) + 0;
}

export function total(numbers: readonly DoubleDouble[]): DoubleDouble {
  return numbers.reduce<DoubleDouble>(add, [0, 0]);
}

export function subtract(a: DoubleDouble, [high, low]: DoubleDouble): DoubleDouble {
  return add(a, [-high, -low]);
}
