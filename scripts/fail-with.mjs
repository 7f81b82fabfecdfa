/**
 * Ends the program with exit code 1 and a sentence.
 * @param {string} what what did not work
 * @param {unknown} error the reason
 * @returns {never}
 */
export function failWith(what, error) {
  const missing = /** @type {NodeJS.ErrnoException} */ (error)?.code === "ERR_MODULE_NOT_FOUND";
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`${what}: ${reason}${missing ? "\nIf packages are missing, run: npm install" : ""}`);
  process.exit(1);
}
