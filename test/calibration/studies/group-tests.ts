import type { TestResult } from "../../../src/core/estimate";
import { anova } from "../../../src/statistics/hypothesis-tests/anova";
import { chiSquaredTest } from "../../../src/statistics/hypothesis-tests/chi-squared-test";
import { fisherExact } from "../../../src/statistics/hypothesis-tests/fisher-exact";
import { kruskalWallis } from "../../../src/statistics/hypothesis-tests/kruskal-wallis";
import { welchAnova } from "../../../src/statistics/hypothesis-tests/welch-anova";
import { wilcoxonSignedRank } from "../../../src/statistics/hypothesis-tests/wilcoxon-signed-rank";
import { agreeing, pairSampler } from "../pairs";
import { drawAnswers, SHAPE_NAMES, type ShapeName, sampler, shapeOf } from "../shapes";
import { LEVEL, nullIfUndefined, type Row, type Run, rejected, rejects, repeat, rowsOf, type Study } from "../study";

const GROUPS = [
  [20, 20, 20],
  [20, 50, 100],
] as const;
const PAIRS = [20, 50];

export const groupTests: Study = {
  name: "group-tests",
  title: "Tests of several groups and of pairs",
  about: `
False positives of 5 % tests on ratings from 1 to 5: of three groups with the same shape, where \`chiSquaredTest\` and
\`fisherExact\` compare the numbers of each rating and of the top rating, and of pairs, half of which agree, by
\`wilcoxonSignedRank\`.`,
  replications: 4000,
  run: (run) => [
    ...GROUPS.flatMap((sizes) => SHAPE_NAMES.flatMap((shape) => groupRows(shape, sizes, run))),
    ...PAIRS.flatMap((n) => SHAPE_NAMES.map((shape) => pairRow(shape, n, run))),
  ],
};

function groupRows(shape: ShapeName, sizes: readonly [number, number, number], { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `False positives, groups of ${sizes.join(", ")}`, cases: "shape" });
  const draw = sampler(shapeOf(shape, 5));
  const random = stream(`${shape}, ${sizes.join(", ")}`);
  const found = repeat(replications, () => {
    const [a, b, c] = sizes.map((n) => drawAnswers(draw, n, random)) as [number[], number[], number[]];
    const groups = { a, b, c };
    const levels = [a, b, c].map((ratings) =>
      [1, 2, 3, 4, 5].map((level) => ratings.filter((r) => r === level).length),
    );
    const tops = levels.map((counts) => [counts[4]!, counts[0]! + counts[1]! + counts[2]! + counts[3]!]);
    return {
      anova: tested(() => anova(groups).test),
      welchAnova: tested(() => welchAnova(groups).test),
      kruskalWallis: tested(() => kruskalWallis(groups).test),
      "chiSquaredTest, ratings": tested(() => chiSquaredTest(levels).test),
      "chiSquaredTest, top": tested(() => chiSquaredTest(tops).test),
      "fisherExact, top": tested(() => fisherExact(tops).test),
    };
  });
  return Object.entries(found).map(([test, figure]) => row(shape, test, figure, rejects(LEVEL, false)));
}

function pairRow(shape: ShapeName, n: number, { replications, stream }: Run): Row {
  const row = rowsOf({ caption: "False positives of `wilcoxonSignedRank`", cases: "shape" });
  const draw = pairSampler(agreeing(shapeOf(shape, 5), 0.5));
  const random = stream(`${shape}, ${n} pairs`);
  const found = repeat(replications, () => {
    const { x, y } = draw(n, random);
    return { rejected: tested(() => wilcoxonSignedRank(x, y).test) };
  });
  return row(shape, `${n} pairs`, found.rejected, rejects(LEVEL, false));
}

function tested(test: () => TestResult): boolean | null {
  return rejected(nullIfUndefined(test));
}
