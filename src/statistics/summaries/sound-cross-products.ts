import { checkCount, checkFinite, checkName, checkObject, checkTotal, reject, shown } from "../../core/checks";
import type { RowUse } from "../../core/columns";
import type { CrossProducts } from "./cross-products";

/** A sound copy of a summary, which may come from JSON that somebody else wrote; refuses what is none. */
export function soundCrossProducts<N extends string>(
  fn: string,
  path: string,
  value: CrossProducts<N>,
): CrossProducts<N> {
  checkObject(fn, path, value);
  if (value.kind !== "cross-products") {
    reject(fn, path, "be cross products, as crossProducts() makes them", value);
  }
  const { n, nMissing } = value;
  checkCount(fn, `${path}.n`, n);
  checkCount(fn, `${path}.nMissing`, nMissing);
  checkTotal(fn, path, n + nMissing);
  const names = soundNames(fn, `${path}.names`, value.names);
  const p = names.length;
  const rows = soundRows(fn, `${path}.rows`, value.rows, names, n);
  if (n === 0 && value.means !== null) reject(fn, `${path}.means`, "be null without an observation", value.means);
  const numbers = (key: "means" | "meansLow" | "products" | "productsLow", length: number) =>
    soundNumbers(fn, `${path}.${key}`, value[key], length);
  const means = n === 0 ? null : numbers("means", p);
  const meansLow = numbers("meansLow", p);
  checkLow(fn, `${path}.meansLow`, meansLow, means ?? meansLow.map(() => 0));
  const products = numbers("products", (p * (p + 1)) / 2);
  const productsLow = value.productsLow === null ? null : numbers("productsLow", (p * (p + 1)) / 2);
  if (productsLow !== null) checkLow(fn, `${path}.productsLow`, productsLow, products);
  checkProducts(fn, `${path}.products`, products, p, n);
  return {
    kind: "cross-products",
    names,
    n: n + 0,
    nMissing: nMissing + 0,
    means,
    meansLow,
    products,
    productsLow,
    rows,
  };
}

function soundNames<N extends string>(fn: string, path: string, names: readonly N[]): N[] {
  if (!Array.isArray(names) || names.length === 0) reject(fn, path, "be an array of at least one name", names);
  return Array.from(names as readonly N[], (name, i) => {
    checkName(fn, `${path}.${i}`, name);
    if (names.indexOf(name) < i) reject(fn, `${path}.${i}`, "be another name than those before it", name);
    return name;
  });
}

function soundRows(fn: string, path: string, rows: RowUse, names: readonly string[], n: number): RowUse {
  checkObject(fn, path, rows);
  const { total, used, missing } = rows;
  checkCount(fn, `${path}.total`, total);
  checkCount(fn, `${path}.used`, used);
  if (used > total) reject(fn, `${path}.used`, `be at most the total (${total})`, used);
  if (used > n || (used === 0 && n > 0)) reject(fn, `${path}.used`, `be the rows of ${n} observations`, used);
  if (!Array.isArray(missing) || missing.length !== names.length) {
    reject(fn, `${path}.missing`, `be an array of ${names.length} objects, one a column`, missing);
  }
  return {
    total: total + 0,
    used: used + 0,
    missing: names.map((name, j) => {
      const column = missing[j];
      checkObject(fn, `${path}.missing.${j}`, column);
      if (column.name !== name) reject(fn, `${path}.missing.${j}.name`, `be ${shown(name)} as in names`, column.name);
      checkCount(fn, `${path}.missing.${j}.n`, column.n);
      if (column.n > total - used) {
        reject(fn, `${path}.missing.${j}.n`, `be at most the rows left out (${total - used})`, column.n);
      }
      return { name, n: column.n + 0 };
    }),
  };
}

function soundNumbers(fn: string, path: string, list: unknown, length: number): number[] {
  if (!Array.isArray(list) || list.length !== length) reject(fn, path, `be an array of ${length} numbers`, list);
  return Array.from(list as readonly unknown[], (value, i) => {
    checkFinite(fn, `${path}.${i}`, value);
    return value + 0;
  });
}

function checkLow(fn: string, path: string, low: readonly number[], high: readonly number[]): void {
  low.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(high[i] as number) * Number.EPSILON) {
      reject(fn, `${path}.${i}`, "be below the last digit of the number that it belongs to", value);
    }
  });
}

/** Squares are not negative, products not larger than they allow, and fewer than two observations do not vary. */
function checkProducts(fn: string, path: string, products: readonly number[], p: number, n: number): void {
  const size = (j: number) => Math.sqrt(products[(j * (j + 3)) / 2] as number);
  let at = 0;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      const product = products[at] as number;
      if (n < 2 && product !== 0) {
        reject(fn, `${path}.${at}`, "be 0, as fewer than two observations do not vary", product);
      }
      if (i === j && product < 0) reject(fn, `${path}.${at}`, "be a sum of squares, >= 0", product);
      at++;
    }
  }
  at = 0;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      const most = size(i) * size(j);
      if (Math.abs(products[at] as number) > most * (1 + 1e-9)) {
        reject(fn, `${path}.${at}`, `be within ${most} of 0, as its columns' squares say`, products[at]);
      }
      at++;
    }
  }
}
