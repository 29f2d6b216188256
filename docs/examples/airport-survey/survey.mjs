// The survey as columns: the file's strings are checked and become numbers, and a row that cannot be read is reported.

import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { surveyTable } from "cx-metrics/input";

const readCsv = (name) => parse(readFileSync(new URL(name, import.meta.url)), { columns: true });

const fivePoints = { min: 1, max: 5 };
const service = (field) => ({ field, type: "rating", scale: fivePoints });

// passengers who did not use a service could not rate it, so a model of all fourteen would lose most of the survey
const OTHER_SERVICES = [
  "q7infodown",
  "q7infoup",
  "q7wifi",
  "q7roads",
  "q7park",
  "q7airtrain",
  "q7ltparking",
  "q7rental",
];

/** All columns, one value a passenger: `n` accepted rows, and those `rejected`. */
export const { n, columns, rejected } = surveyTable(readCsv("sfo_2017.csv"), {
  overall: service("q7all"),
  recommend: { field: "nps", type: "rating", scale: { min: 0, max: 10 } },
  findWay: service("q14find"),
  problem: { type: "rating", scale: { min: 0, max: 1 } },
  weight: { type: "number" },
  language: { field: "lang", type: "number" },
  art: service("q7art"),
  food: service("q7food"),
  store: service("q7store"),
  sign: service("q7sign"),
  walkways: service("q7walkways"),
  screens: service("q7screens"),
  ...Object.fromEntries(OTHER_SERVICES.map((field) => [field, service(field)])),
});

const { art, food, store, sign, walkways, screens } = columns;

/** The six services that nearly every passenger meets. */
export const services = { art, food, store, sign, walkways, screens };

/** All fourteen. */
export const allServices = {
  ...services,
  ...Object.fromEntries(OTHER_SERVICES.map((field) => [field, columns[field]])),
};

/** The reasons of those who met a problem, and how many named each. */
export const reasons = readCsv("sfo_2017_problem_reasons.csv").map(({ label, count }) => ({
  name: label,
  value: Number(count),
}));
