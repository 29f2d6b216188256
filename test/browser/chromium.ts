import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type PlaywrightBrowserProvider, type PlaywrightProviderOptions, playwright } from "@vitest/browser-playwright";
import { chromium, type LaunchOptions } from "playwright";
import { root } from "../entries.ts";

const ARGS = [
  "--no-sandbox", // CI runs as root
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const INSTALLED: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

/**
 * Unpacks the Chromium that the npm package `@sparticuz/chromium` carries for Linux on x64, once per version.
 *
 * The package unpacks into the folder for temporary files, and unpacks the libraries (NSS, NSPR, expat) that a slim
 * machine lacks only where it believes to be on AWS Lambda: a child process with both settings gets all of it.
 */
function unpack(): string {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8"));
  const cache = join(root, "node_modules/.cache/cx-metrics");
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, "unpacking-"));
  try {
    execFileSync(
      process.execPath,
      ["--input-type=module", "--eval", 'await (await import("@sparticuz/chromium")).default.executablePath()'],
      { cwd: root, env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" } },
    );
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another run may have been first.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Every Chromium there may be, the most predictable first. */
function* candidates(): Generator<{ name: string; options: () => LaunchOptions }> {
  const { CHROMIUM_PATH, CX_CHROMIUM } = process.env;
  if (CHROMIUM_PATH) {
    yield { name: `CHROMIUM_PATH=${CHROMIUM_PATH}`, options: () => ({ executablePath: CHROMIUM_PATH }) };
    return;
  }
  if (process.platform === "linux" && process.arch === "x64") {
    const bundled = (env: (folder: string) => Record<string, string>) => () => {
      const folder = unpack();
      return {
        executablePath: join(folder, "chromium"),
        env: { FONTCONFIG_PATH: join(folder, "fonts"), ...process.env, ...env(folder) },
      };
    };
    yield { name: "@sparticuz/chromium", options: bundled(() => ({})) };
    yield {
      name: "@sparticuz/chromium with its own libraries",
      options: bundled((folder) => ({
        LD_LIBRARY_PATH: [join(folder, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
      })),
    };
  }
  if (CX_CHROMIUM === "bundled") return;
  for (const path of INSTALLED[process.platform] ?? []) {
    if (existsSync(path)) yield { name: path, options: () => ({ executablePath: path }) };
  }
}

/** Launch options of the first Chromium that really starts and shows a page; throws when there is none. */
export async function launchOptions(): Promise<LaunchOptions> {
  const failures: string[] = [];
  for (const { name, options } of candidates()) {
    try {
      const launch = { args: ARGS, ...options() };
      const browser = await chromium.launch({ ...launch, headless: true, timeout: 20_000 });
      try {
        const page = await browser.newPage();
        await page.goto("data:text/html,<title>ready</title>");
        if ((await page.title()) !== "ready") throw new Error("shows no page");
      } finally {
        await browser.close();
      }
      if (process.env.CX_CHROMIUM) console.log(`browser tests run in ${name}, Chromium ${browser.version()}`);
      return launch;
    } catch (error) {
      failures.push(`- ${name}: ${String(error).split("\n").slice(0, 12).join("\n  ")}`);
    }
  }
  throw new Error(
    `No Chromium starts here. Set CHROMIUM_PATH to the executable of a Chrome or Chromium.\nTried:\n${failures.join("\n") || "- nothing: none is installed at the usual places"}`,
  );
}

/** vitest's playwright provider, which looks for a Chromium only when a browser test is about to run. */
export function playwrightWithChromium(): ReturnType<typeof playwright> {
  const options: PlaywrightProviderOptions = {};
  const provider = playwright(options);
  return {
    ...provider,
    providerFactory(project) {
      const instance = provider.providerFactory(project) as PlaywrightBrowserProvider;
      const openPage = instance.openPage.bind(instance);
      let ready: Promise<unknown> | undefined;
      instance.openPage = async (...args) => {
        ready ??= launchOptions().then((found) => Object.assign(options, { launchOptions: found }));
        await ready;
        return openPage(...args);
      };
      return instance;
    },
  };
}
