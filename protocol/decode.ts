import type { BarView } from "../core/market/bar-view.ts";
import { BAR_COLUMNS, type ColumnLayout, LEVEL_COLUMNS, LEVEL_ITEM, LEVELS_COLUMN } from "./bar-layout.ts";
import { checkBarSchema } from "./check-bar-schema.ts";
import { BatchCursor } from "./read-batch.ts";

const MS_PER_SEC = 1000;
const WORD = 2 ** 32;

/** Turns the body of a data frame into columns. */
export type BarDecoder = (body: Uint8Array) => BarView;

/**
 * Makes a decoder for record batches of the schema a server announced in `welcome`.
 *
 * The columns of the result are views into the body wherever the wire's form is the view's form (prices, volumes, trades, levels): nothing is copied, and
 * the view lives as long as the body. Times become epoch seconds, bits become bytes. A body that does not start at a multiple of 8 bytes is copied first.
 * @throws RangeError with a sentence when the schema is not that of a bar. The decoder itself throws a RangeError for bytes that are no well-formed batch
 * of bars; it reads nothing outside the body whatever the bytes say.
 */
export function createBarDecoder(schemaMessage: Uint8Array): BarDecoder {
  checkBarSchema(schemaMessage);
  return decodeBars;
}

function decodeBars(body: Uint8Array): BarView {
  const batch = new BatchCursor(body.byteOffset % 8 === 0 ? body : body.slice());
  const rows = batch.rows;
  const columns: Partial<Record<ColumnKey, Float64Array | Int32Array | Uint8Array>> = {};
  for (const column of BAR_COLUMNS) columns[column.key] = readColumn(batch, column, rows);
  enter(batch, LEVELS_COLUMN, rows);
  const levelOffsets = batch.int32(`${LEVELS_COLUMN} offsets`, rows + 1);
  const levels = enter(batch, LEVEL_ITEM);
  checkOffsets(levelOffsets, levels);
  for (const column of LEVEL_COLUMNS) columns[column.key] = readColumn(batch, column, levels);
  return { ...columns, length: rows, levelOffsets } as BarView;
}

type ColumnKey = (typeof BAR_COLUMNS | typeof LEVEL_COLUMNS)[number]["key"];

/** Enters a column that must not have nulls and skips its validity buffer. */
function enter(batch: BatchCursor, column: string, expectedLength?: number): number {
  const { length, nulls } = batch.node(column, expectedLength);
  if (nulls > 0) throw new RangeError(`column ${column} has ${nulls} nulls, expected none`);
  batch.bits(column, length);
  return length;
}

function readColumn(batch: BatchCursor, column: ColumnLayout, length: number): Float64Array | Int32Array | Uint8Array {
  if (column.nullable === true) return readNullable(batch, column.name, length);
  enter(batch, column.name, length);
  switch (column.type) {
    case "int32":
      return batch.int32(column.name, length);
    case "float64":
      return batch.float64(column.name, length);
    case "timestamp":
      return toSeconds(batch.int32(column.name, length * 2), column.name);
    case "bool":
      return unpackBits(batch.bits(column.name, length), length, column.name);
  }
}

function readNullable(batch: BatchCursor, column: string, length: number): Float64Array {
  const { nulls } = batch.node(column, length);
  const valid = batch.bits(column, length);
  const values = batch.float64(column, length);
  if (nulls === 0 || valid === null) return values;
  const withGaps = values.slice();
  for (let index = 0; index < length; index++) if ((valid[index >> 3] & (1 << (index & 7))) === 0) withGaps[index] = Number.NaN;
  return withGaps;
}

/** int64 milliseconds, as pairs of 32-bit words, to epoch seconds. Checks that bars start at whole seconds and ascend. */
function toSeconds(words: Int32Array, column: string): Float64Array {
  const seconds = new Float64Array(words.length / 2);
  for (let index = 0; index < seconds.length; index++) {
    const timeMs = words[index * 2 + 1] * WORD + (words[index * 2] >>> 0);
    seconds[index] = timeMs / MS_PER_SEC;
    if (!Number.isSafeInteger(timeMs) || timeMs % MS_PER_SEC !== 0) {
      throw new RangeError(`column ${column} holds ${timeMs} ms in row ${index}, expected whole seconds`);
    }
    if (index > 0 && seconds[index] <= seconds[index - 1]) {
      throw new RangeError(`column ${column} steps from ${seconds[index - 1]} s to ${seconds[index]} s in row ${index}, expected ascending times`);
    }
  }
  return seconds;
}

function unpackBits(bits: Uint8Array | null, length: number, column: string): Uint8Array {
  if (bits === null) throw new RangeError(`column ${column} has no values`);
  const values = new Uint8Array(length);
  for (let index = 0; index < length; index++) values[index] = (bits[index >> 3] >> (index & 7)) & 1;
  return values;
}

function checkOffsets(offsets: Int32Array, levels: number): void {
  for (let index = 1; index < offsets.length; index++) {
    if (offsets[index] < offsets[index - 1]) throw new RangeError(`level offsets step back from ${offsets[index - 1]} to ${offsets[index]} in row ${index - 1}`);
  }
  if (offsets[0] < 0 || offsets[offsets.length - 1] > levels) {
    throw new RangeError(`level offsets ${offsets[0]}..${offsets[offsets.length - 1]} are not within the ${levels} levels of the batch`);
  }
}
