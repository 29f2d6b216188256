// Runs the studies that are named, or all, two at a time, and writes docs/calibration.md.
//
//   --stale           runs the studies whose code has changed since their section was written
//   --check           runs nothing: status 1 if there are such
//   --replications N  a trial run: N replications everywhere, and the page is left as it is
//   --seed N          default 1

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { randomGenerator } from "../../src/numerics/random";
import { codeHash } from "./code-hash";
import { pageOf, type Section, sectionOf, sectionsOf } from "./page";
import { studies } from "./studies";
import type { Row, Study } from "./study";

const PAGE = "docs/calibration.md";

/** What a worker is told. */
interface Job {
  readonly name: string;
  readonly seed: number;
  /** Replications where they are not the study's own. */
  readonly replications: number | null;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: "boolean" },
      stale: { type: "boolean" },
      replications: { type: "string" },
      seed: { type: "string" },
    },
  });
  const known = sectionsOf(existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "");
  const codes = new Map(studies.map(({ name }) => [name, codeHash(`test/calibration/studies/${name}.ts`)]));
  const stale = studies.filter(({ name }) => known.get(name)?.code !== codes.get(name));
  if (values.check) {
    const names = stale.map(({ name }) => name).join(", ");
    if (names !== "") console.log(`${PAGE} measures older code (${names}); run: npm run calibrate -- --stale`);
    return names === "" ? 0 : 1;
  }
  const seed = wholeNumber("seed", values.seed) ?? 1;
  const replications = wholeNumber("replications", values.replications);
  const chosen = values.stale ? stale : positionals.length > 0 ? positionals.map(studyOf) : studies;
  const found = new Map<string, Section>();
  const queue = [...chosen];
  const takeTurns = async (): Promise<void> => {
    for (let study = queue.shift(); study !== undefined; study = queue.shift()) {
      const start = performance.now();
      const rows = await inWorker({ name: study.name, seed, replications });
      const date = new Date().toISOString().slice(0, 10);
      const section = sectionOf(study, rows, { seed, replications, date, code: codes.get(study.name)! });
      found.set(study.name, section);
      console.log(`${section.text}${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, takeTurns));
  if (replications === null) {
    writeFileSync(PAGE, pageOf(studies.flatMap(({ name }) => found.get(name) ?? known.get(name) ?? [])));
  }
  const broken = [...found.values()].reduce((sum, section) => sum + section.broken, 0);
  console.log(broken === 0 ? "No bar is broken." : `Bars broken: ${broken}.`);
  return broken === 0 ? 0 : 1;
}

function wholeNumber(option: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${option} must be a whole number above 0, received ${value}`);
  return Number(value);
}

function studyOf(name: string): Study {
  const study = studies.find((one) => one.name === name);
  if (study === undefined) throw new Error(`no study ${name}; there are ${studies.map((one) => one.name).join(", ")}`);
  return study;
}

function inWorker(job: Job): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: job });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

function runJob({ name, seed, replications }: Job): Row[] {
  const study = studyOf(name);
  return study.run({
    replications: replications ?? study.replications ?? 0,
    stream: (stream) => randomGenerator(seedOf(seed, `${name}: ${stream}`)),
  });
}

/** A seed of its own for every case, so that a new case leaves the numbers of the others alone (FNV-1a). */
function seedOf(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return (seed * 2 ** 32 + hash) % 2 ** 53;
}

if (isMainThread) process.exitCode = await main();
else parentPort!.postMessage(runJob(workerData as Job));
