import { pipeline, Readable } from "node:stream";
import { createGzip, constants as zlib } from "node:zlib";

/** Compresses on Node's own threads, as fast as the result is taken. The stream in between reads ahead, so parts are copied: each is valid only until the next. */
export async function* gzipParts(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: zlib.Z_BEST_SPEED });
  pipeline(Readable.from(copies(parts)), gzip, () => {});
  yield* gzip;
}

async function* copies(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) yield part.slice();
}
