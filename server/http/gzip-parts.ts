import { pipeline, Readable } from "node:stream";
import { createGzip, constants as zlib } from "node:zlib";

/** Compresses on Node's own threads, as fast as the result is taken. */
export async function* gzipParts(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: zlib.Z_BEST_SPEED });
  pipeline(Readable.from(parts), gzip, () => {});
  yield* gzip;
}
