import * as z from "zod/mini";
import { shown } from "../core/checks";
import { INSTANT_RULE, readInstant } from "../core/instant";

// How one field of a foreign row is read. Numbers may come as decimal strings, and an empty string is no answer, never 0.

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** `undefined` for what a CSV file or a form leaves empty. */
function emptyToMissing(value: unknown): unknown {
  return value === null || (typeof value === "string" && value.trim() === "") ? undefined : value;
}

/** A decimal string, and what database drivers return for a whole number, as a number; everything else as it is. */
export function decimalToNumber(value: unknown): unknown {
  if (typeof value === "string" && DECIMAL.test(value.trim())) return Number(value);
  if (typeof value === "bigint" && BigInt.asIntN(53, value) === value) return Number(value);
  return value;
}

/** `must RULE, received VALUE`. */
function says(rule: string) {
  return ({ input }: { readonly input?: unknown }) => `must ${rule}, received ${shown(input)}`;
}

/** An integer in [min, max]. */
export function integerField(min: number, max: number) {
  const error = says(`be an integer in [${min}, ${max}]`);
  const read = z.transform((value) => decimalToNumber(emptyToMissing(value)));
  return z.optional(z.pipe(read, z.optional(z.int({ error }).check(z.gte(min, { error }), z.lte(max, { error })))));
}

/** A finite number, at least `min`. */
export function numberField(min = -Infinity) {
  const error = says(min === -Infinity ? "be a finite number" : `be a finite number >= ${min}`);
  const read = z.transform((value) => decimalToNumber(emptyToMissing(value)));
  return z.optional(z.pipe(read, z.optional(z.number({ error }).check(z.gte(min, { error })))));
}

/** Text; its own words are kept out of error messages. */
export function textField() {
  const error = ({ input }: { readonly input?: unknown }) => `must be a string, received a ${typeof input}`;
  return z.optional(z.pipe(z.transform(emptyToMissing), z.optional(z.string({ error }))));
}

/** An instant as epoch milliseconds, a calendar day as `YYYY-MM-DD`. */
export function instantField() {
  const read = z.transform((value: unknown, context) => {
    const given = decimalToNumber(emptyToMissing(value));
    if (given === undefined) return undefined;
    const instant = readInstant(given);
    if (instant === null)
      context.issues.push({ code: "custom", message: says(INSTANT_RULE)({ input: value }), input: value });
    return instant ?? undefined;
  });
  return z.optional(read);
}
