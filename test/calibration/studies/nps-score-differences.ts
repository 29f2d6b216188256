import { type Arms, enumerated, simulatedRows } from "../nps-comparisons";
import type { Study } from "../study";

const ENUMERATED: readonly Arms[] = [
  [10, 10],
  [10, 30],
  [20, 20],
];
const SIMULATED: readonly Arms[] = [
  [30, 300],
  [100, 100],
];

export const npsScoreDifferences: Study = {
  name: "nps-score-differences",
  title: "Differences of Net Promoter Scores by the score test",
  about: `
The same of the method \`score\` of \`compareNps\`, the same way.`,
  replications: 4000,
  run: (run) => [
    ...ENUMERATED.flatMap((arms) => enumerated("score", arms)),
    ...SIMULATED.flatMap((arms) => simulatedRows("score", arms, run)),
  ],
};
