// Cookie Cats, an experiment of a mobile game: the first gate at level 30 (control) or at level 40 (treatment), and how
// many players came back after one and after seven days. Published counts.

import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

const rows = parse(readFileSync(new URL("cookie_cats_counts.csv", import.meta.url)), { columns: true, cast: true });
const [gate30, gate40] = rows;

/** Players of each arm, control first. */
export const players = [gate30.users, gate40.users];

const returned = (day) => [
  { successes: gate30[day], trials: gate30.users },
  { successes: gate40[day], trials: gate40.users },
];

/** Control and treatment: those who came back the day after, and after a week. */
export const nextDay = returned("retained_day1");
export const nextWeek = returned("retained_day7");
