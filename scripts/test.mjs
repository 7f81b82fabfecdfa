import { existsSync, readFileSync, rmSync } from "node:fs";
import { printCheck } from "./print-check.mjs";
import { runChecks } from "./checks.mjs";
import { projectPath } from "./project-root.mjs";
import { provideChromium } from "./provide-chromium.mjs";
import { BROWSER_REPORT, UNIT_REPORT } from "./report-files.mjs";
import { runNode } from "./run-node.mjs";
import { describeTally, sumTallies, tallyPlaywright, tallyStep } from "./tally.mjs";

// Everything that can be wrong, in the order of how fast it shows: types and lint, the browser to test in, unit tests, the build, the page.

/** @typedef {import("./tally.mjs").Tally} Tally */

/** @returns {Promise<Tally>} each type check and the linter as one test */
async function check() {
  return sumTallies((await runChecks(printCheck)).map((result) => tallyStep(result.passed)));
}

/** @returns {Promise<Tally>} */
async function chooseBrowser() {
  process.env.CHROME_PATH = await provideChromium();
  console.log(process.env.CHROME_PATH);
  return tallyStep(true);
}

/** @returns {Promise<Tally>} */
async function testUnits() {
  rmSync(UNIT_REPORT, { force: true });
  const { exitCode } = await runNode(
    [projectPath("node_modules", "vitest", "vitest.mjs"), "run", "--reporter=default", "--reporter=./scripts/vitest-tally-reporter.mjs"],
    { inherit: true },
  );
  return readReport(UNIT_REPORT, exitCode, (report) => report);
}

/** @returns {Promise<Tally>} */
async function build() {
  const { exitCode } = await runNode([projectPath("scripts", "build.mjs")], { inherit: true });
  return tallyStep(exitCode === 0);
}

/** @returns {Promise<Tally>} */
async function testBrowser() {
  if (process.env.CHROME_PATH === undefined) throw new Error("there is no browser to run them in");
  rmSync(BROWSER_REPORT, { force: true });
  const { exitCode } = await runNode(
    [projectPath("node_modules", "@playwright", "test", "cli.js"), "test", "--reporter=list,json"],
    { inherit: true, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: BROWSER_REPORT } },
  );
  return readReport(BROWSER_REPORT, exitCode, tallyPlaywright);
}

/**
 * @param {string} file
 * @param {number} exitCode of the run that wrote it
 * @param {(report: any) => Tally} read
 * @returns {Tally} with at least one failure when the run itself says that it failed
 */
function readReport(file, exitCode, read) {
  const tally = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : tallyStep(false);
  return exitCode !== 0 && tally.failed === 0 ? sumTallies([tally, tallyStep(false)]) : tally;
}

/**
 * @param {string} name
 * @param {() => Promise<Tally>} run
 * @returns {Promise<Tally>} one failure, with the reason printed, when it cannot be run at all
 */
async function runStep(name, run) {
  console.log(`\n== ${name}`);
  try {
    return await run();
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return tallyStep(false);
  }
}

const total = sumTallies([
  await runStep("types and lint", check),
  await runStep("browser", chooseBrowser),
  await runStep("unit tests", testUnits),
  await runStep("build", build),
  await runStep("browser tests", testBrowser),
]);
console.log(`\n${describeTally(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
