import { compareMeans } from "../../../src/metrics/experiments/means/compare-means";
import { compareProportions } from "../../../src/metrics/experiments/proportions/compare-proportions";
import {
  compareVariants,
  type VariantsAdjustment,
  type VariantsComparison,
} from "../../../src/metrics/experiments/variants/compare-variants";
import { drawAnswers, SHAPE_NAMES, type ShapeName, sampler, shapeOf } from "../shapes";
import { LEVEL, type Row, type Run, rejects, repeat, rowsOf, type Study } from "../study";

const SIZES = [100, 50, 50, 20];

export const variantComparisons: Study = {
  name: "variant-comparisons",
  title: "Several variants against control",
  about: `
How often \`compareVariants\` finds any difference between a control and three variants of one shape, which is the rate of
false positives of the family, at 5 %: of the means of ratings from 1 to 5 and of the shares that the top rating has. The
adjusted intervals of \`dunnett\` and \`tukey\` all cover no difference as often as that does not happen.`,
  replications: 2000,
  run: (run) => SHAPE_NAMES.flatMap((shape) => rows(shape, run)),
};

function rows(shape: ShapeName, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Families of three variants, arms of ${SIZES.join(", ")}`, cases: "shape" });
  const draw = sampler(shapeOf(shape, 5));
  const random = stream(shape);
  const found = repeat(replications, () => {
    const [control, a, b, c] = SIZES.map((n) => drawAnswers(draw, n, random)) as [
      number[],
      number[],
      number[],
      number[],
    ];
    const top = (ratings: number[]) => ({ successes: ratings.filter((r) => r === 5).length, trials: ratings.length });
    const means = (adjust: VariantsAdjustment) =>
      compareVariants(control, { a, b, c }, { compare: compareMeans, adjust, ratio: null });
    const tops = { a: top(a), b: top(b), c: top(c) };
    return {
      "means, dunnett": anyRejected(means("dunnett")),
      "means, tukey": anyRejected(means("tukey")),
      "means, holm": anyRejected(means("holm")),
      "top, holm": anyRejected(compareVariants(top(control), tops, { compare: compareProportions, ratio: null })),
    };
  });
  return Object.entries(found).map(([name, figure]) => row(shape, name, figure, rejects(LEVEL, false)));
}

function anyRejected({ comparisons }: VariantsComparison): boolean {
  return comparisons.some(({ adjusted: { pValue } }) => pValue !== null && pValue < LEVEL);
}
