/** One answer to a rating question; `null` and `undefined` are "no answer". */
export type Answer = number | null | undefined;

/**
 * Answers in whatever container holds them: an array, a typed array, an Arrow vector, a `Set`, a generator.
 *
 * @remarks Arrays and typed arrays are read by index, everything else is iterated once.
 */
export type Ratings = readonly Answer[] | ArrayLike<Answer> | Iterable<Answer>;
