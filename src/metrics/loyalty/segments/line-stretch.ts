/** The points of a stretch of x, as a straight line through them needs them; changed in place, on hot paths. */
export interface LineStretch {
  /** Sum of the weights; 0 for no point. */
  weight: number;
  /** Weighted means. */
  x: number;
  y: number;
  /** Weighted sums of squares and products about the means. */
  xx: number;
  xy: number;
  /** What the least-squares line leaves. */
  rss: number;
}

export function emptyStretch(): LineStretch {
  return { weight: 0, x: 0, y: 0, xx: 0, xy: 0, rss: 0 };
}

export function copyStretch(to: LineStretch, from: LineStretch): LineStretch {
  to.weight = from.weight;
  to.x = from.x;
  to.y = from.y;
  to.xx = from.xx;
  to.xy = from.xy;
  to.rss = from.rss;
  return to;
}

/**
 * Adds a point, at an x of its own.
 *
 * @remarks Every sum only grows, the residual one by the squared recursive residual (Brown, Durbin and Evans 1975):
 * nothing cancels, however far a short stretch lies from the origin.
 */
export function extend(stretch: LineStretch, x: number, y: number, weight: number): void {
  const total = stretch.weight + weight;
  const dx = x - stretch.x;
  const dy = y - stretch.y;
  const share = stretch.weight * (weight / total);
  if (stretch.xx > 0) {
    const residual = dy - (stretch.xy / stretch.xx) * dx;
    stretch.rss += residual ** 2 / (1 / weight + 1 / stretch.weight + dx ** 2 / stretch.xx);
  }
  stretch.xx += dx ** 2 * share;
  stretch.xy += dx * dy * share;
  stretch.x += dx * (weight / total);
  stretch.y += dy * (weight / total);
  stretch.weight = total;
}

/** The line's slope; 0 where a single x leaves it free. */
export function slopeOf({ xx, xy }: LineStretch): number {
  return xx > 0 ? xy / xx : 0;
}

/** The line's height. */
export function heightAt(stretch: LineStretch, x: number): number {
  return stretch.y + slopeOf(stretch) * (x - stretch.x);
}

/** The variance of that height where the values have a variance of 1 over their weight. */
export function varianceAt({ weight, xx, x: mean }: LineStretch, x: number): number {
  return 1 / weight + (x === mean ? 0 : (x - mean) ** 2 / xx);
}
