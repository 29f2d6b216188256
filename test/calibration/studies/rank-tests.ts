import { brunnerMunzel } from "../../../src/statistics/hypothesis-tests/brunner-munzel";
import { mannWhitney } from "../../../src/statistics/hypothesis-tests/mann-whitney";
import { probabilityOfSuperiority } from "../../../src/statistics/hypothesis-tests/probability-of-superiority";
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
  [10, 10],
  [20, 20],
  [100, 20],
  [20, 100],
  [100, 100],
];
export const rankTests: Study = {
  name: "rank-tests",
  title: "Rank tests",
  about: `
False positives of the 5 % tests \`mannWhitney\` and \`brunnerMunzel\` on ratings from 1 to 5, of two arms with the same
shape and of a U against a peak in the middle, which neither is higher; and coverage of \`probabilityOfSuperiority\`. \`mannWhitney\` tests that the arms are alike, so it may reject the last
line; that it rejects more or less than 5 % there is not its failure.`,
  replications: 10_000,
  run: (run) => [
    ...ARMS.flatMap((arms) => falsePositivesOf(arms, run)),
    ...ARMS.flatMap((arms) => coverageOf(arms, run)),
  ],
};

function falsePositivesOf(arms: Arms, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `False positives, arms of ${arms.join(" and ")}`, cases: "control; treatment" });
  const pairs = [
    ...SHAPE_NAMES.map((name) => ({ line: `${name}; ${name}`, shapes: [shapeOf(name, 5), shapeOf(name, 5)] as const })),
    { line: "u-shaped; peak", shapes: [shapeOf("u-shaped", 5), PEAK] as const },
  ];
  return pairs.flatMap(({ line, shapes }) => {
    const draws = shapes.map(sampler) as [ReturnType<typeof sampler>, ReturnType<typeof sampler>];
    const random = stream(`${arms.join(", ")}; ${line}`);
    const found = repeat(replications, () => {
      const [control, treatment] = [drawAnswers(draws[0], arms[0], random), drawAnswers(draws[1], arms[1], random)];
      return {
        mannWhitney: rejected(mannWhitney(control, treatment).test),
        brunnerMunzel: rejected(brunnerMunzel(control, treatment).test),
      };
    });
    return [
      row(line, "mannWhitney", found.mannWhitney, shapes[1] === PEAK ? null : rejects(LEVEL, false)),
      row(line, "brunnerMunzel", found.brunnerMunzel, rejects(LEVEL, false)),
    ];
  });
}

function coverageOf(arms: Arms, { replications, stream }: Run): Row[] {
  const row = rowsOf({
    caption: `Coverage of \`probabilityOfSuperiority\`, control of ${arms[0]} and treatment of ${arms[1]}`,
    cases: "control",
  });
  return SHAPE_NAMES.flatMap((control, i) =>
    SHAPE_NAMES.slice(i).map((treatment) => {
      const truth = superiorityOf(control, treatment);
      const draws = [sampler(shapeOf(control, 5)), sampler(shapeOf(treatment, 5))] as const;
      const random = stream(`${arms.join(", ")}; ${control}; ${treatment}; superiority`);
      const { covered } = repeat(replications, () => {
        const [c, t] = [drawAnswers(draws[0], arms[0], random), drawAnswers(draws[1], arms[1], random)];
        return { covered: holds(probabilityOfSuperiority(c, t).interval, truth) };
      });
      return row(control, treatment, covered, COVERS_OR_CAVEAT);
    }),
  );
}
