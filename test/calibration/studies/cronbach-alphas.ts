import { normalQuantile } from "../../../src/numerics/normal";
import type { RandomGenerator } from "../../../src/numerics/random";
import { cronbachAlpha } from "../../../src/statistics/estimates/cronbach-alpha";
import { correlationsOf, latentNormal } from "../pairs";
import { SHAPE_NAMES, type ShapeName, sampler, shapeOf } from "../shapes";
import { COVERS_OR_CAVEAT, holds, nullIfUndefined, type Row, type Run, repeat, rowsOf, type Study } from "../study";

const SIZES = [30, 100, 300];
const ITEMS = 4;
/** Correlation between any two of the quantities behind the items. */
const COMMON = 0.6;

export const cronbachAlphas: Study = {
  name: "cronbach-alphas",
  title: "Cronbach's alpha",
  about: `
Coverage of \`cronbachAlpha\` for four items, ratings from 1 to 5 with one shape. Each is the level of a normal quantity,
any two of which have a correlation of 0.6, or a copy of one rating with probability 0.77 and independent otherwise,
so that alpha is 0.86.`,
  replications: 3000,
  run: (run) => SIZES.flatMap((n) => SHAPE_NAMES.flatMap((shape) => rowsOfCase(shape, n, run))),
};

interface Scale {
  readonly alpha: number;
  /** Levels of one customer's items. */
  readonly draw: (random: RandomGenerator) => number[];
}

function rowsOfCase(name: ShapeName, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Coverage, ${n} customers`, cases: "shape" });
  const shape = shapeOf(name, 5);
  const random = stream(`${name}, ${n}`);
  const covers = ({ alpha, draw }: Scale) => {
    const customers = Array.from({ length: n }, () => draw(random));
    const [a, b, c, d] = Array.from({ length: ITEMS }, (_, item) => customers.map((levels) => levels[item]!));
    const result = nullIfUndefined(() => cronbachAlpha({ a: a!, b: b!, c: c!, d: d! }));
    return holds(result?.interval ?? null, alpha);
  };
  const scales = { normal: normalScale(shape), copies: copiedScale(shape) };
  const found = repeat(replications, () => ({ normal: covers(scales.normal), copies: covers(scales.copies) }));
  return [row(name, "normal", found.normal, COVERS_OR_CAVEAT), row(name, "copies", found.copies, COVERS_OR_CAVEAT)];
}

/** Alpha of items with equal variances, any two of which have a correlation. */
function alphaOf(correlation: number): number {
  return (ITEMS * correlation) / (1 + (ITEMS - 1) * correlation);
}

function normalScale(shape: readonly number[]): Scale {
  const cuts = shape.slice(0, -1).map((_, i) => normalQuantile(shape.slice(0, i + 1).reduce((sum, p) => sum + p, 0)));
  const normal = (random: RandomGenerator) => normalQuantile((random.uint32() + 0.5) / 2 ** 32);
  return {
    alpha: alphaOf(correlationsOf(latentNormal(shape, COMMON)).pearson),
    draw: (random) => {
      const common = Math.sqrt(COMMON) * normal(random);
      return Array.from({ length: ITEMS }, () => {
        const value = common + Math.sqrt(1 - COMMON) * normal(random);
        return cuts.filter((cut) => value > cut).length;
      });
    },
  };
}

function copiedScale(shape: readonly number[]): Scale {
  const level = sampler(shape);
  const share = Math.sqrt(COMMON);
  return {
    alpha: alphaOf(COMMON),
    draw: (random) => {
      const common = level(random);
      return Array.from({ length: ITEMS }, () => (random.uniform() < share ? common : level(random)));
    },
  };
}
