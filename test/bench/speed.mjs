// Speed of the two measures on ten million answers, as ratios to a bare counting loop over the same container, in one
// run. `npm run bench` builds the package and starts this with --expose-gc.
//
// Before anything is measured the process runs each function on every accepted kind of input, since a loop that engines
// have specialised for one kind slows down when it meets the others. Each bare loop has a text of its own, so that it
// shares no type feedback with another.

import { csat, nps } from "cx-metrics";

const N = 10_000_000;
const ROUNDS = 7;
const answer = (i) => (Math.imul(i, 2654435761) >>> 0) % 5;

const array = (make) => {
  const values = [];
  for (let i = 0; i < N; i++) values.push(make(i));
  return values;
};
const typed = (Type) => Type.from({ length: N }, (_, i) => answer(i) + 1);

const containers = {
  "plain array": array((i) => (answer(i) | 0) + 1),
  "plain array, made of fractions": array((i) => (i === 0 ? 0.5 : answer(i) + 1)),
  "plain array, 1 in 10 null": array((i) => (i % 10 === 0 ? null : (answer(i) | 0) + 1)),
  "plain array with holes": array((i) => (answer(i) | 0) + 1),
  Int8Array: typed(Int8Array),
  Uint8Array: typed(Uint8Array),
  Int16Array: typed(Int16Array),
  Uint16Array: typed(Uint16Array),
  Int32Array: typed(Int32Array),
  Uint32Array: typed(Uint32Array),
  Float32Array: typed(Float32Array),
  Float64Array: typed(Float64Array),
};
containers["plain array, made of fractions"][0] = 1;
// an array that grows past its end keeps the fast layout; deleting elements would make it a dictionary
containers["plain array with holes"][N + 5] = 3;

const bareLoop = (name) =>
  new Function(
    "ratings",
    `/* ${name} */ const counts = new Int32Array(11); let missing = 0;
    for (let i = 0; i < ratings.length; i++) { const r = ratings[i]; if (r == null) missing++; else counts[r]++; }
    return missing + counts[3];`,
  );

/** What products write today. */
const naive = (ratings) => {
  const promoters = ratings.filter((rating) => rating >= 9).length;
  const detractors = ratings.filter((rating) => rating !== null && rating <= 6).length;
  return (100 * (promoters - detractors)) / ratings.length;
};

const warm = 100_000;
for (let round = 0; round < 3; round++) {
  for (const values of Object.values(containers)) {
    const some = values.slice(0, warm);
    nps(some);
    csat(some);
    nps(new Set(some));
    csat(some[Symbol.iterator]());
  }
}

const best = (run) => {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    globalThis.gc?.();
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
};

console.log(`${N.toLocaleString("en")} answers, best of ${ROUNDS}, Node ${process.version}`);
console.log("ratio to a bare counting loop: bar 1.5 for typed arrays, 2 for plain arrays\n");
console.log(`${"container".padEnd(32)}  bare ms    nps   csat  naive nps`);
for (const [name, values] of Object.entries(containers)) {
  const loop = bareLoop(name);
  const bare = best(() => loop(values));
  const ratio = (run) => (best(run) / bare).toFixed(2).padStart(5);
  console.log(
    `${name.padEnd(32)}  ${bare.toFixed(1).padStart(7)}  ${ratio(() => nps(values))}  ${ratio(() => csat(values))}      ${ratio(() => naive(values))}`,
  );
}

// last, since what it allocates slows the loops above down
await import("./drivers.mjs");
await import("./comparisons.mjs");
