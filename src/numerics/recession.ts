import { leastSquares } from "./least-squares";
import { dot } from "./sums";

/** The least a row of length 1 must gain along a direction of length 1 to gain at all. */
const GAIN = 1e-8;
/** A combination of rows of length 1, with weights of sum 1, that is shorter is zero. */
const ZERO = 1e-13;

/**
 * The rows a that gain along some direction d along which no row loses: a d > 0 for these, a d >= 0 for all.
 *
 * @remarks Either a combination of the rows with nothing but positive weights is zero, and then no row gains anywhere,
 * or the shortest combination with weights of at least 1/n is itself a direction of gain (Stiemke's alternative). The
 * shortest one is a problem of non-negative least squares, which Lawson and Hanson's active set solves in finitely many
 * steps. Rows that gain are set aside, and the others are asked again: they may gain along a direction along which the
 * first ones, moved far enough before, do not lose. At most p rounds, each about p passes over the rows: O(n p^3) time.
 *
 * @param columns - p columns of n numbers, whose rows these are; rows of zeros gain nowhere.
 * @returns 1 for each row that gains, else 0.
 * @see Lawson and Hanson (1974), Solving Least Squares Problems, chapter 23 (not read); Stiemke (1915), Mathematische
 * Annalen 76, 340-342, doi:10.1007/BF01458147 (not read)
 */
export function gainingRows(columns: readonly Float64Array[]): Uint8Array {
  const n = columns[0]?.length ?? 0;
  const gains = new Uint8Array(n);
  const squares = new Float64Array(n);
  for (const column of columns) {
    for (let i = 0; i < n; i++) squares[i] = (squares[i] as number) + (column[i] as number) ** 2;
  }
  let rows = Array.from(squares.keys()).filter((i) => (squares[i] as number) > 0);
  while (rows.length > 0) {
    const unit = columns.map((column) =>
      Float64Array.from(rows, (i) => (column[i] as number) / Math.sqrt(squares[i] as number)),
    );
    const direction = directionOfGain(unit);
    const along = direction && productWith(unit, direction);
    const rest = along ? rows.filter((_, k) => !((along[k] as number) > GAIN)) : rows;
    // a direction along which some row loses is rounding
    if (along === null || rest.length === rows.length || along.some((gain) => gain < -GAIN)) break;
    for (const i of rows) gains[i] = 1;
    for (const i of rest) gains[i] = 0;
    rows = rest;
  }
  return gains;
}

/** The shortest combination of rows of length 1 with weights of at least 1/n, as a direction; `null` if it is zero. */
function directionOfGain(columns: readonly Float64Array[]): Float64Array | null {
  const n = columns[0]?.length ?? 0;
  const rowOf = (i: number) => Float64Array.from(columns, (column) => column[i] as number);
  const mean = Float64Array.from(columns, (column) => column.reduce((sum, x) => sum + x, 0) / n);
  const target = mean.map((x) => -x);
  let active: number[] = [];
  let weights = new Float64Array(0);
  let shortest = mean;
  // each round adds a row that shortens the combination; the limit is there for rounding alone
  for (let round = 0; round < 10 * columns.length + 50; round++) {
    const size = Math.sqrt(dot(shortest, 0, shortest, 0, shortest.length));
    if (!(size > ZERO)) return null;
    const along = productWith(columns, shortest);
    let worst = -1;
    for (let i = 0; i < n; i++) {
      if ((along[i] as number) < (worst < 0 ? -0.1 * GAIN * size : (along[worst] as number))) worst = i;
    }
    if (worst < 0 || active.includes(worst)) break;
    active.push(worst);
    weights = Float64Array.of(...weights, 0);
    for (;;) {
      const fit = leastSquares(active.map(rowOf), target);
      // a row that the others express has no weight of its own
      const wanted = new Float64Array(active.length);
      fit.kept.forEach((j, k) => {
        wanted[j] = fit.coefficients[k] as number;
      });
      if (fit.rank === active.length && wanted.every((weight) => weight > 0)) {
        weights = wanted;
        shortest = fit.residuals.map((x) => -x);
        break;
      }
      // as far towards the wanted weights as none turns negative; those that reach zero leave
      let share = 1;
      wanted.forEach((weight, j) => {
        const from = weights[j] as number;
        if (weight <= 0) share = Math.min(share, from / (from - weight || 1));
      });
      const moved = weights.map((weight, j) => weight + share * ((wanted[j] as number) - weight));
      const stays = moved.map((weight, j) => (weight > 1e-14 && (wanted[j] as number) !== 0 ? 1 : 0));
      if (stays.every((stay) => stay === 1)) stays[moved.indexOf(Math.min(...moved))] = 0;
      active = active.filter((_, j) => stays[j] === 1);
      weights = moved.filter((_, j) => stays[j] === 1);
      if (active.length === 0) {
        shortest = mean;
        break;
      }
    }
  }
  const size = Math.sqrt(dot(shortest, 0, shortest, 0, shortest.length));
  return shortest.map((x) => x / size);
}

/** Each row's product with a direction. */
function productWith(columns: readonly Float64Array[], direction: Float64Array): Float64Array {
  const product = new Float64Array(columns[0]?.length ?? 0);
  columns.forEach((column, j) => {
    const factor = direction[j] as number;
    for (let i = 0; i < product.length; i++) product[i] = (product[i] as number) + factor * (column[i] as number);
  });
  return product;
}
