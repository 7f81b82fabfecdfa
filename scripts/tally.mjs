/**
 * Outcome of a number of tests.
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {{readonly name: string, readonly reason: string | undefined}[]} skipped
 */

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sumTallies(tallies) {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}

/**
 * The line a test run ends with, after one line for each skipped test and its reason.
 * @param {Tally} tally
 * @returns {string}
 */
export function describeTally({ passed, failed, skipped }) {
  const lines = skipped.map(({ name, reason }) => `skipped: ${name} (${reason ?? "no reason given"})`);
  const total = `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`;
  return [...lines, total].join("\n");
}

/**
 * One step that either worked or did not.
 * @param {boolean} passed
 * @returns {Tally}
 */
export function tallyStep(passed) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: [] };
}

/**
 * Reads the JSON that Playwright's reporter writes.
 * @param {import("@playwright/test/reporter").JSONReport} report
 * @returns {Tally}
 */
export function tallyPlaywright(report) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: report.errors.length, skipped: [] };
  for (const suite of report.suites) addSuite(suite, tally);
  return tally;
}

/**
 * @param {import("@playwright/test/reporter").JSONReportSuite} suite
 * @param {Tally} tally
 */
function addSuite(suite, tally) {
  for (const spec of suite.specs) {
    for (const test of spec.tests) {
      if (test.status === "skipped") {
        const reason = test.annotations.find((annotation) => annotation.type === "skip" || annotation.type === "fixme")?.description;
        tally.skipped.push({ name: `${spec.file} > ${spec.title}`, reason });
      } else if (test.status === "unexpected") tally.failed++;
      else tally.passed++;
    }
  }
  for (const inner of suite.suites ?? []) addSuite(inner, tally);
}
