import { refuse } from "../../core/checks";
import { backSubstitute, factorise, invertedGramOf, reflect } from "../../numerics/householder";
import { along, type Maximum, maximise, type Objective, placed } from "../../numerics/newton";
import { gainingRows } from "../../numerics/recession";
import { dot } from "../../numerics/sums";

/**
 * Whether predictors tell the outcomes apart without an error: never, for some of the rows, for all of them. The
 * likelihood then has no maximum: it grows for ever along some direction.
 */
export type Separation = "none" | "quasi-complete" | "complete";

/** A likelihood that gains from each of its forms, linear in the coordinates, being larger. */
export interface Likelihood {
  /** The log-likelihood without the forms that are 1 here, which are taken to be infinite. */
  without(infinite: Uint8Array): Objective;
  /** The forms, by coordinate: as many columns as coordinates. */
  forms(): readonly Float64Array[];
  /** How many forms there are. */
  readonly size: number;
}

/** A maximum of a likelihood, or of what is left of it when the forms that separate are infinite. */
export interface LikelihoodFit {
  readonly separation: Separation;
  /** Forms that are infinite. */
  readonly infinite: Uint8Array;
  readonly coordinates: Float64Array;
  /** Of the coordinates, row by row; inverse of the information. */
  readonly covariance: Float64Array;
  readonly logLikelihood: number;
  /** Directions along which what is left of the likelihood does not change. */
  readonly flat: readonly Float64Array[];
  /** What was maximised in the end, and where: in the coordinates along `directions`. */
  readonly objective: Objective;
  readonly directions: readonly Float64Array[];
  readonly maximum: Maximum;
}

/** Steps before the question whether there is a maximum at all; ordinary data need half as many. */
const FIRST_STEPS = 15;
const MOST_STEPS = 200;
/** A combination moves along a direction when it does by more than this share of their lengths. */
const MOVES = 1e-7;
/** A column is independent of others when this much of it is left. */
const INDEPENDENT = 1e-9;

/**
 * Maximum likelihood, with separation told apart from slow convergence.
 *
 * @remarks At a maximum the scores of the forms are positive weights with which these combine to zero, so a maximum
 * that is reached proves that there is no separation. Where none is reached in a few steps, the forms that gain along a
 * direction of recession are found as such; what is left without them has a maximum, and gives every coefficient that
 * does not diverge its estimate, the limit along that direction.
 *
 * @see Albert and Anderson (1984), Biometrika 71(1), 1-10, doi:10.1093/biomet/71.1.1 (not read); Geyer (2009), Electronic
 * Journal of Statistics 3, 259-289, doi:10.1214/08-EJS349 (not read)
 */
export function fitByLikelihood(fn: string, likelihood: Likelihood, start: Float64Array): LikelihoodFit {
  const everywhere = unitVectors(start.length);
  const { first, infinite, separation } = separationOf(likelihood, start);
  if (separation === "none") {
    const whole = likelihood.without(infinite);
    const maximum = first.converged ? first : maximise(whole, first.point, MOST_STEPS);
    return fitAt(separation, infinite, whole, everywhere, [], settled(fn, maximum));
  }
  const left = likelihood.forms().map((column) => column.filter((_, i) => infinite[i] === 0));
  const { kept, flat } = spanOf(left);
  // the forms that are left see no difference between the start and this one, which lies along the kept coordinates
  const moved = placed(
    start,
    flat.map(({ direction }) => direction),
    Float64Array.from(flat, ({ coordinate }) => -(start[coordinate] as number)),
  );
  const directions = kept.map((j) => everywhere[j] as Float64Array);
  const objective = along(likelihood.without(infinite), new Float64Array(start.length), directions);
  const maximum = settled(
    fn,
    maximise(
      objective,
      Float64Array.from(kept, (j) => moved[j] as number),
      MOST_STEPS,
    ),
  );
  return fitAt(
    separation,
    infinite,
    objective,
    directions,
    flat.map(({ direction }) => direction),
    maximum,
  );
}

/** The first steps towards a maximum, and the forms that grow for ever where they do not lead to one. */
export function separationOf(likelihood: Likelihood, start: Float64Array) {
  const none = new Uint8Array(likelihood.size);
  const first = maximise(likelihood.without(none), start, FIRST_STEPS);
  const infinite = first.converged ? none : gainingRows(likelihood.forms());
  const separation: Separation = infinite.every((gains) => gains === 0)
    ? "none"
    : infinite.every((gains) => gains === 1)
      ? "complete"
      : "quasi-complete";
  return { first, infinite, separation };
}

/** A fit at a maximum along some of the coordinates. */
export function fitAt(
  separation: Separation,
  infinite: Uint8Array,
  objective: Objective,
  directions: readonly Float64Array[],
  flat: readonly Float64Array[],
  maximum: Maximum,
): LikelihoodFit {
  const p = directions.length + flat.length;
  const inverse = invertedGramOf(maximum.triangle ?? []);
  const covariance = new Float64Array(p * p);
  const places = directions.map((direction) => direction.indexOf(1));
  places.forEach((to, i) => {
    places.forEach((from, j) => {
      covariance[to * p + from] = inverse[i]?.[j] as number;
    });
  });
  return {
    separation,
    infinite,
    coordinates: placed(new Float64Array(p), directions, maximum.point),
    covariance,
    logLikelihood: maximum.at.value + 0,
    flat,
    objective,
    directions,
    maximum,
  };
}

/** A search that reached its maximum. */
export function settled(fn: string, maximum: Maximum): Maximum {
  if (!maximum.converged) {
    const { iterations, step } = maximum;
    const reached = `${iterations} steps, the last one of ${step < 1e300 ? step.toPrecision(2) : "no length"}`;
    refuse(
      "no-convergence",
      fn,
      "predictors",
      `must let the likelihood reach its maximum, received none in ${reached}`,
    );
  }
  return maximum;
}

/** Whether a combination of coordinates stays the same along all the directions that the likelihood leaves open. */
export function isDetermined(combination: Float64Array, flat: readonly Float64Array[]): boolean {
  const p = combination.length;
  const size = dot(combination, 0, combination, 0, p);
  return flat.every((direction) => {
    const moved = dot(combination, 0, direction, 0, p);
    return moved ** 2 <= MOVES ** 2 * size * dot(direction, 0, direction, 0, p);
  });
}

/** Which columns span them all, and a direction that no row feels for each of the others. */
function spanOf(columns: readonly Float64Array[]) {
  const kept = independentIn(columns);
  const qr = factorise(kept.map((j) => columns[j] as Float64Array));
  const flat = Array.from(columns.keys())
    .filter((j) => !kept.includes(j))
    .map((coordinate) => {
      const rest = (columns[coordinate] as Float64Array).slice();
      for (let k = 0; k < kept.length; k++) reflect(qr, k, rest);
      const direction = new Float64Array(columns.length);
      direction[coordinate] = 1;
      backSubstitute(qr.triangle, rest.slice(0, kept.length)).forEach((weight, k) => {
        direction[kept[k] as number] = -weight;
      });
      return { coordinate, direction };
    });
  return { kept, flat };
}

/** Columns that no others express, the largest first: of numbers near 1, so that what is left of one may be rounding. */
function independentIn(columns: readonly Float64Array[]): number[] {
  const rest = columns.map((column) => column.slice());
  const length = rest[0]?.length ?? 0;
  const sizeOf = (column: Float64Array) => Math.sqrt(dot(column, 0, column, 0, length));
  const kept: number[] = [];
  for (;;) {
    const sizes = rest.map(sizeOf);
    const next = sizes.indexOf(Math.max(...sizes));
    const size = sizes[next] as number;
    if (!(size > INDEPENDENT * Math.sqrt(length))) return kept.sort((i, j) => i - j);
    kept.push(next);
    const unit = (rest[next] as Float64Array).map((x) => x / size);
    for (const column of rest) {
      const share = dot(unit, 0, column, 0, length);
      for (let i = 0; i < length; i++) column[i] = (column[i] as number) - share * (unit[i] as number);
    }
    (rest[next] as Float64Array).fill(0);
  }
}

/** The directions of p coordinates. */
export function unitVectors(p: number): Float64Array[] {
  return Array.from({ length: p }, (_, j) => {
    const unit = new Float64Array(p);
    unit[j] = 1;
    return unit;
  });
}
