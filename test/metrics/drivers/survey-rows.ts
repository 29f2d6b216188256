import fc from "fast-check";

/** Customers' answers about three drivers on 1 to 5, and their outcome on the same scale. */
export type SurveyRows = readonly (readonly [food: number, gate: number, staff: number, overall: number])[];

const rating = fc.integer({ min: 1, max: 5 });

/** Rows whose outcome varies, enough of them for two dummies a driver. */
export const surveyRows: fc.Arbitrary<SurveyRows> = fc
  .array(fc.tuple(rating, rating, rating, rating), { minLength: 10, maxLength: 40 })
  .filter((rows) => rows.some((row) => row[3] !== rows[0]?.[3]));

export const NAMES = ["food", "gate", "staff"] as const;

/** The drivers' columns, in the order of the names. */
export function columnsOf(rows: SurveyRows, names: readonly (typeof NAMES)[number][] = NAMES) {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[NAMES.indexOf(name)] as number)]));
}

/** The outcome's column. */
export function outcomeOf(rows: SurveyRows) {
  return rows.map((row) => row[3]);
}

/** The rows in another order. */
export function turned<T>(rows: readonly T[], by: number): T[] {
  const at = by % rows.length;
  return [...rows.slice(at), ...rows.slice(0, at)].reverse();
}
