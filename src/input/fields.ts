import * as z from "zod/mini";
import { shown } from "../core/checks";
import { INSTANT_RULE, readInstant } from "../core/instant";

// How one field of a foreign row is read. Numbers may come as decimal strings, and an empty string is no answer, never
// 0.

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** `undefined` for what a CSV file or a form leaves empty. */
export function emptyToMissing(value: unknown): unknown {
  if (value === null || (typeof value === "string" && value.trim() === "")) return undefined;
  // zod takes a promise for one of its own and gives up on all rows
  return value instanceof Promise ? {} : value;
}

/** A decimal string, and what database drivers return for a whole number, as a number; everything else as it is. */
export function decimalToNumber(value: unknown): unknown {
  if (typeof value === "string" && DECIMAL.test(value.trim())) return Number(value) + 0;
  if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) return Number(value);
  return typeof value === "number" ? value + 0 : value;
}

/** `must RULE, received VALUE`. */
function says(rule: string) {
  return ({ input }: { readonly input?: unknown }) => `must ${rule}, received ${shown(input)}`;
}

/** A field that may be missing, read before it is checked. */
function optional<T>(read: (value: unknown) => unknown, check: z.ZodMiniType<T>) {
  const given = z.transform((value) => read(emptyToMissing(value)));
  return z.optional(z.pipe(given, z.optional(check)));
}

/** An integer in [min, max]. */
export function integerField(min: number, max: number) {
  const error = says(`be an integer in [${min}, ${max}]`);
  return optional(decimalToNumber, z.int({ error }).check(z.gte(min, { error }), z.lte(max, { error })));
}

/** A finite number, at least `min`. */
export function numberField(min = -Infinity) {
  const error = says(min === -Infinity ? "be a finite number" : `be a finite number >= ${min}`);
  return optional(decimalToNumber, z.number({ error }).check(z.gte(min, { error })));
}

// what customers wrote and who they are stays out of error messages
const notText = ({ input }: { readonly input?: unknown }) => `must be a string, received ${kindOf(input)}`;

/** What a value is, without its content. */
export function kindOf(value: unknown): string {
  return Object(value) === value || value == null ? shown(value) : `a ${typeof value}`;
}

/** Text. */
export function textField() {
  return optional((value) => value, z.string({ error: notText }));
}

/** An identifier: text, or a whole number, as databases count. */
export function identifierField() {
  const read = (value: unknown) => (typeof value === "bigint" || Number.isSafeInteger(value) ? String(value) : value);
  return optional(read, z.string({ error: notText }));
}

/** An instant as epoch milliseconds, a calendar day as `YYYY-MM-DD`. */
export function instantField() {
  const read = z.transform((value: unknown, context) => {
    const given = emptyToMissing(value);
    if (given === undefined) return undefined;
    const instant = readInstant(typeof given === "bigint" ? decimalToNumber(given) : given);
    if (instant === null) {
      context.issues.push({ code: "custom", message: says(INSTANT_RULE)({ input: given }), input: given });
    }
    return instant ?? undefined;
  });
  return z.optional(read);
}
