import { checkSameLength, checkTotal, reject, shown } from "../../core/checks";
import { add, type DoubleDouble, divide, multiply } from "../../numerics/double-double";
import { type CrossProducts, partsOf } from "./cross-products";
import { checkSpread } from "./moments";
import { soundCrossProducts } from "./sound-cross-products";

/**
 * Several cross products as one, as if their rows had been summarised together.
 *
 * @remarks $$S_{ij} = S_{ij}^a + S_{ij}^b + \delta_i \delta_j \frac{n_a n_b}{n_a + n_b}, \quad \delta = \bar x^b -
 * \bar x^a$$ in twice the precision: to about 1e-30 of the spreads in any order and however the rows are split, also
 * where columns are 1e9 standard deviations from 0. Where a part has the digits of one double only, so has the whole. A
 * summary of nothing changes nothing. O(summaries x columns^2).
 *
 * @typeParam N - The columns' names.
 * @param first - Cross products; the columns of the others must be its columns, in its order.
 * @param others - Any number of cross products.
 * @returns New cross products.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound summary, and when names or their order differ.
 * @see Chan, Golub and LeVeque (1983), The American Statistician 37(3), 242-247, doi:10.2307/2683386 (not read)
 *
 * @example
 * ```ts
 * const may = crossProducts({ food: [3, 4], overall: [2, 4] });
 * const june = crossProducts({ food: [5], overall: [6] });
 * const { n, means, products } = mergeCrossProducts(may, june);
 * [n, means, products]; //=> [3, [4, 4], [2, 4, 8]]
 * mergeCrossProducts(may, crossProducts({ overall: [6], food: [5] })); //=> throws StatsError
 * ```
 */
export function mergeCrossProducts<N extends string>(
  first: CrossProducts<N>,
  ...others: readonly CrossProducts<NoInfer<N>>[]
): CrossProducts<N> {
  const fn = "mergeCrossProducts";
  let merged = soundCrossProducts(fn, "summaries.0", first);
  const { names } = merged;
  others.forEach((one, i) => {
    const path = `summaries.${i + 1}`;
    const next = soundCrossProducts(fn, path, one);
    checkSameLength(fn, `${path}.names`, next.names.length, names.length, "the first one's");
    names.forEach((name, j) => {
      const rule = `be ${shown(name)} as in the first one`;
      if (next.names[j] !== name) reject(fn, `${path}.names.${j}`, rule, next.names[j]);
    });
    merged = mergePair(fn, path, merged, next);
  });
  checkTotal(fn, "summaries", merged.n + merged.nMissing);
  checkTotal(fn, "summaries.rows", merged.rows.total);
  return merged;
}

function mergePair<N extends string>(
  fn: string,
  path: string,
  a: CrossProducts<N>,
  b: CrossProducts<N>,
): CrossProducts<N> {
  const counts = {
    n: a.n + b.n,
    nMissing: a.nMissing + b.nMissing,
    rows: {
      total: a.rows.total + b.rows.total,
      used: a.rows.used + b.rows.used,
      missing: a.rows.missing.map(({ name, n }, j) => ({ name, n: n + (b.rows.missing[j] as { n: number }).n })),
    },
  };
  if (a.means === null) return { ...b, ...counts };
  if (b.means === null) return { ...a, ...counts };
  const part = (list: readonly number[], low: readonly number[] | null, j: number): DoubleDouble => [
    list[j] as number,
    low?.[j] ?? 0,
  ];
  const means = a.means.map((_, j) => part(a.means!, a.meansLow, j));
  const steps = means.map(([high, low], j) => add(part(b.means!, b.meansLow, j), [-high, -low]));
  const share = divide([b.n, 0], [counts.n, 0]);
  const weight = multiply(share, [a.n, 0]);
  steps.forEach(([step], j) => {
    const at = (j * (j + 3)) / 2;
    const own = a.products[at]! + b.products[at]!;
    // where the parts have a spread of their own, a difference too small for its square adds nothing
    if (own === 0 || !(Math.abs(step) < 1)) checkSpread(fn, `${path}.means.${j}`, step);
    if (!(own + step * step * weight[0] < Infinity)) {
      reject(fn, `${path}.products.${at}`, "merge to less than 1.8e308", Infinity);
    }
  });
  const mean = partsOf(means.map((from, j) => add(from, multiply(steps[j]!, share))));
  const product = partsOf(
    a.products.map((_, at) => {
      const own = add(part(a.products, a.productsLow, at), part(b.products, b.productsLow, at));
      const [i, j] = placesOf(at);
      return add(own, multiply(multiply(steps[i]!, weight), steps[j]!));
    }),
  );
  return {
    kind: "cross-products",
    names: a.names,
    ...counts,
    means: mean.high,
    meansLow: mean.low,
    products: product.high,
    productsLow: a.productsLow === null || b.productsLow === null ? null : product.low,
  };
}

/** Row and column of a place in the lower triangle. */
function placesOf(at: number): [number, number] {
  const i = Math.floor((Math.sqrt(8 * at + 1) - 1) / 2);
  return [i, at - (i * (i + 1)) / 2];
}
