import type { OpenInterval } from "../../../src/core/estimate";
import { csat } from "../../../src/metrics/satisfaction/csat";
import { difference } from "../../../src/statistics/estimates/difference";
import { proportion } from "../../../src/statistics/estimates/proportion";
import { ratio } from "../../../src/statistics/estimates/ratio";
import { type Band, gather, gridOf, nameOf } from "../bands";
import { binomialMasses, probabilityOf } from "../enumeration";
import { drawAnswers, meanOf, SHAPE_NAMES, sampler, shapeOf } from "../shapes";
import { COVERS_OR_CAVEAT, holds, nullIfUndefined, type Row, type Run, repeat, rowsOf, type Study } from "../study";

/** Answers of control and treatment. */
type Arms = readonly [number, number];

const MEAN_ARMS: readonly Arms[] = [
  [20, 20],
  [20, 100],
  [100, 100],
];
const RATIO_ARMS: readonly Arms[] = [
  [20, 20],
  [20, 100],
  [100, 20],
  [100, 100],
];
const BANDS: readonly Band[] = [
  { from: 0, to: 0.1 },
  { from: 0.1, to: 0.5 },
  { from: 0.5, to: 0.9 },
  { from: 0.9, to: 1 },
];
const POINTS = 16;

export const combinations: Study = {
  name: "combinations",
  title: "Differences and ratios of two estimates",
  about: `
Coverage of \`difference\` of the mean ratings (1 to 5) of two \`csat\`, simulated, and of \`ratio\` of two shares, summed
over every pair of counts and averaged over a grid of ${POINTS} by ${POINTS} points in each cell of the two true shares.
Where control has no success there is no ratio, and \`wald\` needs a success in treatment, too: coverage is that among
the samples which have an interval, so that it is low where it takes luck to have one.`,
  replications: 10_000,
  run: (run) => [...MEAN_ARMS.flatMap((arms) => meansOf(arms, run)), ...RATIO_ARMS.flatMap(ratiosOf)],
};

function meansOf([n0, n1]: Arms, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Difference of mean ratings, arms of ${n0} and ${n1}`, cases: "control" });
  return SHAPE_NAMES.flatMap((control, i) =>
    SHAPE_NAMES.slice(i).map((treatment) => {
      const [c, t] = [shapeOf(control, 5), shapeOf(treatment, 5)];
      const [drawControl, drawTreatment] = [sampler(c), sampler(t)];
      const random = stream(`${n0}, ${n1}; ${control}; ${treatment}`);
      const { covered } = repeat(replications, () => {
        const [before, after] = [drawAnswers(drawControl, n0, random), drawAnswers(drawTreatment, n1, random)];
        return { covered: holds(difference(csat(before).mean, csat(after).mean).interval, meanOf(t) - meanOf(c)) };
      });
      return row(control, treatment, covered, COVERS_OR_CAVEAT);
    }),
  );
}

function ratiosOf(arms: Arms): Row[] {
  const row = rowsOf({ caption: `Mean coverage of ratios of shares, arms of ${arms.join(" and ")}`, cases: "shares" });
  return (["mover", "wald"] as const).flatMap((method) => {
    const intervals = everyRatio(arms, method);
    const exists = intervals.map((interval) => interval !== null);
    const lowers = Float64Array.from(intervals, (interval) => interval?.lower ?? (interval === null ? Infinity : 0));
    const uppers = Float64Array.from(intervals, (interval) => interval?.upper ?? (interval === null ? 0 : Infinity));
    return BANDS.flatMap((controls) =>
      BANDS.flatMap((treatments) => {
        const found = gather();
        const masses = gridOf(treatments, POINTS).map((p1) => ({ p1, mass: binomialMasses(arms[1], p1) }));
        for (const p0 of gridOf(controls, POINTS)) {
          const mass0 = binomialMasses(arms[0], p0);
          for (const { p1, mass } of masses) {
            const truth = p1 / p0;
            const covered = probabilityOf(mass0, mass, (i) => lowers[i]! <= truth && truth <= uppers[i]!);
            const any = probabilityOf(mass0, mass, (i) => exists[i]!);
            found.add(covered / any, () => `${p0.toFixed(3)}, ${p1.toFixed(3)}`);
          }
        }
        const line = `${nameOf(controls)}; ${nameOf(treatments)}`;
        return [row(line, method, found.mean()!, COVERS_OR_CAVEAT), row(line, `${method}, lowest`, found.least())];
      }),
    );
  });
}

/** Interval of every pair of counts, treatment's running fastest; `null` where there is none. */
function everyRatio([n0, n1]: Arms, method: "mover" | "wald"): (OpenInterval | null)[] {
  const [controls, treatments] = [n0, n1].map((n) => Array.from({ length: n + 1 }, (_, x) => proportion(x, n)));
  return controls!.flatMap((control) =>
    treatments!.map((treatment) => nullIfUndefined(() => ratio(control, treatment, { method }))?.interval ?? null),
  );
}
