// Digits that agree with NIST's certified values of the linear reference sets, beside what npm offers else: the worst
// coefficient and the worst standard error of each set. `npm run bench:accuracy` builds the package and starts this.
//
// Columns are the powers of x rounded to doubles, as every peer must take them; the last column of the table is this
// library's own way to powers, `terms: [{ polynomial: "x", degree }]`.

import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { linearModel } from "cx-metrics";
import jstat from "jstat";
import MultivariateLinearRegression from "ml-regression-multivariate-linear";
import { linearRegression } from "simple-statistics";

const golden = (name) => new URL(`../golden/${name}`, import.meta.url);
const { lls } = JSON.parse(readFileSync(golden("nist.json"), "utf8"));

/** -log10 of the relative error, of the absolute one where 0 is certified; "-" where there is no number. */
function digits(actual, certified) {
  if (!Number.isFinite(actual)) return Number.NaN;
  const error = Math.abs(actual - certified) / (certified === 0 ? 1 : Math.abs(certified));
  return error === 0 ? 17 : Math.max(0, -Math.log10(error));
}

const worst = (values, certified) =>
  values ? Math.min(...certified.map((one, j) => digits(values[j], Number(one)))) : Number.NaN;

/** Each peer's coefficients, the intercept first, and their standard errors, where it has them. */
const PEERS = {
  "cx-metrics": ({ columns, y, intercept }) => {
    const table = Object.fromEntries(columns.map((column, j) => [`x${j}`, column]));
    const { coefficients } = linearModel(table, y, { intercept });
    return { b: coefficients.map((c) => c.estimate), se: coefficients.map((c) => c.standardError) };
  },
  "ml-regression-multivariate-linear": ({ columns, y, intercept }) => {
    const rows = y.map((_, i) => columns.map((column) => column[i]));
    const model = new MultivariateLinearRegression(
      rows,
      y.map((value) => [value]),
      { intercept },
    );
    const last = (list) => (intercept ? [list.at(-1), ...list.slice(0, -1)] : list);
    return { b: last(model.weights.map(([b]) => b)), se: last(model.stdErrors) };
  },
  jstat: ({ columns, y, intercept }) => {
    const rows = y.map((_, i) => [...(intercept ? [1] : []), ...columns.map((column) => column[i])]);
    const model = jstat.models.ols(y, rows);
    return { b: model.coef, se: model.t.se };
  },
  "simple-statistics": ({ columns, y, intercept }) => {
    if (columns.length > 1 || !intercept) return {};
    const { m, b } = linearRegression(y.map((value, i) => [columns[0][i], value]));
    return { b: [b, m] };
  },
  "cx-metrics, polynomial": ({ columns, y, intercept, degree }) => {
    if (degree < 2) return {};
    const terms = [{ polynomial: "x", degree }];
    const { coefficients } = linearModel({ x: columns[0] }, y, { terms, intercept });
    return { b: coefficients.map((c) => c.estimate), se: coefficients.map((c) => c.standardError) };
  },
};

const shown = (value) => (Number.isNaN(value) ? "-" : value.toFixed(1));
const table = Object.entries(lls).map(([name, set]) => {
  const rows = parse(readFileSync(golden(`data/${set.csv.includes("/") ? set.csv : `nist/${set.csv}`}`)), {
    columns: true,
  });
  const read = (column) => rows.map((row) => Number(row[column]));
  const x = set.predictors.map(read);
  const columns =
    set.polynomialDegree > 1
      ? Array.from({ length: set.polynomialDegree }, (_, d) => x[0].map((v) => v ** (d + 1)))
      : x;
  const data = {
    columns,
    y: read("y"),
    intercept: set.intercept,
    degree: set.predictors.length === 1 ? set.polynomialDegree : 1,
  };
  const line = { set: name };
  for (const [peer, solve] of Object.entries(PEERS)) {
    let result = {};
    try {
      result = solve(data);
    } catch {
      // a peer that gives up has no digits
    }
    const b = worst(
      result.b,
      set.params.map((p) => p.estimate),
    );
    const se = worst(
      result.se,
      set.params.map((p) => p.sd),
    );
    line[peer] = `${shown(b)} / ${shown(se)}`;
  }
  return line;
});
console.log("worst coefficient / worst standard error, in digits that agree (17: all)");
console.table(table);
