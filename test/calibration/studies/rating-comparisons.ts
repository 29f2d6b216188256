import {
  type CompareRatingsMethod,
  compareRatings,
  type RatingComparison,
} from "../../../src/metrics/experiments/ratings/compare-ratings";
import { drawAnswers, SHAPE_NAMES, sampler, shapeOf } from "../shapes";
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
import { PEAK, superiorityOf } from "../superiority";

/** Answers of control and treatment. */
type Arms = readonly [number, number];

const ARMS: readonly Arms[] = [
  [5, 5],
  [10, 10],
  [20, 20],
  [100, 20],
  [20, 5],
  [1000, 20],
];
/** One without a top box, which costs more time than all the rest. */
const SCALE = { min: 0, max: 4 };
/** Between two of the shapes, of which the one varies enough and the other does not. */
const NINE_IN_TEN_FIVES = [0.025, 0.02, 0.02, 0.035, 0.9];
/** The most answers an arm of which all ways to deal them are counted so often in reasonable time. */
const COUNTED = 20;
const WITH_INTERVALS = ["brunner-munzel", "wilson-brunner-munzel"] as const;

export const ratingComparisons: Study = {
  name: "rating-comparisons",
  title: "Comparisons of ratings",
  about: `
False positives of the 5 % tests of \`compareRatings\` by each of its methods, on ratings of five levels, of two arms
with the same shape and of a U against a peak in the middle, of which neither is higher: \`mann-whitney\` and \`exact\`
test that the arms are alike, so they may reject the last line. \`brunner-munzel\` warns of fewer than ten answers an arm
(\`few-answers\`) and of an arm that hardly varies (\`skewed-answers\`): "without a caveat" are its false positives where
it does not. And coverage of the intervals of the probability of superiority.`,
  replications: 3000,
  run: (run) => [
    ...ARMS.flatMap((arms) => falsePositivesOf(arms, run)),
    ...ARMS.filter(([control]) => control <= 100).flatMap((arms) => coverageOf(arms, run)),
  ],
};

function falsePositivesOf(arms: Arms, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `False positives, arms of ${arms.join(" and ")}`, cases: "control; treatment" });
  const exact: CompareRatingsMethod[] = Math.max(...arms) <= COUNTED ? ["exact"] : [];
  const methods: CompareRatingsMethod[] = [...WITH_INTERVALS, "mann-whitney", ...exact];
  const pairs = [
    ...SHAPE_NAMES.map((name) => ({ line: `${name}; ${name}`, shapes: [shapeOf(name, 5), shapeOf(name, 5)] as const })),
    { line: "nine in ten fives; the same", shapes: [NINE_IN_TEN_FIVES, NINE_IN_TEN_FIVES] as const },
    { line: "u-shaped; peak", shapes: [shapeOf("u-shaped", 5), PEAK] as const },
  ];
  return pairs.flatMap(({ line, shapes }) => {
    const draws = [sampler(shapes[0]), sampler(shapes[1])] as const;
    const random = stream(`${arms.join(", ")}; ${line}`);
    const found = repeat(replications, () => {
      const [c, t] = [drawAnswers(draws[0], arms[0], random, 0), drawAnswers(draws[1], arms[1], random, 0)];
      const results = methods.map((method) => [method, compareRatings(c, t, { scale: SCALE, method })] as const);
      return {
        ...(Object.fromEntries(results.map(([method, { test }]) => [method, rejected(test)])) as Record<
          CompareRatingsMethod,
          boolean | null
        >),
        unwarned: isWarned(results[0]![1]) ? null : rejected(results[0]![1].test),
      };
    });
    const isAlike = (method: CompareRatingsMethod) => method === "mann-whitney" || method === "exact";
    return [
      ...methods.map((method) =>
        row(line, method, found[method], shapes[1] === PEAK && isAlike(method) ? null : rejects(LEVEL, false)),
      ),
      row(line, "brunner-munzel without a caveat", found.unwarned, rejects(LEVEL, false)),
    ];
  });
}

/** Whether the test, or the interval that belongs to it, has a caveat. */
function isWarned({ caveats }: RatingComparison): boolean {
  return caveats.some(
    ({ code, path }) => code === "few-answers" || (code === "skewed-answers" && path === "effectSize"),
  );
}

function coverageOf(arms: Arms, { replications, stream }: Run): Row[] {
  return WITH_INTERVALS.flatMap((method) => {
    const row = rowsOf({
      caption: `Coverage by \`${method}\`, control of ${arms[0]} and treatment of ${arms[1]}`,
      cases: "control",
    });
    return SHAPE_NAMES.flatMap((control, i) =>
      SHAPE_NAMES.slice(i).map((treatment) => {
        const truth = superiorityOf(control, treatment);
        const draws = [sampler(shapeOf(control, 5)), sampler(shapeOf(treatment, 5))] as const;
        const random = stream(`${arms.join(", ")}; ${control}; ${treatment}`);
        const { covered } = repeat(replications, () => {
          const [c, t] = [drawAnswers(draws[0], arms[0], random, 0), drawAnswers(draws[1], arms[1], random, 0)];
          return { covered: holds(compareRatings(c, t, { scale: SCALE, method }).effectSize.interval, truth) };
        });
        return row(control, treatment, covered, COVERS_OR_CAVEAT);
      }),
    );
  });
}
