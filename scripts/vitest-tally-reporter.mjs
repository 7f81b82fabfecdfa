import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { PROJECT_ROOT } from "./project-root.mjs";
import { UNIT_REPORT } from "./report-files.mjs";

/** @typedef {import("vitest/reporters").Reporter} Reporter */

/**
 * Writes the outcome of a vitest run as a `Tally`. Vitest's own JSON leaves out why a test was skipped.
 * @implements {Reporter}
 */
class TallyReporter {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {import("./tally.mjs").Tally} */
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      tally.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") tally.passed++;
        else if (result.state === "failed") tally.failed++;
        else tally.skipped.push({ name: `${relative(PROJECT_ROOT, module.moduleId)} > ${test.fullName}`, reason: noteOf(result) });
      }
    }
    mkdirSync(dirname(UNIT_REPORT), { recursive: true });
    writeFileSync(UNIT_REPORT, JSON.stringify(tally));
  }
}

/** @param {import("vitest/node").TestResult} result */
function noteOf(result) {
  return result.state === "skipped" ? result.note : undefined;
}

export default TallyReporter;
