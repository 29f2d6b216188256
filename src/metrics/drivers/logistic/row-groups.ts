/** Rows that are equal in some columns, as groups. */
export interface RowGroups {
  /** Which group each row is in. */
  readonly groupOf: Int32Array;
  /** The first row of each group, ascending. */
  readonly firsts: Int32Array;
  /** The group that each was split off from. */
  readonly origins: Int32Array;
}

/** Splits groups of rows by the values of one more column. O(n) time. */
export function splitGroups({ groupOf, firsts }: RowGroups, column: Float64Array): RowGroups {
  const n = column.length;
  const values = new Map<number, number>();
  const split = new Int32Array(n);
  const found: number[] = [];
  const origins: number[] = [];
  const places = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const value = column[i] as number;
    let code = values.get(value);
    if (code === undefined) {
      code = values.size;
      values.set(value, code);
    }
    const key = code * firsts.length + (groupOf[i] as number);
    let place = places.get(key);
    if (place === undefined) {
      place = found.length;
      places.set(key, place);
      found.push(i);
      origins.push(groupOf[i] as number);
    }
    split[i] = place;
  }
  return { groupOf: split, firsts: Int32Array.from(found), origins: Int32Array.from(origins) };
}

/** All rows as one group. */
export function oneGroup(n: number): RowGroups {
  const any = Math.min(n, 1);
  return { groupOf: new Int32Array(n), firsts: new Int32Array(any), origins: new Int32Array(any) };
}

/** A column at some places. */
export function at(places: Int32Array, column: Float64Array): Float64Array {
  const values = new Float64Array(places.length);
  for (let k = 0; k < values.length; k++) values[k] = column[places[k] as number] as number;
  return values;
}

/** The sum of a column in each group. */
export function sumsIn({ groupOf, firsts }: RowGroups, column: Float64Array): Float64Array {
  const sums = new Float64Array(firsts.length);
  for (let i = 0; i < column.length; i++) {
    const group = groupOf[i] as number;
    sums[group] = (sums[group] as number) + (column[i] as number);
  }
  return sums;
}
