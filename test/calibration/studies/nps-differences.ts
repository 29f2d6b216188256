import { type Arms, enumerated, simulatedRows } from "../nps-comparisons";
import type { Study } from "../study";

const ENUMERATED: readonly Arms[] = [
  [10, 10],
  [10, 30],
  [20, 20],
  [30, 30],
];
const SIMULATED: readonly Arms[] = [
  [30, 300],
  [100, 100],
];

export const npsDifferences: Study = {
  name: "nps-differences",
  title: "Differences of Net Promoter Scores",
  about: `
Coverage of the interval and false positives of the 5 % test of \`compareNps\`, method \`adjusted-wald\`. For small arms both are summed over every
possible pair of outcomes: coverage averaged over a grid of control's shares in each cell of score and share of passives
and, for each, over a grid of treatment's shares in all cells, with either sign; false positives over a grid of the
shares that both arms have. Larger arms are simulated, with the shapes of ratings on 0-10. Bars: coverage where both arms
have 20 answers or more; false positives everywhere.`,
  replications: 20_000,
  run: (run) => [
    ...ENUMERATED.flatMap((arms) => enumerated("adjusted-wald", arms)),
    ...SIMULATED.flatMap((arms) => simulatedRows("adjusted-wald", arms, run)),
  ],
};
