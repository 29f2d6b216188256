import * as z from "zod/mini";
import { checkNoOthers, checkObject, checkScale } from "../core/checks";
import type { Scale } from "../core/scale";
import { identifierField, instantField, integerField, numberField, textField } from "./fields";
import type { StandardSchema } from "./standard-schema";

/** One customer's feedback, read and checked. Times are epoch milliseconds, or a day `YYYY-MM-DD`. */
export interface Feedback {
  /** Satisfaction, on the scale of the options. */
  readonly rating?: number | undefined;
  /** Likelihood to recommend, 0-10. */
  readonly recommend?: number | undefined;
  readonly comment?: string | undefined;
  readonly customerId?: string | undefined;
  readonly submittedAt?: number | string | undefined;
  /** When the company answered. */
  readonly respondedAt?: number | string | undefined;
  /** Where in the customer's journey the question was asked. */
  readonly touchpoint?: string | undefined;
  readonly topic?: string | undefined;
  readonly channel?: string | undefined;
  readonly segment?: string | undefined;
  readonly orderId?: string | undefined;
  readonly orderedAt?: number | string | undefined;
  /** What the order was worth, >= 0. */
  readonly orderValue?: number | undefined;
}

/** Options of {@link feedbackSchema} and {@link parseFeedback}. */
export interface FeedbackOptions {
  /** Scale of `rating`. @defaultValue `{ min: 1, max: 5 }` */
  readonly ratingScale?: Scale | undefined;
}

/** A schema of ours, as zod has it. */
export type FeedbackSchema = z.ZodMiniType<Feedback>;

const built = new Map<string, FeedbackSchema>();

/**
 * The schema of one row of customer feedback.
 *
 * @remarks Every field is optional, but a row must hold an answer: rating, recommend or comment. Numbers may be decimal
 * strings; an empty string is a missing value, never 0; fields that the schema does not know are left out. A response
 * must not precede what it responds to, where both are times or both are days. Built on the first call for a scale,
 * then the same object.
 *
 * @param options - See {@link FeedbackOptions}.
 * @returns A schema with the Standard Schema interface, for any library that takes one.
 * @throws A {@link StatsError}: `invalid-input` on an invalid scale.
 *
 * @example
 * ```ts
 * const result = feedbackSchema()["~standard"].validate({ rating: "5", recommend: 9, comment: "" });
 * result; //=> { value: { rating: 5, recommend: 9 } }
 * ```
 */
export function feedbackSchema(options: FeedbackOptions = {}): StandardSchema<Feedback> {
  return zodFeedbackSchema("feedbackSchema", options) as unknown as StandardSchema<Feedback>;
}

/** The same with zod's own interface, for this folder alone. */
export function zodFeedbackSchema(fn: string, options: FeedbackOptions): FeedbackSchema {
  checkObject(fn, "options", options);
  const { ratingScale = { min: 1, max: 5 }, ...others } = options;
  checkNoOthers(fn, others);
  checkScale(fn, ratingScale, "ratingScale");
  const key = `${ratingScale.min} ${ratingScale.max}`;
  const schema = built.get(key) ?? buildSchema(ratingScale);
  built.set(key, schema);
  return schema;
}

function buildSchema({ min, max }: Scale): FeedbackSchema {
  const fields = z.object(
    {
      rating: integerField(min, max),
      recommend: integerField(0, 10),
      comment: textField(),
      customerId: identifierField(),
      submittedAt: instantField(),
      respondedAt: instantField(),
      touchpoint: textField(),
      topic: textField(),
      channel: textField(),
      segment: textField(),
      orderId: identifierField(),
      orderedAt: instantField(),
      orderValue: numberField(0),
    },
    { error: "must be an object" },
  );
  const answered = z.refine<Feedback>(
    ({ rating, recommend, comment }) => (rating ?? recommend ?? comment) !== undefined,
    { error: "must hold an answer: rating, recommend or comment" },
  );
  const inOrder = z.refine<Feedback>(
    ({ submittedAt, respondedAt }) =>
      typeof submittedAt !== typeof respondedAt || respondedAt === undefined || respondedAt >= submittedAt!,
    { error: "must not be before submittedAt", path: ["respondedAt"] },
  );
  const answers = z.transform((row: Feedback) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)),
  );
  return z.pipe(fields.check(answered, inOrder), answers) as unknown as FeedbackSchema;
}
