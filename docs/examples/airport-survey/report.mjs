// A voice-of-customer report from a real survey: what `npm run demo` prints.
//
//   npm run demo
//   npm run demo -- --locale zh --referral-rate 0.05

import { parseArgs } from "node:util";
import {
  ces,
  compareNps,
  compareProportions,
  compareRatings,
  csat,
  driverImportance,
  driverPriorities,
  formatEstimate,
  importancePerformance,
  insensitiveZone,
  isStatsError,
  loyaltyCurve,
  nps,
  pareto,
  projectWordOfMouth,
  sampleRatioMismatch,
  smallestWinningMove,
} from "cx-metrics";
import { explainComparison, formatCaveat, formatResult } from "cx-metrics/report";
import { nextDay, nextWeek, players } from "../cookie-cats/counts.mjs";
import { allServices, columns, n, reasons, rejected, services } from "./survey.mjs";
import { textTable } from "./text-table.mjs";
import { wordsOf } from "./words.mjs";

process.on("uncaughtException", (error) => {
  console.error(isStatsError(error) ? error.message : error);
  process.exit(1);
});

const { values: settings } = parseArgs({
  options: {
    locale: { type: "string", default: "en" },
    "referral-rate": { type: "string", default: "0.1" },
  },
});
const { locale } = settings;
const words = wordsOf(locale);
const count = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

const fivePoints = { min: 1, max: 5 };

// 1. Compute
const overall = csat(columns.overall);
const recommendation = nps(columns.recommend);
const weighted = nps(columns.recommend, { weights: columns.weight });
const effort = ces(columns.findWay, { scale: fivePoints });
const curve = loyaltyCurve(columns.overall, columns.recommend);
const zone = insensitiveZone(curve);
const move = smallestWinningMove(curve);
const importance = driverImportance(services, columns.overall);
const grid = importancePerformance(services, columns.overall);
const recommendImportance = driverImportance(services, columns.recommend);
const npsPlan = driverPriorities(services, columns.recommend, { goal: "nps", move: "lift-bottom", bottom: 3 });
const ratedAll = columns.overall.filter((_, i) =>
  [columns.overall, ...Object.values(allServices)].every((column) => column[i] !== null),
).length;
const metProblem = (answers, met) => answers.filter((_, i) => columns.problem[i] === met);
const problems = pareto(reasons, { customers: metProblem(columns.problem, 1).length });
const arms = (answers) => [metProblem(answers, 0), metProblem(answers, 1)];
const satisfiedArm = (answers) => {
  const { satisfied, n: trials } = csat(answers);
  return { successes: satisfied, trials };
};
const [calm, troubled] = arms(columns.overall).map(satisfiedArm);
const satisfiedCost = compareProportions(calm, troubled);
const npsCost = compareNps(...arms(columns.recommend));
const overallCost = compareRatings(...arms(columns.overall));
const split = sampleRatioMismatch(players);
const [dayReturn, weekReturn] = [nextDay, nextWeek].map((counts) => compareProportions(...counts));
const projection = projectWordOfMouth({
  customers: overall.n,
  referralRate: Number(settings["referral-rate"]),
  satisfaction: overall.mean,
});

// 2. Say it
const sentence = (result, arms = words.arms) => formatResult(result, { locale, ...arms });
const short = (estimate, digits) => formatEstimate(estimate, { locale, digits });
const notes = (result) =>
  [...new Set(result.caveats.map((caveat) => formatCaveat(caveat, { locale })))].map((note) =>
    words.labelled(words.note, note),
  );

function section(title, ...lines) {
  console.log(`\n${title}`);
  for (const line of lines.flat()) console.log(`  ${line}`);
}

console.log(words.title);
console.log(words.source);
console.log(words.rows(count.format(n + rejected.length), count.format(n), count.format(rejected.length)));

section(words.csat, sentence(overall));
section(words.nps, sentence(recommendation), words.labelled(words.npsWeighted, sentence(weighted)));
section(words.effort, sentence(effort));

section(
  words.curve,
  textTable(
    words.curveHeader,
    curve.levels.map((level, i) => [
      String(level.level),
      `n = ${count.format(level.n)}`,
      short(level),
      i === 0 ? "" : short(curve.steps[i - 1]),
      i === 0 ? "" : words.verdicts[curve.steps[i - 1].verdict],
    ]),
    [0, 1],
  ),
  words.labelled(words.monotone, curve.monotone.map((value) => value.toFixed(2)).join(", ")),
  sentence(zone),
  sentence(move),
  words.association,
  notes(curve),
);

const shareOfExplained = ({ relativeShare, relativeInterval }) =>
  short({ unit: "share", estimate: relativeShare, interval: relativeInterval });

section(
  words.drivers,
  words.complete(count.format(importance.n), count.format(importance.rows.total), count.format(ratedAll)),
  textTable(
    words.driversHeader,
    grid.drivers
      .map((driver, i) => ({ ...driver, ...importance.drivers[i], quadrant: driver.quadrant }))
      .sort((a, b) => b.share - a.share)
      .map((driver) => [
        words.services[driver.name],
        shareOfExplained(driver),
        percent.format(driver.rankProbabilities[0]),
        short({ unit: "value", estimate: driver.performance, interval: driver.performanceInterval }),
        words.quadrants[driver.quadrant],
      ]),
    [2],
  ),
  words.aside(
    words.labelled(words.explained, percent.format(importance.rSquared)),
    `n = ${count.format(importance.n)}`,
    words.notYet,
  ),
  words.driversNote,
  notes(importance),
);

section(
  words.npsDrivers,
  textTable(
    words.npsDriversHeader,
    npsPlan.drivers
      .map((driver, i) => ({ ...recommendImportance.drivers[i], ...driver }))
      .sort((a, b) => b.gain.estimate - a.gain.estimate)
      .map((driver) => [
        words.services[driver.name],
        shareOfExplained(driver),
        percent.format(driver.share),
        short(driver.gain),
        percent.format(driver.probabilityBest),
      ]),
    [2, 4],
  ),
  words.aside(words.best(words.services[npsPlan.best]), `n = ${count.format(npsPlan.n)}`),
  words.association,
  notes(npsPlan),
);

const shown = problems.items.slice(0, 5);
section(
  words.pareto,
  words.aside(
    words.mentions(count.format(problems.total), count.format(problems.customers)),
    `n = ${count.format(problems.total)}`,
  ),
  textTable(
    words.paretoHeader,
    shown.map(({ name, value, share, cumulativeShare }) => [
      words.reasons[name] ?? name,
      count.format(value),
      percent.format(share),
      percent.format(cumulativeShare),
    ]),
    [1, 2, 3],
  ),
  words.more(count.format(problems.items.length - shown.length)),
  words.aside(
    words.vitalFew(problems.vitalFew.count, problems.items.length, percent.format(problems.vitalFew.share)),
    `n = ${count.format(problems.total)}`,
    words.notYet,
  ),
  notes(problems),
);

section(
  words.comparison,
  sentence(npsCost),
  words.labelled(words.comparisonLabels.overall, sentence(overallCost)),
  words.labelled(words.comparisonLabels.satisfied, sentence(satisfiedCost)),
  words.comparisonNote,
);

const explained = explainComparison(weekReturn, { locale, ...words.gates });
section(
  words.experiment,
  words.labelled(words.experimentLabels.split, sentence(split)),
  words.labelled(words.experimentLabels.day, sentence(dayReturn, words.gates)),
  words.labelled(words.experimentLabels.week, sentence(weekReturn, words.gates)),
  words.labelled(words.experimentLabels.meaning, explained.change),
  explained.certainty,
  explained.limits,
);

section(words.referral, sentence(projection), words.referralNote(settings["referral-rate"]), notes(projection));
