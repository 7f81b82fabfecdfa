import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll } from "vitest";

/** Makes files for the tests of one file; they go when its tests have run. */
export function scratchFiles(): { write(name: string, content: string | Uint8Array): string; path(name: string): string } {
  const folder = mkdtempSync(join(tmpdir(), "flowglass-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (name) => join(folder, name),
    write: (name, content) => {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

/** A CSV of `count` trades, one every `stepMs`. */
export function csvOf(count: number, stepMs = 250, startMs = Date.UTC(2024, 7, 8)): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const price = (100 + (index % 7) / 10).toFixed(1);
    return `${startMs + index * stepMs},${price},0.00${1 + (index % 5)},${index % 3 === 0 ? "S" : "B"}`;
  });
  return `ts_ms,price,size,side\n${rows.join("\n")}\n`;
}

export const gz = (text: string | Uint8Array): Buffer => gzipSync(text);
