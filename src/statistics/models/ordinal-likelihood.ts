import { dot } from "../../numerics/sums";
import type { Likelihood } from "./likelihood-fit";
import type { CumulativeLink } from "./ordinal-links";

/** Outcomes on ordered levels, and the columns that are to explain them. */
export interface OrdinalRows {
  /** m columns of n numbers, none of them constant. */
  readonly columns: readonly Float64Array[];
  /** Place of each row's level, from 0. */
  readonly places: Float64Array;
  /** How many levels there are, each with a row. */
  readonly levels: number;
  /** How often each row counts, above 0. */
  readonly counts: Float64Array;
}

/**
 * The likelihood of an ordinal model; its coordinates are the thresholds between neighbouring levels, ascending, then
 * the coefficients of the columns.
 *
 * @remarks Row i on level k has the probability $F(\theta_k - x_i b) - F(\theta_{k-1} - x_i b)$, where the outermost
 * thresholds are infinite. The forms are the distances of each row from the thresholds on both sides of its level.
 */
export function ordinalLikelihood({ columns, places, levels, counts }: OrdinalRows, link: CumulativeLink): Likelihood {
  const thresholds = levels - 1;
  const size = thresholds + columns.length;
  const uppers = places.filter((place) => place < thresholds).length;
  const lowers = places.filter((place) => place > 0).length;
  return {
    size: uppers + lowers,
    without: (infinite) => (point) => {
      const sums = new Float64Array(places.length);
      columns.forEach((column, j) => {
        const b = point[thresholds + j] as number;
        for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + b * (column[i] as number);
      });
      const gradient = new Float64Array(size);
      const information = new Float64Array(size * size);
      const addTo = (row: number, column: number, value: number) => {
        information[row * size + column] = (information[row * size + column] as number) + value;
      };
      const slopes = new Float64Array(places.length);
      const bends = new Float64Array(places.length);
      let value = 0;
      let upperForm = 0;
      let lowerForm = uppers;
      for (let i = 0; i < places.length; i++) {
        const place = places[i] as number;
        const count = counts[i] as number;
        const sum = sums[i] as number;
        const isBelow = place < thresholds && infinite[upperForm++] === 0;
        const isAbove = place > 0 && infinite[lowerForm++] === 0;
        if (!isBelow && !isAbove) continue;
        const upper = isBelow ? (point[place] as number) - sum : Infinity;
        const lower = isAbove ? (point[place - 1] as number) - sum : -Infinity;
        const terms = link.between(upper, lower);
        value += count * terms.logarithm;
        slopes[i] = -count * (terms.byUpper + terms.byLower);
        bends[i] = -count * (terms.byUpperTwice + 2 * terms.byBoth + terms.byLowerTwice);
        const crossUpper = count * (terms.byUpperTwice + terms.byBoth);
        const crossLower = count * (terms.byLowerTwice + terms.byBoth);
        if (isBelow) {
          gradient[place] = (gradient[place] as number) + count * terms.byUpper;
          addTo(place, place, -count * terms.byUpperTwice);
        }
        if (isAbove) {
          gradient[place - 1] = (gradient[place - 1] as number) + count * terms.byLower;
          addTo(place - 1, place - 1, -count * terms.byLowerTwice);
        }
        if (isBelow && isAbove) addTo(place, place - 1, -count * terms.byBoth);
        for (let j = 0; j < columns.length; j++) {
          const x = (columns[j] as Float64Array)[i] as number;
          if (isBelow) addTo(thresholds + j, place, crossUpper * x);
          if (isAbove) addTo(thresholds + j, place - 1, crossLower * x);
        }
      }
      columns.forEach((column, j) => {
        gradient[thresholds + j] = dot(column, 0, slopes, 0, slopes.length);
        const bent = column.map((x, i) => x * (bends[i] as number));
        for (let k = 0; k <= j; k++) {
          addTo(thresholds + j, thresholds + k, dot(bent, 0, columns[k] as Float64Array, 0, bent.length));
        }
      });
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < i; j++) information[j * size + i] = information[i * size + j] as number;
      }
      return { value, gradient, information };
    },
    forms: () => {
      const forms = Array.from({ length: size }, () => new Float64Array(uppers + lowers));
      let upperForm = 0;
      let lowerForm = uppers;
      places.forEach((place, i) => {
        const put = (form: number, threshold: number, sign: number) => {
          (forms[threshold] as Float64Array)[form] = sign;
          columns.forEach((column, j) => {
            (forms[thresholds + j] as Float64Array)[form] = -sign * (column[i] as number);
          });
        };
        if (place < thresholds) put(upperForm++, place, 1);
        if (place > 0) put(lowerForm++, place - 1, -1);
      });
      return forms;
    },
  };
}
