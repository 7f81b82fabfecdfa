import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchResult } from "./bench-result.ts";

/** Where every bench leaves its figures for the report, one file each. */
export const RESULTS_FOLDER = fileURLToPath(new URL("../../.cache/bench/", import.meta.url));

/** Writes `.cache/bench/<name>.json`, in place of what an earlier run left there. */
export function writeResult(result: BenchResult): void {
  mkdirSync(RESULTS_FOLDER, { recursive: true });
  writeFileSync(join(RESULTS_FOLDER, `${result.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
