// Speed of comparisons of ratings, as ratios to counting the answers of both arms, in one run; of counting every way to
// deal them; and of several variants, from summaries. `npm run bench` starts this last.

import { compareMeans, compareProportions, compareRatings, compareVariants, tally } from "cx-metrics";

const N = 1_000_000;
const scale = { min: 1, max: 5 };

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

const answers = (n, shift) => Array.from({ length: n }, (_, i) => 1 + ((Math.imul(i + shift, 2654435761) >>> 0) % 5));
const line = (name, ms, ratio) => console.log(`${name.padEnd(56)}  ${ms.toFixed(1).padStart(8)}  ${ratio}`);

console.log(`\n${"compareRatings()".padEnd(56)}        ms  to counting`);
for (const [name, of] of [
  ["a million answers an arm, plain arrays", (list) => list],
  ["a million answers an arm, Int8Array", (list) => Int8Array.from(list)],
]) {
  const arms = [of(answers(N, 1)), of(answers(N, 7))];
  const counting = best(() => arms.map((arm) => tally(arm, { scale })), 7);
  const compared = best(() => compareRatings(...arms), 7);
  line(name, compared, (compared / counting).toFixed(2).padStart(11));
}
for (const [control, treatment] of [
  [50, 50],
  [120, 120],
  [1_000_000, 50],
]) {
  const arms = [answers(control, 1), answers(treatment, 7)];
  const counted = best(() => compareRatings(...arms, { method: "exact" }), 2);
  line(`exact, ${control.toLocaleString("en")} and ${treatment} answers`, counted, "");
}

const sizes = [9000, 10_200, 10_050, 9800, 10_100];
const means = sizes.map((n, i) => ({ n, mean: 4 + i / 50, standardDeviation: 1 + i / 20 }));
const shares = sizes.map((trials, i) => ({ successes: 4000 + 30 * i, trials }));
console.log(`\n${"compareVariants(), four variants and control, summaries".padEnd(56)}        ms`);
for (const [name, [control, ...variants], options] of [
  ["shares, holm", shares, { compare: compareProportions }],
  ["means, dunnett", means, { compare: compareMeans, adjust: "dunnett" }],
  ["means, tukey", means, { compare: compareMeans, adjust: "tukey" }],
]) {
  line(
    name,
    best(() => compareVariants(control, { ...variants }, options), 20),
    "",
  );
}
