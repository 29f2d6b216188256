/** What every analysis of drivers that draws samples of the rows can be told. */
export interface DriverSampleOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** Seed of the random numbers, integer in [0, 2^53 - 1]. @defaultValue `1` */
  readonly seed?: number | undefined;
}

/** The same of rows that may have survey weights. */
export interface WeightedDriverSampleOptions extends DriverSampleOptions {
  /**
   * Survey weights, 0 or in [1e-100, 1e100]: how many of the population a row stands for.
   * @defaultValue every row counts the same
   */
  readonly weights?: ArrayLike<number> | undefined;
}
