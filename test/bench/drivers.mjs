// Speed of key drivers and of the loyalty curve, as ratios to what one would do without them, in one run: a model for
// every subset of the drivers, a model of the same rows, the curve itself. `npm run bench` starts this before it fills
// the memory with answers.

import {
  crossProducts,
  driverImportance,
  driverImportanceFromCrossProducts,
  insensitiveZone,
  linearModel,
  logisticDriverImportance,
  logisticModel,
  loyaltyCurve,
  segmentedRegression,
} from "cx-metrics";

const ROWS = 2000;

/** Numbers in [0, 1) that are the same in every run. */
function uniforms() {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Ratings of p items by customers who differ in mood, and an overall rating. */
function survey(p, rows = ROWS) {
  const random = uniforms();
  const moods = Array.from({ length: rows }, random);
  const rating = (mood) => Math.round(1 + 4 * (0.5 * mood + 0.5 * random()));
  const items = Object.fromEntries(Array.from({ length: p }, (_, j) => [`item${j}`, moods.map(rating)]));
  return { items, overall: moods.map(rating) };
}

function best(run, rounds) {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function line(what, ms, baseline) {
  const time = ms.toFixed(ms < 10 ? 2 : 0).padStart(8);
  const ratio = baseline === undefined ? "" : (ms / baseline).toPrecision(2);
  console.log(`${what.padEnd(56)}  ${time}  ${ratio.padStart(9)}`);
}

function everySubset(items, model) {
  const names = Object.keys(items);
  for (let subset = 1; subset < 2 ** names.length; subset++) {
    model(Object.fromEntries(names.filter((_, j) => (subset >> j) & 1).map((name) => [name, items[name]])));
  }
}

console.log(
  `drivers and curve: ${ROWS.toLocaleString("en")} rows unless told, best of 1 to 5, Node ${process.version}`,
);
console.log(`\n${"shares of R² from cross products, no draws".padEnd(56)}        ms  to subsets`);
{
  const { items, overall } = survey(10);
  const summary = crossProducts({ ...items, overall });
  const exact = () => driverImportanceFromCrossProducts(summary, "overall");
  exact();
  const subsets = best(() => everySubset(items, (columns) => linearModel(columns, overall)), 1);
  line("10 drivers, linearModel() of every subset", subsets, subsets);
  line("10 drivers", best(exact, 5), subsets);
  for (const p of [15, 20, 24]) {
    const larger = survey(p);
    const whole = crossProducts({ ...larger.items, overall: larger.overall });
    line(
      `${p} drivers`,
      best(() => driverImportanceFromCrossProducts(whole, "overall"), p < 20 ? 5 : 2),
    );
  }
}
{
  const { items, overall } = survey(12);
  const once = best(() => driverImportance(items, overall, { draws: 0 }), 5);
  line("12 drivers, from rows", once);
  line(
    "12 drivers, from rows, 1,000 draws",
    best(() => driverImportance(items, overall, { draws: 1000 }), 1),
  );
}

console.log(`\n${"shares of McFadden's R²".padEnd(56)}        ms  to subsets`);
for (const [p, rounds] of [
  [6, 5],
  [10, 2],
  [12, 1],
]) {
  const { items, overall } = survey(p);
  const promoter = overall.map((rating) => rating > 3);
  const shares = () => logisticDriverImportance(items, promoter);
  if (p === 6) {
    shares();
    const subsets = best(() => everySubset(items, (columns) => logisticModel(columns, promoter)), 1);
    line("6 drivers, logisticModel() of every subset", subsets, subsets);
    line("6 drivers", best(shares, rounds), subsets);
    line(
      "6 drivers, 100 draws",
      best(() => logisticDriverImportance(items, promoter, { draws: 100 }), 1),
      subsets,
    );
  } else line(`${p} drivers`, best(shares, rounds));
}

console.log(`\n${"segmentedRegression() of scores to two digits".padEnd(56)}        ms  to a model`);
for (const n of [1000, 10_000, 100_000]) {
  const random = uniforms();
  const x = Array.from({ length: n }, () => Math.round(1000 * random()) / 100);
  const y = x.map((value) => Math.max(0, 3 - value) + Math.max(0, value - 7) + random());
  const model = best(() => linearModel({ x }, y), 2);
  const rows = n.toLocaleString("en");
  line(
    `${rows} rows, one break`,
    best(() => segmentedRegression(x, y), n < 1e5 ? 2 : 1),
    model,
  );
  line(
    `${rows} rows, two breaks`,
    best(() => segmentedRegression(x, y, { breaks: 2 }), 1),
    model,
  );
}

console.log(`\n${"insensitiveZone()".padEnd(56)}        ms    to curve`);
for (const top of [5, 10]) {
  const { items } = survey(2, 10_000);
  const satisfaction = items.item0.map((rating, i) => (top === 5 ? rating : 2 * rating - (i % 2)));
  const loyalty = items.item1;
  const curve = loyaltyCurve(satisfaction, loyalty, { scale: { min: 1, max: top } });
  const levels = best(() => loyaltyCurve(satisfaction, loyalty, { scale: { min: 1, max: top } }), 5);
  line(
    `${top} levels, 10,000 answers`,
    best(() => insensitiveZone(curve), 3),
    levels,
  );
}
console.log();
