import type { CorrelationMatrix, CorrelationMatrixPair } from "../statistics/association/correlation-matrix";

/** The pair of a matrix whose correlation is farthest from 0, the first of equals; `null` where there is none. */
export function strongestPair({ pairs }: CorrelationMatrix): (CorrelationMatrixPair & { estimate: number }) | null {
  let strongest: (CorrelationMatrixPair & { estimate: number }) | null = null;
  for (const pair of pairs) {
    const { estimate } = pair;
    if (estimate !== null && !(Math.abs(estimate) <= Math.abs(strongest?.estimate ?? 0) && strongest !== null)) {
      strongest = { ...pair, estimate };
    }
  }
  return strongest;
}
