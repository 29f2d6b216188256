import { compareMeans } from "../../../src/metrics/experiments/means/compare-means";
import { drawAnswers, meanOf, SHAPE_NAMES, sampler, shapeOf } from "../shapes";
import {
  COVERS_OR_CAVEAT,
  holds,
  LEVEL,
  type Row,
  type Run,
  rejected,
  rejects,
  repeat,
  rowsOf,
  type Study,
} from "../study";

/** Answers of control and treatment. */
const ARMS = [
  [10, 10],
  [20, 20],
  [20, 100],
  [100, 100],
] as const;

export const meanDifferences: Study = {
  name: "mean-differences",
  title: "Differences of means",
  about: `
Coverage of the interval and false positives of the 5 % test of \`compareMeans\` (Welch) on ratings from 1 to 5. Where
neither arm varies there is neither.`,
  replications: 20_000,
  run: (run) => ARMS.flatMap((arms) => rowsOfArms(arms, run)),
};

function rowsOfArms([n0, n1]: readonly [number, number], { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Arms of ${n0} and ${n1}`, cases: "control; treatment" });
  return SHAPE_NAMES.flatMap((control, i) =>
    SHAPE_NAMES.slice(i).flatMap((treatment) => {
      const name = `${control}; ${treatment}`;
      const [c, t] = [shapeOf(control, 5), shapeOf(treatment, 5)];
      const [drawControl, drawTreatment] = [sampler(c), sampler(t)];
      const random = stream(`${n0}, ${n1}; ${name}`);
      const found = repeat(replications, () => {
        const { difference, test } = compareMeans(
          drawAnswers(drawControl, n0, random),
          drawAnswers(drawTreatment, n1, random),
        );
        return {
          covered: holds(difference.interval, meanOf(t) - meanOf(c)),
          rejected: rejected(test),
        };
      });
      return [
        row(name, "coverage", found.covered, COVERS_OR_CAVEAT),
        ...(control === treatment ? [row(name, "false positives", found.rejected, rejects(LEVEL, false))] : []),
      ];
    }),
  );
}
