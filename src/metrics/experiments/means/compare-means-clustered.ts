import { type Caveat, caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject, reject } from "../../../core/checks";
import {
  type ClusteredAnswers,
  type ClusteredMeanResult,
  clusteredMean,
} from "../../../statistics/estimates/clustered-mean";
import type { ComparisonOptions } from "../comparison/comparison";
import { marginSettings } from "../comparison/margin";
import { compareJointMeans, type ValueComparison } from "./compare-joint-means";
import { areApart, independentMeans, type JointMeans } from "./joint-means";

/** Options of {@link compareMeansClustered}. */
export interface CompareMeansClusteredOptions extends ComparisonOptions {}

/** Two means compared whose answers are several a customer. */
export type ClusteredMeanComparison = ValueComparison<"clustered-mean-comparison", ClusteredMeanResult>;

/**
 * The difference of two means where a customer may have given several answers.
 *
 * @remarks Answers of one customer are alike, so that a test which takes them for independent rejects too often. Here
 * customers are what is independent: $$\mathrm{SE}^2 = \frac{G}{G - 1} \sum_g \left(\frac1n \sum_{i \in g} (y_i - \bar
 * y)\right)^2$$ for each arm, over its G customers, and Welch's t interval and test of the difference, with G - 1
 * degrees of freedom an arm. Every answer counts the same, so a customer with more answers counts more; where every
 * customer is to count the same, take the mean of each and call `compareMeans`. The numbers are those of
 * `compareRatiosOfMeans` of each customer's sum of answers and number of answers, which is how a database summarises
 * them. With one answer a customer they are those of `compareMeans`.
 *
 * Where few customers gave most of the answers the interval covers 85 to 88 % at 95 % with 10 or 20 customers in an
 * arm, and 93 % with 100 (see the calibration page); the caveat `few-clusters` is there where an arm's customers count
 * for fewer than 20 with as many answers each, $n^2 / \sum_g n_g^2$. `ratio` is made as in `compareRatiosOfMeans`. O(n)
 * time.
 *
 * @param control - The arm that is subtracted, of at least two customers; see {@link ClusteredAnswers}.
 * @param treatment - The arm that it is subtracted from: other customers.
 * @param options - See {@link CompareMeansClusteredOptions}.
 * @returns Both means, with customers and design effect, and their difference in the unit of the values, treatment
 * minus control.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number, a customer that is neither text
 * nor a whole number, columns of different lengths, and a customer who is in both arms; `insufficient-data` when an arm
 * has fewer than two customers.
 * @see Cameron and Miller (2015), Journal of Human Resources 50(2), 317-372, doi:10.3368/jhr.50.2.317 (not read); Deng,
 * Knoblich and Lu (2018), KDD 2018, 233-242, doi:10.1145/3219819.3219919 (not read)
 *
 * @example
 * ```ts
 * const control = { values: [3, 4, 2, 5, 4], clusters: ["a", "a", "b", "c", "c"] };
 * const treatment = { values: [5, 5, 4, 3], clusters: ["d", "e", "e", "f"] };
 * const result = compareMeansClustered(control, treatment);
 * [result.control.estimate, result.control.clusters]; //=> [3.6, 3]
 * result.control.designEffect; //~> 1.35
 * result.test.pValue; //~> 0.441
 * ```
 */
export function compareMeansClustered(
  control: ClusteredAnswers,
  treatment: ClusteredAnswers,
  options: CompareMeansClusteredOptions = {},
): ClusteredMeanComparison {
  const fn = "compareMeansClustered";
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95, margin, direction, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, confidenceLevel);
  const settings = {
    kind: "clustered-mean-comparison",
    method: "clustered",
    confidenceLevel,
    margin: marginSettings(fn, { margin, direction }, Infinity),
  } as const;
  const c = clusteredMean(fn, "control", control, confidenceLevel);
  const t = clusteredMean(fn, "treatment", treatment, confidenceLevel);
  checkApart(fn, c.customers, t.customers);
  const means = independentMeans(c.estimated, t.estimated);
  return compareJointMeans(fn, { control: c.result, treatment: t.result }, means, settings, (varies) =>
    varies ? [] : withoutSpread(means, [c.result, t.result]),
  );
}

/** Refuses a customer in both arms, whose answers are not independent; the message does not say who it is. */
function checkApart(fn: string, control: ReadonlySet<string>, treatment: ReadonlySet<string>): void {
  let both = 0;
  for (const customer of treatment) if (control.has(customer)) both++;
  if (both > 0) reject(fn, "treatment.clusters", "be other customers than control's", `${both} in both arms`);
}

/** Answers may vary where the sums of every customer do not. */
function withoutSpread(means: JointMeans, arms: readonly ClusteredMeanResult[]): Caveat[] {
  const vary = arms.some(({ designEffect }) => designEffect !== null);
  const apart = areApart(means);
  return caveatsWhere({
    "no-interval": vary,
    "all-answers-equal": !vary && !apart,
    "no-spread-within-groups": !vary && apart,
  });
}
