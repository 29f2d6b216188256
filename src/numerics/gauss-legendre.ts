/** Points in (0, 1) and weights of Gauss and Legendre's rule with 16 points; the other half mirrors them. */
const RULE: readonly (readonly [point: number, weight: number])[] = [
  [0.09501250983763744, 0.1894506104550685],
  [0.2816035507792589, 0.18260341504492358],
  [0.4580167776572274, 0.16915651939500254],
  [0.6178762444026438, 0.14959598881657674],
  [0.755404408355003, 0.12462897125553388],
  [0.8656312023878318, 0.09515851168249279],
  [0.9445750230732326, 0.062253523938647894],
  [0.9894009349916499, 0.027152459411754096],
];

/** Integral over a panel; exact for polynomials up to degree 31. */
export function gaussLegendre(f: (x: number) => number, lower: number, upper: number): number {
  const half = (upper - lower) / 2;
  const middle = lower + half;
  let sum = 0;
  for (const [point, weight] of RULE) sum += weight * (f(middle - half * point) + f(middle + half * point));
  return sum * half;
}
