import { printCheck } from "./print-check.mjs";
import { runChecks } from "./checks.mjs";

const results = await runChecks(printCheck);
process.exitCode = results.every((result) => result.passed) ? 0 : 1;
