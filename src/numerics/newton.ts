import { choleskyFactor } from "./cholesky-factor";
import { backSubstitute, type Factorisation, forwardSubstitute } from "./householder";
import { dot } from "./sums";

/** A function at a point. */
export interface Curvature {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Minus the second derivatives: p x p entries, row by row. */
  readonly information: Float64Array;
  /** What stands in for them where they are not positive definite, for functions that are not concave everywhere. */
  readonly surrogate?: Float64Array | undefined;
}

/** A function to maximise; a value that is not a finite number is a point outside of its domain. */
export type Objective = (point: Float64Array) => Curvature;

/** Where a search ended. */
export interface Maximum {
  readonly point: Float64Array;
  readonly at: Curvature;
  /** Factor of the information at the point; `null` where that is singular to rounding. */
  readonly triangle: Factorisation["triangle"] | null;
  readonly converged: boolean;
  readonly iterations: number;
  /** Length of the last step. */
  readonly step: number;
}

/** A step of this share of the point is the last one. */
const SETTLED = 1e-12;
/** Steps below this share that shrink no more are rounding. */
const NEARLY = 1e-8;
const MOST_HALVINGS = 60;
/** A step that promises this share of the value is rounding as far as the value goes. */
const NO_GAIN = 1e-15;
/** Added to the diagonal of a singular information, in its largest entry. */
const RIDGE = 1e-12;

/**
 * Maximum of a concave function by Newton's method, a step being halved until it does not lead down.
 *
 * @remarks Converges from anywhere when the maximum exists, at last quadratically. Where it does not exist the steps do
 * not shrink, and `converged` is false.
 *
 * @param objective - Its coordinates should be of like size: steps are measured in them together.
 * @param start - In the domain. Not changed.
 * @param most - The most steps.
 * @param valueOnly - Whether the maximum is wanted and not where it is: then directions in which the function is flat
 * to rounding do not matter.
 */
export function maximise(objective: Objective, start: Float64Array, most: number, valueOnly = false): Maximum {
  let point = start;
  let at = objective(point);
  let triangle = triangleOf(at, valueOnly);
  let last = Infinity;
  let iterations = 0;
  while (iterations < most && triangle !== null) {
    iterations++;
    const change = backSubstitute(triangle, forwardSubstitute(triangle, at.gradient.slice()));
    const gain = dot(at.gradient, 0, change, 0, change.length);
    const unit = 1 + lengthOf(point);
    const floor = at.value - 1e-12 * (1 + Math.abs(at.value));
    const moved = (share: number) => point.map((x, j) => x + share * (change[j] as number));
    let share = 1;
    let next = objective(moved(share));
    for (let i = 0; i < MOST_HALVINGS && !(next.value >= floor); i++) {
      share /= 2;
      next = objective(moved(share));
    }
    const step = share * lengthOf(change);
    if (!(next.value >= floor && step < Infinity)) return { point, at, triangle, converged: false, iterations, step };
    point = moved(share);
    at = next;
    triangle = triangleOf(at, valueOnly);
    const isRounding = step <= SETTLED * unit || (step <= NEARLY * unit && step >= last);
    if (isRounding || (valueOnly && gain <= NO_GAIN * (1 + Math.abs(at.value)))) {
      return { point, at, triangle, converged: triangle !== null, iterations, step };
    }
    last = step;
  }
  return { point, at, triangle, converged: false, iterations, step: last };
}

function triangleOf({ information, surrogate }: Curvature, valueOnly: boolean): Factorisation["triangle"] | null {
  const triangle = choleskyFactor(information) ?? (surrogate === undefined ? null : choleskyFactor(surrogate));
  if (triangle !== null || !valueOnly) return triangle;
  const p = Math.sqrt(information.length);
  const largest = information.reduce((most, entry) => Math.max(most, Math.abs(entry)), Number.MIN_VALUE);
  return choleskyFactor(information.map((entry, at) => (at % (p + 1) === 0 ? entry + RIDGE * largest : entry)));
}

/** The function on `offset` plus the span of directions, in the coordinates of these. */
export function along(objective: Objective, offset: Float64Array, directions: readonly Float64Array[]): Objective {
  return (coordinates) => {
    const { value, gradient, information, surrogate } = objective(placed(offset, directions, coordinates));
    return {
      value,
      gradient: Float64Array.from(directions, (direction) => dot(direction, 0, gradient, 0, offset.length)),
      information: formsOf(information, directions),
      surrogate: surrogate && formsOf(surrogate, directions),
    };
  };
}

/** D' M D for directions D, row by row. */
function formsOf(matrix: Float64Array, directions: readonly Float64Array[]): Float64Array {
  const images = directions.map((direction) => {
    const p = direction.length;
    return Float64Array.from({ length: p }, (_, i) => dot(matrix, i * p, direction, 0, p));
  });
  return Float64Array.from({ length: directions.length ** 2 }, (_, at) => {
    const direction = directions[Math.floor(at / directions.length)] as Float64Array;
    return dot(direction, 0, images[at % directions.length] as Float64Array, 0, direction.length);
  });
}

/** The point of some coordinates along directions from an offset. */
export function placed(
  offset: Float64Array,
  directions: readonly Float64Array[],
  coordinates: Float64Array,
): Float64Array {
  const point = offset.slice();
  directions.forEach((direction, k) => {
    for (let j = 0; j < point.length; j++) {
      point[j] = (point[j] as number) + (coordinates[k] as number) * (direction[j] as number);
    }
  });
  return point;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(dot(vector, 0, vector, 0, vector.length));
}
