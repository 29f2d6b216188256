import type { RatingMeanMethod } from "../../../src/statistics/estimates/rating-mean";
import { gather, gridOf, nameOf, SHARE_BANDS } from "../bands";
import { ratingMeanCoverage } from "../rating-mean-coverage";
import { type Levels, SHAPE_NAMES, shapeOf } from "../shapes";
import { COVERS_OR_CAVEAT, type Row, rowsOf, type Study } from "../study";

/** Numbers of answers, by levels of the scale: the distribution of the sums grows with both. */
const SIZES: readonly (readonly [Levels, readonly number[]])[] = [
  [5, [5, 10, 20, 50, 100, 200]],
  [7, [5, 10, 20, 50, 100]],
  [11, [5, 10, 20, 50]],
];
const METHODS: readonly RatingMeanMethod[] = ["adjusted-t", "t"];

export const ratingMeans: Study = {
  name: "rating-means",
  title: "Mean ratings",
  about: `
Coverage of the interval of a mean rating in \`csat\` and \`ces\`, exact: it depends on the answers through their number,
sum and sum of squares alone, whose distribution is found by convolution. Width is the interval's mean width as a share
of the scale. By \`t\`, answers that are all equal have no interval, which counts as a miss and as a width of 0. The last table has p of all answers at the lowest level, the rest at the
highest.`,
  replications: null,
  run: () => [...SIZES.flatMap(([levels, sizes]) => sizes.flatMap((n) => rowsOfSize(levels, n))), ...twoEnds()],
};

function rowsOfSize(levels: Levels, n: number): Row[] {
  const row = rowsOf({ caption: `Scale of ${levels} levels`, cases: "shape; n" });
  return SHAPE_NAMES.flatMap((shape) => {
    const found = METHODS.map((method) => ({
      method,
      ...ratingMeanCoverage(shapeOf(shape, levels), n, 0.95, method),
    }));
    const line = `${shape}; ${n}`;
    return [
      ...found.map(({ method, coverage }) => row(line, method, coverage, COVERS_OR_CAVEAT)),
      ...found.map(({ method, meanWidth }) => row(line, `${method}, width`, meanWidth / (levels - 1))),
    ];
  });
}

/** Shapes that use the two ends of the scale alone, where an interval of a mean is one of a share. */
function twoEnds(): Row[] {
  const row = rowsOf({
    caption: "Lowest coverage of `adjusted-t` where all answers are at an end",
    cases: "levels; n",
  });
  return [5, 11].flatMap((levels) =>
    [5, 10, 20].flatMap((n) =>
      SHARE_BANDS.map((band) => {
        const found = gather();
        for (const p of gridOf(band, 25)) {
          const shape = [p, ...new Array<number>(levels - 2).fill(0), 1 - p];
          found.add(ratingMeanCoverage(shape, n, 0.95, "adjusted-t").coverage, () => `p = ${p.toFixed(3)}`);
        }
        return row(`${levels}; ${n}`, nameOf(band), found.least());
      }),
    ),
  );
}
