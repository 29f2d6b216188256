import { correlation } from "../../../src/statistics/association/correlation";
import { agreeing, correlationsOf, type Joint, latentNormal, pairSampler } from "../pairs";
import { SHAPE_NAMES, type ShapeName, shapeOf } from "../shapes";
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

const SIZES = [20, 50, 200];
const METHODS = ["pearson", "spearman", "kendall"] as const;

const DEPENDENCES: Record<string, (shape: readonly number[]) => Joint> = {
  independent: (shape) => agreeing(shape, 0),
  "normal, 0.3": (shape) => latentNormal(shape, 0.3),
  "normal, 0.7": (shape) => latentNormal(shape, 0.7),
  "agreeing, 0.3": (shape) => agreeing(shape, 0.3),
  "agreeing, 0.7": (shape) => agreeing(shape, 0.7),
};

export const correlations: Study = {
  name: "correlations",
  title: "Correlations",
  about: `
Coverage of the intervals and false positives of the 5 % tests of \`correlation\` on pairs of ratings from 1 to 5. The
two ratings are independent; or the levels of two normal quantities whose correlation is given; or they agree with a
given probability and are independent otherwise, so that most people give both the same answer and some answer at
random. The true correlations are computed from the probabilities of the 25 pairs.`,
  replications: 4000,
  run: (run) =>
    SIZES.flatMap((n) =>
      SHAPE_NAMES.flatMap((shape) => Object.keys(DEPENDENCES).flatMap((name) => rowsOfCase(shape, name, n, run))),
    ),
};

function rowsOfCase(shape: ShapeName, dependence: string, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `${n} pairs`, cases: "shape; dependence" });
  const joint = DEPENDENCES[dependence]!(shapeOf(shape, 5));
  const truths = correlationsOf(joint);
  const draw = pairSampler(joint);
  const line = `${shape}; ${dependence}`;
  const random = stream(`${line}; ${n}`);
  const found = repeat(replications, () => {
    const { x, y } = draw(n, random);
    return Object.fromEntries(
      METHODS.flatMap((method) => {
        const result = varies(x) && varies(y) ? correlation(x, y, { method }) : null;
        return [
          [`${method}, coverage`, holds(result?.interval ?? null, truths[method])],
          [`${method}, false positives`, rejected(result?.test ?? null)],
        ];
      }),
    );
  });
  return METHODS.flatMap((method) => [
    row(line, `${method}, coverage`, found[`${method}, coverage`]!, COVERS_OR_CAVEAT),
    ...(dependence === "independent"
      ? [row(line, `${method}, false positives`, found[`${method}, false positives`]!, rejects(LEVEL, false))]
      : []),
  ]);
}

function varies(values: readonly number[]): boolean {
  return values.some((value) => value !== values[0]);
}
