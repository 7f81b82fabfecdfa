import { type FileHandle, open } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";
import { createGunzip, type Gunzip } from "node:zlib";
import { FeedError } from "./market-feed.ts";

/** Some consecutive whole lines of a file, without their line ends. */
export interface LineBatch {
  /** Number of the first line, counted from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

const INPUT_BYTES = 16 * 1024;
const OUTPUT_BYTES = 64 * 1024;
const MAX_LINE_CHARS = 1024 * 1024;

/**
 * Streams the lines of a text file, unpacked when its content (not its name) is gzip. Holds a few hundred kilobytes at most.
 *
 * A file that breaks off is read as far as it goes: all whole lines come first, then the error. Of gzip data that end early the unfinished last line is
 * dropped, because half a number would look like a whole one; the last line of a plain file may lack its line end.
 * @throws FeedError a sentence with the file and, where it is known, the line.
 */
export async function* readLines(file: string): AsyncGenerator<LineBatch, void, undefined> {
  const decoder = new StringDecoder("utf8");
  let nextLine = 1;
  let rest = "";
  try {
    for await (const piece of readPieces(file)) {
      const lines = (rest + decoder.write(piece)).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > MAX_LINE_CHARS) throw new FeedError(`${file}: line ${nextLine + lines.length} is longer than a million characters: this is no recording`);
      if (lines.length === 0) continue;
      yield { firstLine: nextLine, lines: cleaned(lines, nextLine) };
      nextLine += lines.length;
    }
  } catch (error) {
    throw inWords(error, file, nextLine);
  }
  const lines = [rest + decoder.end()];
  if (lines[0] !== "") yield { firstLine: nextLine, lines: cleaned(lines, nextLine) };
}

/** Without carriage returns and, on the first line, without byte order mark. */
function cleaned(lines: string[], firstLine: number): string[] {
  if (firstLine === 1 && lines[0].startsWith("\uFEFF")) lines[0] = lines[0].slice(1);
  return lines.some((line) => line.endsWith("\r")) ? lines.map((line) => line.replace(/\r$/, "")) : lines;
}

async function* readPieces(file: string): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(file, "r");
  try {
    const first = await readPiece(handle);
    if (first === null) throw new FeedError(`${file} is empty`);
    const packed = first[0] === 0x1f && first[1] === 0x8b;
    yield* packed ? unpack(handle, first) : readOn(handle, first);
  } finally {
    await handle.close();
  }
}

async function readPiece(handle: FileHandle): Promise<Buffer | null> {
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(INPUT_BYTES), 0, INPUT_BYTES);
  return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
}

async function* readOn(handle: FileHandle, first: Buffer): AsyncGenerator<Buffer, void, undefined> {
  for (let piece: Buffer | null = first; piece !== null; piece = await readPiece(handle)) yield piece;
}

/** One write at a time, everything it gave taken before the next: what was unpacked before an error is never lost in the stream's buffer. */
async function* unpack(handle: FileHandle, first: Buffer): AsyncGenerator<Buffer, void, undefined> {
  const gunzip = createGunzip({ chunkSize: OUTPUT_BYTES });
  const pieces: Buffer[] = [];
  gunzip.on("data", (piece: Buffer) => pieces.push(piece));
  try {
    let failure: Error | null = null;
    for (let piece: Buffer | null = first; piece !== null && failure === null; piece = await readPiece(handle)) {
      const input = piece;
      failure = await settled(gunzip, (done) => gunzip.write(input, done));
      yield* pieces.splice(0);
    }
    failure ??= await settled(gunzip, (done) => gunzip.once("end", done).end());
    yield* pieces.splice(0);
    if (failure !== null) throw failure;
  } finally {
    gunzip.destroy();
  }
}

/** Waits until `begin` calls `done`, or the stream fails: a stream that fails may never call back. */
function settled(gunzip: Gunzip, begin: (done: () => void) => void): Promise<Error | null> {
  return new Promise((resolve) => {
    gunzip.once("error", resolve);
    begin(() => {
      gunzip.off("error", resolve);
      resolve(null);
    });
  });
}

function inWords(error: unknown, file: string, line: number): FeedError {
  if (error instanceof FeedError) return error;
  const code = error instanceof Error && "code" in error ? error.code : "";
  const place = line === 1 ? "before the end of its first line" : `after line ${line - 1}`;
  if (code === "ENOENT") return new FeedError(`${file} does not exist`);
  if (code === "EISDIR") return new FeedError(`${file} is a folder, expected a file of trades`);
  if (code === "EACCES") return new FeedError(`${file} may not be read (permission denied)`);
  if (code === "Z_BUF_ERROR") return new FeedError(`${file} is truncated: its gzip data end early, ${place}`);
  if (code === "Z_DATA_ERROR") return new FeedError(`${file} is damaged: its gzip data cannot be unpacked ${place}`);
  return new FeedError(`${file} cannot be read ${place}: ${error instanceof Error ? error.message : String(error)}`);
}
