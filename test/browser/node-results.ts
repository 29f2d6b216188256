import type { TestProject } from "vitest/node";
import { calls, type Outcome, outcomes } from "../dist/calls.ts";
import { entries } from "../entries.ts";

declare module "vitest" {
  interface ProvidedContext {
    nodeResults: { names: Record<string, string[]>; outcomes: string };
  }
}

/** Runs the sample calls against the built package in Node, for the browser to compare with. */
export default async function setup(project: TestProject): Promise<void> {
  const modules: Record<string, Record<string, unknown>> = {};
  const names: Record<string, string[]> = {};
  for (const { name } of entries) {
    const module = (await import(/* @vite-ignore */ name)) as Record<string, unknown>;
    modules[name] = module;
    names[name] = Object.keys(module).sort();
  }
  const results: Outcome[] = outcomes(modules, calls);
  project.provide("nodeResults", { names, outcomes: JSON.stringify(results) });
}
