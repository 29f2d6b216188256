/** Rows with a low, and rows with a high answer about a driver; those in between are what both are compared with. */
export interface AnswerContrast {
  /** The highest low answer. */
  readonly low: number;
  /** The lowest high answer. */
  readonly high: number;
  /** 1 for a low answer, else 0. */
  readonly isLow: Float64Array;
  /** 1 for a high answer, else 0. */
  readonly isHigh: Float64Array;
  readonly nLow: number;
  readonly nHigh: number;
}

export function answerContrast(answers: Float64Array, low: number, high: number): AnswerContrast {
  const isLow = answers.map((answer) => Number(answer <= low));
  const isHigh = answers.map((answer) => Number(answer >= high));
  return { low, high, isLow, isHigh, nLow: countOf(isLow), nHigh: countOf(isHigh) };
}

/** Columns of a model, with their names: of each driver in turn, its low answers, then its high ones. */
export function contrastColumns(
  names: readonly string[],
  contrasts: readonly AnswerContrast[],
): (readonly [name: string, values: Float64Array])[] {
  return contrasts.flatMap(({ isLow, isHigh }, j) => [
    [`${names[j]}.penalty`, isLow],
    [`${names[j]}.reward`, isHigh],
  ]);
}

function countOf(dummy: Float64Array): number {
  return dummy.reduce((sum, value) => sum + value, 0);
}
