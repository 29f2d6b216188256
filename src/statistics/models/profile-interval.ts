import { refuse } from "../../core/checks";
import type { Ends } from "../../core/estimate";
import { along, maximise, type Objective, placed } from "../../numerics/newton";
import { dot } from "../../numerics/sums";
import { settled } from "./likelihood-fit";

/** A combination of coordinates whose interval is wanted, and where it stands at the maximum. */
export interface ProfiledCombination {
  readonly combination: Float64Array;
  readonly estimate: number;
  readonly standardError: number;
  /** How the best of the coordinates move with it, at the maximum. */
  readonly drift: Float64Array;
}

const MOST_STEPS = 200;

/**
 * The values next to the maximum at which the best log-likelihood of a combination is `drop` lower.
 *
 * @remarks Newton's method on the profile, whose slope is that of the likelihood itself at the best of the others. A
 * penalised profile is not concave, and on a flat stretch its tangents lead anywhere: steps go outwards until the
 * profile is low enough, and stay in the bracket from then on, which is halved where they shrink too slowly.
 *
 * @param peak - Where the maximum is.
 * @param height - The maximum.
 */
export function profileEnds(
  fn: string,
  objective: Objective,
  peak: Float64Array,
  height: number,
  { combination, estimate, standardError, drift }: ProfiledCombination,
  drop: number,
): Ends {
  const p = peak.length;
  const square = dot(combination, 0, combination, 0, p);
  const others = complementOf(combination);
  const endAt = (side: 1 | -1) => {
    let point = peak;
    let at = estimate;
    let inside = estimate;
    let outside = side * Infinity;
    let step = side * Math.sqrt(2 * drop) * standardError;
    let last = Infinity;
    let level = height;
    for (let i = 0; i < MOST_STEPS; i++) {
      // a step out of the domain, or far below the end, is too long: errors of nearly separated data are no guide
      const moved = () => point.map((x, j) => x + step * (drift[j] as number));
      const floor = Math.min(level, height - 4 * drop);
      for (let halvings = 0; halvings < 60 && !(objective(moved()).value >= floor); halvings++) step /= 2;
      const start = moved();
      at += step;
      const offset = combination.map((weight) => (weight * at) / square);
      const coordinates = Float64Array.from(others, (direction) => dot(direction, 0, start, 0, p));
      const best = settled(fn, maximise(along(objective, offset, others), coordinates, MOST_STEPS, true));
      point = placed(offset, others, best.point);
      const { value, gradient } = objective(point);
      level = value;
      const over = value - height + drop;
      if (over > 0) inside = at;
      else outside = at;
      step = -(over * square) / dot(gradient, 0, combination, 0, p);
      const size = Math.abs(step) / standardError;
      const width = Math.abs(outside - inside) / standardError;
      if (size <= 1e-13 || width <= 1e-13 || (size < 1e-9 && size >= last)) return at;
      const next = at + step;
      if (width === Infinity) {
        // by half the way at most: a flat profile has tangents that lead too far
        const half = Math.abs(at - estimate) / 2;
        step = side * (side * step > 0 ? Math.min(side * step, half) : half);
      } else if (!(side * next > side * inside && side * next < side * outside) || size > last / 2) {
        step = (inside + outside) / 2 - at;
      }
      last = Math.abs(step) / standardError;
    }
    return refuse(
      "no-convergence",
      fn,
      "interval",
      `must be "wald" where the ends of a profile cannot be found, received "profile"`,
    );
  };
  return { lower: endAt(-1), upper: endAt(1) };
}

/** Orthonormal directions along which a combination does not change: columns of the reflection that turns it to an axis. */
function complementOf(combination: Float64Array): Float64Array[] {
  const size = Math.sqrt(dot(combination, 0, combination, 0, combination.length));
  const mirror = combination.map((weight) => weight / size);
  const first = mirror[0] as number;
  mirror[0] = first + (first < 0 ? -1 : 1);
  const factor = 2 / dot(mirror, 0, mirror, 0, mirror.length);
  return Array.from({ length: combination.length - 1 }, (_, k) =>
    mirror.map((weight, i) => (i === k + 1 ? 1 : 0) - factor * weight * (mirror[k + 1] as number)),
  );
}
