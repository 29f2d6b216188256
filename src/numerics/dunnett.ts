import { gaussLegendre } from "./gauss-legendre";
import { gaussian, SQRT_2PI } from "./mills-ratio";
import { normalUpper } from "./normal";
import { studentized, type UpperTail } from "./studentized";

/** Arms of one size. */
interface Alike {
  readonly count: number;
  /** Root of their size over control's: what control's mean moves the statistic, in its spread when that is known. */
  readonly slope: number;
  /** The spread of the statistic in the same unit. */
  readonly scale: number;
}

/** So far from the places that matter, in standard deviations, the integrand counts. */
const REACH = 8.5;
/** Above this scale the integrand has edges, too steep for points at equal distance. */
const STEEP = 10;
/** Width of panels away from the edges. */
const PANEL = 0.5;

/**
 * Upper tail of Dunnett's statistic: the probability that the largest of the |t| of m arms, each against the same
 * control, is above t, where all means are equal.
 *
 * @remarks $$P(\max |T_i| > t) = \int f(s) \int \varphi(y) \Bigl[ 1 - \prod_i (1 - u_i(y, t s)) \Bigr] dy\, ds$$ $$u_i
 * = \bar\Phi\bigl(\sqrt{1 + r_i}\, t s - \sqrt{r_i}\, y\bigr) + \bar\Phi\bigl(\sqrt{1 + r_i}\, t s + \sqrt{r_i}\,
 * y\bigr)$$ where y is the error of control's mean and the correlation of two arms is that of their sizes, $\sqrt{r_i
 * r_j / ((1 + r_i)(1 + r_j))}$. The bracket is found without cancellation; the trapezoidal rule, or panels where an
 * arm is a hundred times as large as control. Relative error below 1e-13 for up to 100 arms, also in tails of 1e-90.
 * Some 20 ms for ten arms of ten sizes, up to ten times that where one is a hundred times as large as control; a further
 * t takes a tenth.
 * @param ratios - Size of each arm over that of control, > 0; length m >= 1.
 * @param df - Degrees of freedom of the estimated standard deviation, real, >= 1; `Infinity` where it is known.
 * @see Dunnett (1955), JASA 50(272), 1096-1121, doi:10.1080/01621459.1955.10501294 (not read)
 */
export function dunnett(ratios: readonly number[], df: number): UpperTail {
  return studentized(dunnettTail(ratios), 1, ratios.length, df);
}

/** The same where the standard deviation is known. */
function dunnettTail(ratios: readonly number[]): (w: number) => number {
  const counts = new Map<number, number>();
  for (const ratio of ratios) counts.set(ratio, (counts.get(ratio) ?? 0) + 1);
  const arms = [...counts].map(([ratio, count]) => ({ count, slope: Math.sqrt(ratio), scale: Math.sqrt(1 + ratio) }));
  const steepest = Math.max(...arms.map(({ scale }) => scale));
  // the more arms, the steeper the chance that any of them exceeds
  const step = 0.4 / steepest / (1 + ratios.length / 100);
  const loadings = arms.map(({ slope, scale }) => slope / scale);
  const [least, most] = [Math.min(...loadings), Math.max(...loadings)];
  return (w) => {
    const from = Math.max(0, least * w - REACH);
    const to = most * w + REACH;
    const f = (y: number) => (gaussian(y, 0.5) / SQRT_2PI) * exceedance(y, w, arms);
    if (steepest <= STEEP) return 2 * atEqualDistance(f, from, to, step);
    return 2 * inPanels(f, from, edgesOf(from, to, w, arms), to, 1 / steepest);
  };
}

/** The probability that any arm exceeds w, given how far control's mean is off. */
function exceedance(y: number, w: number, arms: readonly Alike[]): number {
  let none = 0;
  for (const { count, slope, scale } of arms) {
    const [edge, shift] = [scale * w, slope * y];
    const above = normalUpper(edge - shift);
    // the other side is exp(-2 edge shift) of this one
    const own = edge * shift > 20 ? above : above + normalUpper(edge + shift);
    if (own >= 1) return 1;
    none += count * Math.log1p(-own);
  }
  return -Math.expm1(none);
}

/** Integral of an even function over its positive half, by the trapezoidal rule. */
function atEqualDistance(f: (y: number) => number, from: number, to: number, step: number): number {
  let sum = from === 0 ? f(0) / 2 : 0;
  for (let k = Math.max(1, Math.floor(from / step)); k * step <= to; k++) sum += f(k * step);
  return sum * step;
}

/** Edges nearer than `apart` to the one before are left out: arms of nearly the same size have nearly the same. */
function inPanels(f: (y: number) => number, from: number, edges: readonly number[], to: number, apart: number): number {
  let [sum, last] = [0, from];
  for (const edge of edges) {
    if (edge - last < apart) continue;
    sum += gaussLegendre(f, last, edge);
    last = edge;
  }
  return sum + gaussLegendre(f, last, to);
}

/** Where panels meet: close together about each place at which an arm begins to exceed w, and where it mostly does. */
function edgesOf(from: number, to: number, w: number, arms: readonly Alike[]): number[] {
  const edges: number[] = [];
  for (let edge = PANEL * Math.ceil(from / PANEL); edge < to; edge += PANEL) edges.push(edge);
  for (const { slope, scale } of arms) {
    for (const place of [(w * scale) / slope, (w * slope) / scale]) {
      for (const distance of [-9, -6, -3, 0, 3, 6, 9]) edges.push(place + distance / scale);
    }
  }
  return edges.filter((edge) => edge > from && edge < to).sort((a, b) => a - b);
}
