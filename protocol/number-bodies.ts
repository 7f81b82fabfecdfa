/** What a MARK says besides its header. */
export interface MarkBody {
  /** Every second below this one is closed; null while the server does not know. */
  readonly closedThroughSec: number | null;
  /** The stream's clock, epoch milliseconds: today's time, or the recording's own; null before it has one. */
  readonly streamTimeMs: number | null;
}

/** What a GAP says besides its header: the seconds `fromSec..toSec-1` are lost. */
export interface GapBody {
  readonly fromSec: number;
  readonly toSec: number;
}

/**
 * Reads the body of a MARK frame.
 * @throws RangeError with a sentence when it is not two numbers.
 */
export function readMarkBody(body: Uint8Array): MarkBody {
  const [closedThroughSec, streamTimeMs] = readPair(body, "MARK");
  return { closedThroughSec: orNull(closedThroughSec), streamTimeMs: orNull(streamTimeMs) };
}

/**
 * Reads the body of a GAP frame.
 * @throws RangeError with a sentence when it is not two ascending whole seconds.
 */
export function readGapBody(body: Uint8Array): GapBody {
  const [fromSec, toSec] = readPair(body, "GAP");
  if (!(Number.isSafeInteger(fromSec) && Number.isSafeInteger(toSec) && fromSec < toSec)) {
    throw new RangeError(`GAP frame says ${fromSec}..${toSec}, expected two ascending whole seconds`);
  }
  return { fromSec, toSec };
}

/** Writes the body of a MARK or GAP frame. An unknown value is NaN on the wire. */
export function writeNumberBody(first: number | null, second: number | null): Uint8Array {
  const body = new Uint8Array(16);
  const view = new DataView(body.buffer);
  view.setFloat64(0, first ?? Number.NaN, true);
  view.setFloat64(8, second ?? Number.NaN, true);
  return body;
}

function readPair(body: Uint8Array, kind: string): [number, number] {
  if (body.byteLength !== 16) throw new RangeError(`${kind} frame has a body of ${body.byteLength} bytes, expected 16`);
  const view = new DataView(body.buffer, body.byteOffset, 16);
  return [view.getFloat64(0, true), view.getFloat64(8, true)];
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
