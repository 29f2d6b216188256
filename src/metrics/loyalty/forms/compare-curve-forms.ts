import { type Caveat, caveatsAt, caveatsWhere } from "../../../core/caveats";
import { refuse, reject } from "../../../core/checks";
import type { TestResult } from "../../../core/estimate";
import { fUpper } from "../../../numerics/f-distribution";
import type { LoyaltyCurve } from "../curve/loyalty-curve";
import { soundCurve } from "../curve/sound-curve";
import {
  brokenForm,
  type FittedForm,
  type FormCoefficient,
  polynomialForm,
  powerForm,
  saturatedForm,
} from "./curve-forms";
import { type LevelPoints, levelPoints } from "./level-points";

/** How loyalty may depend on satisfaction. */
export type CurveFormName = "linear" | "quadratic" | "cubic" | "power" | "one-break" | "two-breaks" | "saturated";

/** One form, fitted to the answers. */
export interface CurveForm {
  readonly form: CurveFormName;
  /**
   * Every parameter of the curve, the spread about it left out: `intercept`, `linear`, `quadratic` and `cubic` are
   * factors of the powers of satisfaction; `at the lower end`, `rise` and `exponent` are a, b and g of a power; slopes
   * and breaks go from low to high; the saturated form has the loyalty at every level.
   */
  readonly coefficients: readonly FormCoefficient[];
  /** Loyalty at each level of the curve. */
  readonly fitted: readonly number[];
  /** Residual sum of squares of the answers. */
  readonly rss: number;
  /** Of normal answers with one spread; `null`, as are the criteria, where the fit is perfect. */
  readonly logLikelihood: number | null;
  /** Akaike's criterion; the spread counts as a parameter. */
  readonly aic: number | null;
  /** Corrected for the number of answers; `null` with no more answers than parameters and one. */
  readonly aicc: number | null;
  readonly bic: number | null;
  /** Akaike weight by `aicc`: these add up to 1 over the forms that have one. */
  readonly akaikeWeight: number | null;
  /** F test against the saturated form; `null` for that form, and where no level shows any spread. */
  readonly lackOfFit: TestResult | null;
}

/** Forms of a curve beside each other. */
export interface CurveFormComparison {
  readonly kind: "curve-form-comparison";
  /** Simplest first. */
  readonly forms: readonly CurveForm[];
  /** Forms with as many parameters as the curve has levels, or more, which could say no less than the saturated one. */
  readonly leftOut: readonly CurveFormName[];
  /** The form with the least `aicc`; `null` where no form has one. */
  readonly best: CurveFormName | null;
  readonly n: number;
  readonly nMissing: number;
  /** Squares of the answers about the means of their levels, which no form explains. */
  readonly pureError: { readonly sumOfSquares: number; readonly degreesOfFreedom: number };
  readonly caveats: readonly Caveat[];
}

/** Every form, with its number of parameters; the saturated one has as many as there are levels. */
const FORMS: readonly { form: CurveFormName; parameters: number; build: (points: LevelPoints) => FittedForm }[] = [
  { form: "linear", parameters: 2, build: (points) => polynomialForm(points, 1) },
  { form: "quadratic", parameters: 3, build: (points) => polynomialForm(points, 2) },
  { form: "power", parameters: 3, build: powerForm },
  { form: "cubic", parameters: 4, build: (points) => polynomialForm(points, 3) },
  { form: "one-break", parameters: 4, build: (points) => brokenForm(points, 1) },
  { form: "two-breaks", parameters: 6, build: (points) => brokenForm(points, 2) },
];

/**
 * Forms of a satisfaction-loyalty curve compared: straight, bent, broken, or none of them.
 *
 * @remarks Least squares of the answers, which is that of the means of the levels weighted by their numbers, beside the
 * squares within levels. With satisfaction s from `min` to `max` of the scale, $$\mathrm{linear:}\ a + b s \quad
 * \mathrm{quadratic,\ cubic:}\ \ldots + c s^2 + d s^3 \quad \mathrm{power:}\ a + b \Bigl(\frac{s - \min}{\max -
 * \min}\Bigr)^g, \quad 0.1 \le g \le 10$$ and continuous lines with one or two breaks, at the levels where they fit
 * best; the saturated form has the mean of every level. A break counts as a parameter, so that one break has 4 and two
 * have 6, as the quadratic and the power have 3 and the cubic has 4. A form with as many as there are levels is left
 * out.
 * $$\mathrm{AICc} = n \ln \frac{2 \pi \mathrm{RSS}}{n} + n + 2 k + \frac{2 k (k + 1)}{n - k - 1}, \quad
 * \mathrm{BIC\ with}\ k \ln n$$ with k one more than the parameters; Akaike weights are
 * $\exp(-\Delta \mathrm{AICc} / 2)$, made to add up to 1. `lackOfFit` is $$F = \frac{(\mathrm{RSS} -
 * \mathrm{RSS_{saturated}}) / (K - p)}{\mathrm{RSS_{saturated}} / (n - K)}$$ for p parameters and K levels; only nearly
 * an F for the power and for breaks, which are chosen.
 *
 * The best form describes the curve; it proves nothing. All forms assume one spread at every level, which ratings
 * seldom have. A cubic that fits best and is flat in its middle is no sign of an insensitive zone: on curves that only
 * level off, such cubics are the rule. Ask `insensitiveZone` instead. O(levels^2) time.
 *
 * @param curve - A curve of numeric loyalty without weights, with at least three levels.
 * @returns Forms with coefficients in units of loyalty and satisfaction.
 * @throws A {@link StatsError}: `invalid-input` on what is no curve, and on curves of binary loyalty or with weights,
 * which have other likelihoods; `insufficient-data` with fewer than three levels; `degenerate-data` where all answers
 * are equal.
 * @see Burnham and Anderson (2004), Sociological Methods & Research 33(2), 261-304, doi:10.1177/0049124104268644 (not
 * read)
 *
 * @example
 * ```ts
 * const satisfaction = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
 * const recommends = [1, 2, 5, 4, 6, 7, 8, 7, 9, 8];
 * const { best, forms } = compareCurveForms(loyaltyCurve(satisfaction, recommends));
 * best; //=> "power"
 * forms.map(({ form }) => form); //=> ["linear", "quadratic", "power", "cubic", "one-break", "saturated"]
 * forms.map(({ akaikeWeight }) => akaikeWeight); //~> [0.129, 0.422, 0.439, 0.007, 0.004, 0.000]
 * forms[0].lackOfFit.pValue; //~> 0.17
 * ```
 */
export function compareCurveForms(curve: LoyaltyCurve): CurveFormComparison {
  const fn = "compareCurveForms";
  const sound = soundCurve(fn, curve);
  if (sound.outcome === "binary") {
    reject(fn, "curve.outcome", 'be "numeric" (compare logisticModel() of binary loyalty by its aic)', sound.outcome);
  }
  if (sound.weighted) {
    reject(fn, "curve.weighted", "be false (linearModel() tests a term of a weighted sample by its errors)", true);
  }
  const levels = sound.levels.length;
  if (levels < 3)
    refuse("insufficient-data", fn, "curve", `must have at least 3 levels with answers, received ${levels}`);
  const points = levelPoints(fn, sound);
  const compared = FORMS.filter(({ parameters }) => parameters < levels);
  const fits = [
    ...compared.map(({ form, parameters, build }) => ({ form, parameters, ...build(points) })),
    { form: "saturated" as const, parameters: levels, ...saturatedForm(points) },
  ];
  const forms = weighted(fits.map((fit) => formOf(points, fit, levels)));
  const best = forms.reduce<CurveForm | null>((least, form) => {
    if (form.aicc === null) return least;
    return least === null || form.aicc < (least.aicc as number) ? form : least;
  }, null);
  return {
    kind: "curve-form-comparison",
    forms,
    leftOut: FORMS.filter(({ parameters }) => parameters >= levels).map(({ form }) => form),
    best: best?.form ?? null,
    n: sound.n,
    nMissing: sound.nMissing,
    pureError: { sumOfSquares: points.squares(points.within), degreesOfFreedom: sound.n - levels },
    caveats: fits.flatMap(({ atLimit = false }, i) =>
      caveatsAt(
        `forms.${i}`,
        caveatsWhere({ "exponent-at-limit": atLimit, "perfect-fit": forms[i]!.logLikelihood === null }),
      ),
    ),
  };
}

type NamedFit = FittedForm & { readonly form: CurveFormName; readonly parameters: number };

function formOf(points: LevelPoints, fit: NamedFit, levels: number): CurveForm {
  const { n, within, rounding, exponent } = points;
  const { form, parameters, coefficients, fitted } = fit;
  const rss = within + fit.rss;
  const isRounding = (sum: number) => Math.sqrt(sum / n) <= rounding;
  const logLikelihood = isRounding(rss)
    ? null
    : (-n / 2) * (Math.log(2 * Math.PI) + 1 + Math.log(rss / n) + 2 * exponent * Math.LN2);
  const k = parameters + 1;
  const aic = logLikelihood === null ? null : -2 * logLikelihood + 2 * k;
  const [free, pure] = [levels - parameters, n - levels];
  const hasTest = free > 0 && !isRounding(within);
  const statistic = hasTest ? fit.rss / free / (within / pure) : 0;
  return {
    form,
    coefficients,
    fitted: [...fitted].map(points.loyalty),
    rss: points.squares(rss),
    logLikelihood,
    aic,
    aicc: aic === null || n <= k + 1 ? null : aic + (2 * k * (k + 1)) / (n - k - 1),
    bic: logLikelihood === null ? null : -2 * logLikelihood + Math.log(n) * k,
    akaikeWeight: null,
    lackOfFit: hasTest
      ? {
          statistic,
          degreesOfFreedom: [free, pure],
          pValue: fUpper(statistic, free, pure),
          alternative: "two-sided",
          method: "lack-of-fit-f",
        }
      : null,
  };
}

/** The forms with their Akaike weights. */
function weighted(forms: readonly CurveForm[]): CurveForm[] {
  const least = forms.reduce((lowest, { aicc }) => Math.min(lowest, aicc ?? Infinity), Infinity);
  const evidence = forms.map(({ aicc }) => (aicc === null ? 0 : Math.exp((least - aicc) / 2)));
  const total = evidence.reduce((sum, value) => sum + value, 0);
  return forms.map((form, i) => ({ ...form, akaikeWeight: form.aicc === null ? null : evidence[i]! / total }));
}
