import fc from "fast-check";
import { Bool, Dictionary, Field, Float32, Float64, Int32, Schema, TimestampSecond, Utf8 } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import { BAR_SCHEMA_MESSAGE, barSchema } from "../../protocol/bar-schema.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import { encapsulateSchema } from "../../protocol/encapsulate.ts";
import { encodeBars } from "../../protocol/encode.ts";
import { seededBars } from "../support/seeded-bars.ts";

const decode = createBarDecoder(BAR_SCHEMA_MESSAGE);
const BODY = encodeBars(seededBars({ seed: 11, count: 20 }), 0, 20);
const SECRET = 0x5a;

/** The body inside a larger buffer full of a secret byte, as frames lie in memory. */
function surround(body: Uint8Array): Uint8Array {
  const buffer = new Uint8Array(body.byteLength + 4096).fill(SECRET);
  buffer.set(body, 2048);
  return buffer.subarray(2048, 2048 + body.byteLength);
}

/** Decodes; what comes back must lie inside the body, what is thrown must be a RangeError with a sentence. */
function expectContained(body: Uint8Array): void {
  try {
    const bars = decode(body);
    hashBars(bars);
    for (const column of Object.values(bars)) {
      if (typeof column === "number" || column.buffer !== body.buffer) continue;
      expect(column.byteOffset).toBeGreaterThanOrEqual(body.byteOffset);
      expect(column.byteOffset + column.byteLength).toBeLessThanOrEqual(body.byteOffset + body.byteLength);
    }
    expect(bars.levelOffsets[bars.length]).toBeLessThanOrEqual(bars.levelPriceTicks.length);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    expect((error as RangeError).message).toMatch(/^[\w ]+ .+/);
  }
}

describe("bytes that are no bars", () => {
  it("cannot crash the decoder or make it read elsewhere: one flipped byte anywhere in the metadata", () => {
    for (let index = 0; index < 1200; index++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
        const body = surround(BODY);
        body[index] = value;
        expectContained(body);
      }
    }
  });

  it("nor can many changed bytes", () => {
    const change = fc.record({ index: fc.nat(BODY.byteLength - 1), value: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const body = surround(BODY);
        for (const { index, value } of changes) body[index] = value;
        expectContained(body);
      }),
      { numRuns: 500 },
    );
  });

  it("nor random bytes, also behind a well-formed start", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.boolean(), (bytes, keepStart) => {
        expectContained(surround(keepStart ? new Uint8Array([...BODY.subarray(0, 16), ...bytes]) : bytes));
      }),
      { numRuns: 500 },
    );
  });

  it("nor a frame cut short at any byte", () => {
    for (let length = 0; length < BODY.byteLength; length += 7) {
      expect(() => decode(surround(BODY.subarray(0, length)))).toThrow(RangeError);
    }
  });

  it.each([
    ["a schema message", BAR_SCHEMA_MESSAGE, /header type 1, expected a record batch/],
    ["bytes behind the batch", new Uint8Array([...BODY, 0, 0, 0, 0, 0, 0, 0, 0]), /announces a body of \d+ bytes, but \d+ follow/],
    ["nothing", new Uint8Array(0), /Arrow message of 0 bytes is shorter than its 8-byte prefix/],
    ["zeros", new Uint8Array(64), /does not begin with the continuation marker/],
  ])("are refused with a sentence: %s", (_name, bytes, sentence) => {
    expect(() => decode(bytes)).toThrow(sentence);
  });
});

describe("bars that break a rule", () => {
  const bars = seededBars({ seed: 12, count: 4 });
  const encodeWith = (change: object): Uint8Array => encodeBars({ ...bars, ...change }, 0, 4);

  it.each([
    ["times that repeat", { timeSec: Float64Array.of(10, 11, 11, 12) }, /column time steps from 11 s to 11 s in row 2, expected ascending times/],
    ["times that step back", { timeSec: Float64Array.of(10, 9, 11, 12) }, /column time steps from 10 s to 9 s in row 1/],
    ["a bar between seconds", { timeSec: Float64Array.of(10, 11.5, 12, 13) }, /column time holds 11500 ms in row 1, expected whole seconds/],
  ])("are refused with a sentence: %s", (_name, change, sentence) => {
    expect(() => decode(encodeWith(change))).toThrow(sentence);
  });

  it("are refused with a sentence: level offsets that step back", () => {
    const encoded = encodeBars(bars, 0, 4);
    const view = decode(encoded);
    view.levelOffsets[2] = view.levelOffsets[1] - 1;
    expect(() => decode(encoded)).toThrow(/level offsets step back from \d+ to \d+ in row 1/);
  });

  it("are refused with a sentence: level offsets beyond the levels", () => {
    const encoded = encodeBars(bars, 0, 4);
    const view = decode(encoded);
    view.levelOffsets[4] += 1;
    expect(() => decode(encoded)).toThrow(/level offsets 0\.\.\d+ are not within the \d+ levels/);
  });
});

describe("a schema that is not that of a bar", () => {
  const withField = (index: number, field: Field): Uint8Array => {
    return encapsulateSchema(new Schema(barSchema().fields.with(index, field)));
  };

  it.each([
    ["seconds instead of milliseconds", withField(0, new Field("time", new TimestampSecond("UTC"))), /column time is not of type timestamp/],
    ["another name", withField(1, new Field("opening", new Int32())), /schema has column opening where open was expected/],
    ["a float price", withField(1, new Field("open", new Float64())), /column open is not of type int32/],
    ["a single-precision volume", withField(5, new Field("volume", new Float32())), /column volume is not of type float64/],
    ["a dictionary", withField(1, new Field("open", new Dictionary(new Int32(), new Int32()))), /column open/],
    ["words for a flag", withField(10, new Field("estimated", new Utf8())), /column estimated is not of type bool/],
    ["no list", withField(11, new Field("levels", new Bool())), /last column must be levels, a list of structs of 4 fields/],
    ["no Arrow at all", new TextEncoder().encode("PAR1 is another format"), /does not begin with the continuation marker/],
  ])("is refused with a sentence: %s", (_name, message, sentence) => {
    expect(() => createBarDecoder(message)).toThrow(sentence);
    expect(() => createBarDecoder(message)).toThrow(RangeError);
  });

  it("never crashes the check: one flipped byte anywhere", () => {
    for (let index = 0; index < BAR_SCHEMA_MESSAGE.byteLength; index++) {
      for (const value of [0, 0x7f, 0xff]) {
        const message = BAR_SCHEMA_MESSAGE.slice();
        message[index] = value;
        try {
          expect(createBarDecoder(message)).toBeTypeOf("function");
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }
    }
  });

  it("is accepted with metadata of its own", () => {
    expect(createBarDecoder(encapsulateSchema(barSchema(new Map([["made by", "someone else"]]))))).toBeTypeOf("function");
  });
});
