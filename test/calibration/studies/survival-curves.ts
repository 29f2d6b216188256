import type { RandomGenerator } from "../../../src/numerics/random";
import { kaplanMeier } from "../../../src/statistics/estimates/kaplan-meier";
import { SURVIVAL_METHODS } from "../../../src/statistics/estimates/survival-curve";
import {
  COVERS_OR_CAVEAT,
  type Demand,
  type Figure,
  holds,
  type Row,
  type Run,
  repeat,
  rowsOf,
  type Study,
  simulated,
} from "../study";

const SIZES = [20, 50, 200];
/** Shares that have not had the event yet at the times at which the curve is read. */
const SHARES = [0.9, 0.5, 0.2];

/** Until when a customer was followed, where the mean time to the event is 1; drawn for each. */
const FOLLOWED: Record<string, (uniform: number) => number> = {
  none: () => Infinity,
  "a fifth": (uniform) => 5 * uniform,
  "nearly a half": (uniform) => 1.7 * uniform,
};

const timeOf = (share: number) => -Math.log(share);
/** The restricted mean is taken up to where half remain. */
const HORIZON = timeOf(0.5);

/** At most so many durations, in samples of which few are followed for long. */
const MOST = 100;

export const survivalCurves: Study = {
  name: "survival-curves",
  title: "Survival curves",
  about: `
Coverage of \`kaplanMeier\`: of the curve at the times when 90, 50 and 20 % have not had the event yet, of the median,
and of the mean up to the median. Times to the event are exponential; customers enter evenly over a period, so that
those who came late are followed for a short time only. A curve that was not observed that long, or that has no interval
because all or none have had the event, counts as not covering. Last, samples of 5 to ${MOST} of which few or many are
followed up to the time, apart by the caveat \`few-followed\`, which is given below five.`,
  replications: 2000,
  run: (run) => [
    ...Object.keys(FOLLOWED).flatMap((censored) => SIZES.flatMap((n) => rowsOfCase(censored, n, run))),
    ...SHARES.flatMap((share) => rowsByCaveat(share, run)),
  ],
};

function rowsOfCase(censored: string, n: number, { replications, stream }: Run): Row[] {
  const curve = rowsOf({ caption: "Coverage of the curve", cases: "censored; n; share" });
  const times = rowsOf({ caption: "Coverage of times", cases: "censored; n" });
  const random = stream(`${censored}, ${n}`);
  const found: Record<string, Figure> = repeat(replications, () => trial(FOLLOWED[censored]!, n, random));
  const line = `${censored}; ${n}`;
  return [
    ...SHARES.flatMap((share) =>
      SURVIVAL_METHODS.map((method) =>
        curve(`${line}; ${share}`, method, found[`${method} ${share}`]!, demandOf(method)),
      ),
    ),
    times(line, "median, wilson", found["median wilson"]!, COVERS_OR_CAVEAT),
    times(line, "median, log-log", found["median log-log"]!, COVERS_OR_CAVEAT),
    times(line, "restricted mean", found["mean"]!, COVERS_OR_CAVEAT),
  ];
}

/** Of R's methods only the best is asked for anything. */
function demandOf(method: string): Demand | null {
  return method === "log-log" || method === "wilson" ? COVERS_OR_CAVEAT : null;
}

function trial(followed: (uniform: number) => number, n: number, random: RandomGenerator) {
  const { durations, observed } = sampleOf(followed, n, random);
  const answers: Record<string, boolean | null> = {};
  for (const method of SURVIVAL_METHODS) {
    const result = kaplanMeier(durations, { observed, method, times: SHARES.map(timeOf), horizon: HORIZON });
    for (const [i, share] of SHARES.entries()) {
      answers[`${method} ${share}`] = holds(result.readings[i]!.interval, share);
    }
    answers[`median ${method}`] = holds(result.median.interval, timeOf(0.5));
    // 1 - e^-h
    answers["mean"] = holds(result.restrictedMean?.interval ?? null, 0.5);
  }
  return answers;
}

function rowsByCaveat(share: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: "Coverage of `wilson`", cases: "share" });
  const random = stream(`followed up to ${share}`);
  const hits = { few: 0, enough: 0 };
  const counts = { few: 0, enough: 0 };
  while (Math.min(counts.few, counts.enough) < replications) {
    const n = 5 + random.below(MOST - 4);
    // from nobody followed up to the time to half of all
    const longest = (0.8 + 1.2 * uniform(random)) * timeOf(share);
    const { durations, observed } = sampleOf((u) => longest * u, n, random);
    const { readings, caveats } = kaplanMeier(durations, { observed, times: [timeOf(share)] });
    const { interval } = readings[0]!;
    if (interval === null) continue;
    const which = caveats.some(({ code }) => code === "few-followed") ? "few" : "enough";
    if (counts[which] === replications) continue;
    counts[which]++;
    if (holds(interval, share)) hits[which]++;
  }
  return [
    row(String(share), "with `few-followed`", simulated(hits.few, replications), COVERS_OR_CAVEAT),
    row(String(share), "without", simulated(hits.enough, replications), COVERS_OR_CAVEAT),
  ];
}

function sampleOf(followed: (uniform: number) => number, n: number, random: RandomGenerator) {
  const events = Array.from({ length: n }, () => -Math.log(uniform(random)));
  const ends = events.map(() => followed(uniform(random)));
  return {
    durations: events.map((event, i) => Math.min(event, ends[i]!)),
    observed: events.map((event, i) => event <= ends[i]!),
  };
}

/** Never 0, whose logarithm is infinite. */
function uniform(random: RandomGenerator): number {
  return (random.uint32() + 0.5) / 2 ** 32;
}
