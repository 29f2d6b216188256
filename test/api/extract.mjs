// Compares the public surface of every entry with its committed docs/cx-metrics*.api.md; `--update` rewrites them.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CompilerState, Extractor, ExtractorConfig } from "@microsoft/api-extractor";

const root = fileURLToPath(new URL("../../", import.meta.url));
const update = process.argv.includes("--update");
const base = fileURLToPath(new URL("api-extractor.json", import.meta.url));
const { exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

const configs = Object.keys(exports)
  .filter((key) => key !== "./package.json")
  .map((key) => {
    const name = key === "." ? "index" : key.slice(2);
    const configObject = ExtractorConfig.loadFile(base);
    configObject.mainEntryPointFilePath = `${root}dist/${name}.d.ts`;
    configObject.apiReport.reportFileName = key === "." ? "cx-metrics.api.md" : `cx-metrics-${name}.api.md`;
    return ExtractorConfig.prepare({
      configObject,
      configObjectFullPath: base,
      packageJsonFullPath: `${root}package.json`,
    });
  });

// One compiler run over all entries.
const compilerState = CompilerState.create(configs[0], {
  additionalEntryPoints: configs.map((config) => config.mainEntryPointFilePath),
});

// Entries may use types of the main entry without exporting them again.
const checker = compilerState.program.getTypeChecker();
const main = compilerState.program.getSourceFile(configs[0].mainEntryPointFilePath);
const mainNames = new Set(checker.getExportsOfModule(checker.getSymbolAtLocation(main)).map((symbol) => symbol.name));

for (const config of configs) {
  mkdirSync(config.reportFolder, { recursive: true });
  const known = existsSync(config.reportFilePath);
  const { succeeded, apiReportChanged } = Extractor.invoke(config, {
    compilerState,
    localBuild: update,
    printApiReportDiff: !update,
    messageCallback: (message) => {
      const forgotten = message.messageId === "ae-forgotten-export" && /symbol "(\w+)"/.exec(message.text)?.[1];
      if (forgotten && mainNames.has(forgotten)) message.logLevel = "none";
      // What is said below in one line.
      const repeated = /^console-(api-report-(not-copied|copied|created|folder-missing|unchanged)|preamble|compiler)/;
      if (repeated.test(message.messageId)) message.handled = true;
    },
  });
  const file = config.reportFilePath.slice(root.length);
  if (update) console.log(`${apiReportChanged || !known ? "written  " : "unchanged"} ${file}`);
  else if (!known) console.error(`${file} is missing: npm run api`);
  else if (apiReportChanged) console.error(`${file} is out of date: npm run api, then commit it`);
  if (!succeeded) process.exitCode = 1;
}
