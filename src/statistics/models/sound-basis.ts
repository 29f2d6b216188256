import {
  checkAtLeast,
  checkFinite,
  checkInRange,
  checkInteger,
  checkName,
  checkObject,
  reject,
} from "../../core/checks";
import { namesOf } from "./design";
import type { PredictionBasis } from "./linear-model-result";
import type { Category } from "./model-table";
import { MOST_DEGREE } from "./terms";

/** What predictions need of a model, whatever its kind. */
export interface PredictableModel {
  readonly categories: readonly Category[];
  readonly predictionBasis: PredictionBasis;
}

/** The sound basis of a model, which may come from JSON that somebody else wrote; refuses what is none. */
export function soundBasis(fn: string, model: PredictableModel): PredictionBasis {
  checkList(fn, "model.categories", model.categories);
  model.categories.forEach((category, i) => {
    checkObject(fn, `model.categories.${i}`, category);
    checkName(fn, `model.categories.${i}.name`, category.name);
    checkList(fn, `model.categories.${i}.levels`, category.levels);
    for (const level of category.levels) checkText(fn, `model.categories.${i}.levels`, level);
  });
  const path = "model.predictionBasis";
  checkObject(fn, path, model.predictionBasis);
  const { terms, kept, centers, coefficients, standardErrors, correlations } = model.predictionBasis;
  checkList(fn, `${path}.terms`, terms);
  terms.forEach((_, i) => {
    checkTerm(fn, `${path}.terms.${i}`, terms[i], model.categories);
  });
  const columns = terms.flatMap(namesOf).length;
  checkList(fn, `${path}.kept`, kept);
  const p = kept.length;
  for (const [name, list] of Object.entries({ centers, coefficients, standardErrors, correlations })) {
    checkList(fn, `${path}.${name}`, list, p);
  }
  kept.forEach((_, k) => {
    checkInteger(fn, `${path}.kept.${k}`, kept[k], 0, columns - 1);
    checkFinite(fn, `${path}.centers.${k}`, centers[k]);
    checkFinite(fn, `${path}.coefficients.${k}`, coefficients[k]);
    checkAtLeast(fn, `${path}.standardErrors.${k}`, standardErrors[k], 0);
    const row = correlations[k];
    checkList(fn, `${path}.correlations.${k}`, row, p);
    for (let j = 0; j < p; j++) checkInRange(fn, `${path}.correlations.${k}.${j}`, row[j], -1.001, 1.001);
  });
  return model.predictionBasis;
}

function checkList<T>(fn: string, path: string, value: T, length?: number): asserts value is T & readonly unknown[] {
  if (!Array.isArray(value)) reject(fn, path, "be an array", value);
  if (length !== undefined && value.length !== length) reject(fn, path, `have ${length} entries`, value.length);
}

function checkText(fn: string, path: string, value: unknown): void {
  if (typeof value !== "string") reject(fn, path, "be text", value);
}

function checkTerm(fn: string, path: string, term: unknown, categories: readonly Category[]): void {
  checkObject(fn, path, term);
  const { polynomial, degree, center, halfWidth, factors } = term as Record<string, unknown>;
  if (polynomial !== undefined) {
    checkName(fn, `${path}.polynomial`, polynomial);
    checkInteger(fn, `${path}.degree`, degree, 1, MOST_DEGREE);
    checkFinite(fn, `${path}.center`, center);
    checkAtLeast(fn, `${path}.halfWidth`, halfWidth, Number.MIN_VALUE);
    return;
  }
  checkList(fn, `${path}.factors`, factors);
  factors.forEach((factor, i) => {
    checkObject(fn, `${path}.factors.${i}`, factor);
    const { column, level } = factor as Record<string, unknown>;
    checkName(fn, `${path}.factors.${i}.column`, column);
    const levels = categories.find(({ name }) => name === column)?.levels;
    if (levels === undefined ? level !== null : !levels.includes(level as string)) {
      reject(fn, `${path}.factors.${i}.level`, "be one of the column's categories, or null for numbers", level);
    }
  });
}
