import { linearModel } from "../../../src/statistics/models/linear-model";
import { agreeing, pairSampler } from "../pairs";
import { respondents, WEIGHTING } from "../respondents";
import { SHAPE_NAMES, type ShapeName, sampler, shapeOf } from "../shapes";
import { COVERS_OR_CAVEAT, holds, nullIfUndefined, type Row, type Run, repeat, rowsOf, type Study } from "../study";

const SIZES = [30, 100, 300];
const SLOPES = [0, 0.5];

export const linearModels: Study = {
  name: "linear-models",
  title: "Linear models",
  about: `
Coverage of the interval of a slope in \`linearModel\`: one rating from 1 to 5 explained by another. Both give the same
answer with the probability that the slope is, and are independent otherwise: the mean of the outcome is a line, and the
spread about it grows towards the rarer answers, as it does where ratings have a ceiling. Errors are classical, \`hc3\`,
or those of survey weights. ${WEIGHTING}`,
  replications: 3000,
  run: (run) =>
    SIZES.flatMap((n) => SHAPE_NAMES.flatMap((shape) => SLOPES.flatMap((slope) => rowsOfCase(shape, slope, n, run)))),
};

function rowsOfCase(name: ShapeName, slope: number, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Coverage, ${n} rows`, cases: "shape; slope" });
  const joint = agreeing(shapeOf(name, 5), slope);
  const draw = pairSampler(joint);
  const weightedPairs = respondents(sampler(joint.flat()), (cell) => (cell % 5) / 4);
  const line = `${name}; ${slope}`;
  const random = stream(`${line}; ${n}`);
  const found = repeat(replications, () => {
    const { x, y } = draw(n, random);
    const { answers, weights } = weightedPairs(n, random);
    const [wx, wy] = [answers.map((cell) => Math.floor(cell / 5)), answers.map((cell) => cell % 5)];
    return {
      classical: covers(slope, x, y, () => linearModel({ x }, y)),
      hc3: covers(slope, x, y, () => linearModel({ x }, y, { robust: "hc3" })),
      survey: covers(slope, wx, wy, () => linearModel({ x: wx }, wy, { weights })),
    };
  });
  return [
    row(line, "classical", found.classical, COVERS_OR_CAVEAT),
    row(line, "hc3", found.hc3, COVERS_OR_CAVEAT),
    row(line, "survey weights", found.survey, COVERS_OR_CAVEAT),
  ];
}

type Model = ReturnType<typeof linearModel>;

function covers(slope: number, x: readonly number[], y: readonly number[], fit: () => Model): boolean | null {
  if (!varies(x) || !varies(y)) return null;
  const model = nullIfUndefined(fit);
  return holds(model?.coefficients.find(({ name }) => name === "x")?.interval ?? null, slope);
}

function varies(values: readonly number[]): boolean {
  return values.some((value) => value !== values[0]);
}
