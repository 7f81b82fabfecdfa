import { BufferRegion, FieldNode, RecordBatch } from "apache-arrow/ipc/metadata/message";
import { alignArrow, encapsulateBatch } from "./encapsulate.ts";

/** A buffer on its way into a body: where it goes and how it is written there. */
interface BodyPart {
  readonly offset: number;
  readonly write: (target: Uint8Array, offset: number) => void;
}

/**
 * Collects nodes and buffers of a record batch in schema order, then lays them straight into one message: every column is copied once, every buffer starts at
 * a multiple of 8.
 */
export class BatchBody {
  readonly #nodes: FieldNode[] = [];
  readonly #regions: BufferRegion[] = [];
  readonly #parts: BodyPart[] = [];
  #byteLength = 0;

  addNode(length: number, nulls = 0): void {
    this.#nodes.push(new FieldNode(length, nulls));
  }

  /** A buffer of `byteLength` zero bytes that `write` fills in, at `offset` in the message. */
  addBuffer(byteLength: number, write: BodyPart["write"]): void {
    this.#regions.push(new BufferRegion(this.#byteLength, byteLength));
    this.#parts.push({ offset: this.#byteLength, write });
    this.#byteLength += alignArrow(byteLength);
  }

  /** The values of a typed array as they are. */
  addValues(values: Float64Array | Int32Array | Uint8Array): void {
    this.addBuffer(values.byteLength, (target, offset) => target.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset));
  }

  /** The validity buffer of a column without a missing value: it is left out. */
  addAllValid(): void {
    this.#regions.push(new BufferRegion(this.#byteLength, 0));
  }

  /** Where a value is present, as bits. */
  addValidity(length: number, nulls: number, isPresent: (index: number) => boolean): void {
    if (nulls === 0) this.addAllValid();
    else this.addBits(length, isPresent);
  }

  /** One bit per value, lowest first. */
  addBits(length: number, isSet: (index: number) => boolean): void {
    this.addBuffer(Math.ceil(length / 8), (target, offset) => {
      for (let index = 0; index < length; index++) {
        if (isSet(index)) target[offset + (index >> 3)] |= 1 << (index & 7);
      }
    });
  }

  /** Whole seconds as int64 milliseconds, in two 32-bit words: no BigInt on the way. `NaN` becomes 0. */
  addTimes(timeSec: ArrayLike<number>, length: number): void {
    this.addBuffer(length * 8, (target, offset) => {
      const view = new DataView(target.buffer, target.byteOffset + offset, length * 8);
      for (let index = 0; index < length; index++) {
        const timeMs = timeSec[index] * 1000;
        view.setUint32(index * 8, timeMs % 2 ** 32, true);
        view.setInt32(index * 8 + 4, Math.floor(timeMs / 2 ** 32), true);
      }
    });
  }

  /** `offsets[from..to]`, counted from the first. */
  addOffsets(offsets: ArrayLike<number>, from: number, to: number): void {
    this.addBuffer((to - from + 1) * 4, (target, offset) => {
      const view = new Int32Array(target.buffer, target.byteOffset + offset, to - from + 1);
      const base = offsets[from];
      for (let index = from; index <= to; index++) view[index - from] = offsets[index] - base;
    });
  }

  /** The batch as an encapsulated message without its schema. @param reservedBytes free bytes in front of it, a multiple of 8. */
  finish(rows: number, reservedBytes = 0): Uint8Array {
    const batch = new RecordBatch(rows, this.#nodes, this.#regions, null);
    const { bytes, bodyStart } = encapsulateBatch(batch, this.#byteLength, reservedBytes);
    for (const part of this.#parts) part.write(bytes, bodyStart + part.offset);
    return bytes;
  }
}
