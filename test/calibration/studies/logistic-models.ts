import { type LogisticModelOptions, logisticModel } from "../../../src/statistics/models/logistic-model";
import { SHAPE_NAMES, type ShapeName, sampler, shapeOf } from "../shapes";
import { COVERS_OR_CAVEAT, holds, nullIfUndefined, type Row, type Run, repeat, rowsOf, type Study } from "../study";

const SIZES = [50, 200];
const SLOPE = 0.5;

export const logisticModels: Study = {
  name: "logistic-models",
  title: "Logistic models",
  about: `
Coverage of the interval of a coefficient in \`logisticModel\`: whether a customer comes back, explained by a rating from
1 to 5. The log-odds rise by 0.5 a level, from -1 to 1. There is no interval where the rating or
the outcome does not vary, or separates the outcomes.`,
  replications: 2000,
  run: (run) => SIZES.flatMap((n) => SHAPE_NAMES.flatMap((shape) => rowsOfCase(shape, n, run))),
};

function rowsOfCase(shape: ShapeName, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Coverage, ${n} rows`, cases: "shape" });
  const draw = sampler(shapeOf(shape, 5));
  const random = stream(`${shape}, ${n}`);
  const found = repeat(replications, () => {
    const rating = Array.from({ length: n }, () => draw(random));
    const returned = rating.map((level) => random.uniform() < 1 / (1 + Math.exp(-SLOPE * (level - 2))));
    const covers = (options: Pick<LogisticModelOptions, "method" | "interval">) => {
      const model = nullIfUndefined(() => logisticModel({ rating }, returned, options));
      return holds(model?.coefficients.find(({ name }) => name === "rating")?.interval ?? null, SLOPE);
    };
    return {
      "maximum likelihood, wald": covers({}),
      "maximum likelihood, profile": covers({ interval: "profile" }),
      "firth, profile": covers({ method: "firth", interval: "profile" }),
    };
  });
  return Object.entries(found).map(([method, figure]) => row(shape, method, figure, COVERS_OR_CAVEAT));
}
