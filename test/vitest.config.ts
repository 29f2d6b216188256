import { defineConfig } from "vitest/config";
import { playwrightWithChromium } from "./browser/chromium.ts";
import { entries, root } from "./entries.ts";

// In Node tests and documentation the package's own name means the sources; in dist and browser tests, what was built.
const sources = entries.map(({ name, source }) => ({ find: new RegExp(`^${name}$`), replacement: source }));

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        resolve: { alias: sources },
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/dist/**", "test/browser/**"],
          setupFiles: ["test/setup.ts"],
          // no test is about speed, and a busy machine may be slow
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["test/types/**/*.test-d.ts"],
            tsconfig: "test/types/tsconfig.json",
            checker: "tsc",
            // Errors outside the type tests are the business of `npm run check`.
            ignoreSourceErrors: true,
          },
        },
      },
      {
        root,
        test: {
          name: "dist",
          include: ["test/dist/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        cacheDir: "node_modules/.cache/cx-metrics/vite-browser",
        // Found before the first test, since a dependency found later makes vite reload the page in the middle of a test.
        optimizeDeps: { include: ["simple-statistics", "zod/mini"] },
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/node-results.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwrightWithChromium(),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
