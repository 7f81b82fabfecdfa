/**
 * One line for a check that passed, its whole output for one that failed.
 * @param {import("./checks.mjs").CheckResult} result
 */
export function printCheck({ name, passed, output }) {
  console.log(`${passed ? "ok    " : "FAILED"} ${name}`);
  if (!passed) console.log(output);
}
