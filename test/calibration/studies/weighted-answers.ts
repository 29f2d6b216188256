import { nps } from "../../../src/metrics/promoters/nps";
import { csat } from "../../../src/metrics/satisfaction/csat";
import { respondents, WEIGHTING } from "../respondents";
import { meanOf, SHAPE_NAMES, type ShapeName, sampler, shapeOf } from "../shapes";
import { COVERS_OR_CAVEAT, holds, type Row, type Run, repeat, rowsOf, type Study } from "../study";
import { scoreOf } from "../trinomial";

const SIZES = [50, 100, 400];

export const weightedAnswers: Study = {
  name: "weighted-answers",
  title: "Weighted answers",
  about: `
Coverage of weighted \`csat\` (share and mean, ratings from 1 to 5) and \`nps\` (0-10). ${WEIGHTING}`,
  replications: 10_000,
  run: (run) => SIZES.flatMap((n) => SHAPE_NAMES.flatMap((shape) => rowsOfShape(shape, n, run))),
};

function rowsOfShape(shape: ShapeName, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Coverage, ${n} answers`, cases: "shape" });
  const [five, eleven] = [shapeOf(shape, 5), shapeOf(shape, 11)];
  const within = (from: number, to: number) => eleven.slice(from, to).reduce((sum, share) => sum + share, 0);
  const truth = {
    share: five[3]! + five[4]!,
    mean: meanOf(five),
    score: scoreOf({ promoters: within(9, 11), detractors: within(0, 7) }),
  };
  const satisfactionOf = respondents(sampler(five), (level) => level / 4);
  const recommendOf = respondents(sampler(eleven), (level) => level / 10);
  const random = stream(`${shape}, ${n}`);
  const found = repeat(replications, () => {
    const satisfaction = satisfactionOf(n, random);
    const ratings = satisfaction.answers.map((level) => 1 + level);
    const { interval, mean } = csat(ratings, { weights: satisfaction.weights });
    const recommend = recommendOf(n, random);
    const score = nps(recommend.answers, { weights: recommend.weights });
    return {
      share: holds(interval, truth.share),
      score: holds(score.interval, truth.score),
      mean: holds(mean.interval, truth.mean),
    };
  });
  return [
    row(shape, "share satisfied", found.share, COVERS_OR_CAVEAT),
    row(shape, "Net Promoter Score", found.score, COVERS_OR_CAVEAT),
    row(shape, "mean rating", found.mean, COVERS_OR_CAVEAT),
  ];
}
