import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { makeProtocolSamples, SAMPLE_BARS, toPlainBars } from "../support/protocol-samples.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import { FRAME_HEADER_BYTES, FRAME_KINDS, readFrameHeader } from "../../protocol/frame.ts";

const FOLDER = fileURLToPath(new URL("../../protocol/samples", import.meta.url));
const README = fileURLToPath(new URL("../../protocol/README.md", import.meta.url));
/** Set to write the samples anew after a deliberate change of the format. */
const WRITES = process.env["FLOWGLASS_WRITE_SAMPLES"] === "1";

function hexLines(bytes: Uint8Array): string[] {
  return Array.from({ length: Math.ceil(bytes.byteLength / 16) }, (_, line) => {
    const row = [...bytes.subarray(line * 16, line * 16 + 16)].map((byte) => byte.toString(16).padStart(2, "0"));
    return `${(line * 16).toString(16).padStart(8, "0")}  ${row.slice(0, 8).join(" ")}  ${row.slice(8).join(" ")}`;
  });
}

describe("protocol/samples", () => {
  const samples = makeProtocolSamples();

  beforeAll(async () => {
    if (!WRITES) return;
    await mkdir(FOLDER, { recursive: true });
    for (const [name, bytes] of samples) await writeFile(`${FOLDER}/${name}`, bytes);
  });

  it("are exactly the files made from seeded data", async () => {
    expect((await readdir(FOLDER)).sort()).toEqual([...samples.keys()].sort());
    for (const [name, bytes] of samples) expect(Buffer.compare(await readFile(`${FOLDER}/${name}`), bytes), name).toBe(0);
  });

  it("say in words what their bytes say", async () => {
    const decode = createBarDecoder(await readFile(`${FOLDER}/schema.bin`));
    const words = JSON.parse(await readFile(`${FOLDER}/bars.json`, "utf8"));
    for (const name of ["frame-backlog.bin", "frame-catchup.bin", "frame-live.bin", "frame-partial.bin"]) {
      const frame = new Uint8Array(await readFile(`${FOLDER}/${name}`));
      const { firstSeq, rows, kind } = readFrameHeader(frame);
      expect(FRAME_KINDS[name.slice(6, -4).toUpperCase() as keyof typeof FRAME_KINDS]).toBe(kind);
      expect(toPlainBars(decode(frame.subarray(FRAME_HEADER_BYTES)))).toEqual(words.bars.slice(firstSeq, firstSeq + rows));
    }
    expect(words.bars).toHaveLength(SAMPLE_BARS.length);
  });

  it("are dumped truly in the README", async () => {
    const readme = await readFile(README, "utf8");
    for (const name of ["frame-mark.bin", "frame-live.bin"]) {
      for (const line of hexLines((samples.get(name) ?? expect.fail(name)).subarray(0, 48))) expect(readme).toContain(line);
    }
  });
});
