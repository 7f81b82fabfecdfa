import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLines } from "../../../server/feed/recording-lines.ts";
import { csvOf, gz, scratchFiles } from "./scratch-files.ts";

const files = scratchFiles();

async function linesOf(file: string): Promise<{ lines: string[]; error: string }> {
  const lines: string[] = [];
  try {
    for await (const batch of readLines(file)) {
      expect(batch.firstLine).toBe(lines.length + 1);
      lines.push(...batch.lines);
    }
  } catch (error) {
    return { lines, error: error instanceof Error ? error.message : String(error) };
  }
  return { lines, error: "" };
}

describe("readLines", () => {
  it("gives the lines of a plain and of a packed file, wherever pieces are cut", async () => {
    const line = fc.string({ unit: fc.constantFrom("a", "é", "→", "𝄞", ",", " "), maxLength: 4000 });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), fc.boolean(), fc.boolean(), async (lines, isPacked, isTerminated) => {
        const text = lines.join("\n") + (isTerminated ? "\n" : "");
        if (text === "") return;
        const file = files.write("any", isPacked ? gz(text) : text);
        const expected = isTerminated || lines.at(-1) !== "" ? lines : lines.slice(0, -1);
        expect(await linesOf(file)).toEqual({ lines: expected, error: "" });
      }),
      { numRuns: 40 },
    );
  });

  it("takes carriage returns and the byte order mark away", async () => {
    const file = files.write("windows.csv", "\uFEFFa,b\r\n1,2\r\n3,4");
    expect(await linesOf(file)).toEqual({ lines: ["a,b", "1,2", "3,4"], error: "" });
  });

  it("reads packed files that were written in several parts", async () => {
    const file = files.write("parts.gz", Buffer.concat([gz("a\nb\n"), gz("c\n")]));
    expect((await linesOf(file)).lines).toEqual(["a", "b", "c"]);
  });

  it("keeps every whole line before the place where a packed file breaks off, and nothing half", async () => {
    const text = csvOf(60_000, 7);
    const all = text.split("\n");
    const packed = gz(text);
    let previous = 0;
    for (const share of [0.2, 0.5, 0.9, 0.9999]) {
      const file = files.write("cut.gz", packed.subarray(0, Math.floor(packed.length * share)));
      const { lines, error } = await linesOf(file);
      expect(error).toBe(`${file} is truncated: its gzip data end early, after line ${lines.length}`);
      expect(lines).toEqual(all.slice(0, lines.length));
      expect(lines.length).toBeGreaterThan(all.length * (share - 0.1));
      expect(lines.length).toBeGreaterThan(previous);
      previous = lines.length;
    }
  });

  it("keeps the lines before a damaged place", async () => {
    const packed = gz(csvOf(60_000, 7));
    packed.fill(0xff, packed.length >> 1, (packed.length >> 1) + 64);
    const { lines, error } = await linesOf(files.write("damaged.gz", packed));
    expect(error).toMatch(/damaged\.gz is damaged: its gzip data cannot be unpacked after line \d+$/);
    expect(lines.length).toBeGreaterThan(20_000);
  });

  it("says what is wrong with a file that cannot be read", async () => {
    expect((await linesOf(files.path("none.csv"))).error).toMatch(/none\.csv does not exist$/);
    expect((await linesOf(files.path("."))).error).toMatch(/is a folder, expected a file of trades$/);
    expect((await linesOf(files.write("empty.csv", ""))).error).toMatch(/empty\.csv is empty$/);
    const short = files.write("short.gz", gz("a\n").subarray(0, 6));
    expect((await linesOf(short)).error).toMatch(/is truncated: its gzip data end early, before the end of its first line$/);
    expect((await linesOf(files.write("long", `a\n${"x".repeat(1_200_000)}`))).error).toMatch(/long: line 2 is longer than a million characters/);
  });
});
