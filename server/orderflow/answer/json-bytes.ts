import { type DecimalStep, stepsToNumber } from "../../../core/market/decimal-step.ts";

const FIRST_BYTES = 64 * 1024;
/** Room for any number. */
const NUMBER_BYTES = 32;
const [ZERO, POINT, MINUS] = [0x30, 0x2e, 0x2d];
const ENCODER = new TextEncoder();

/** JSON text for the bytes it becomes, ready to be written again and again. */
export function jsonToken(text: string): Uint8Array {
  return ENCODER.encode(text);
}

const NULL = jsonToken("null");

/**
 * Writes JSON as bytes. Millions of prices and volumes go from whole steps to digits without a text in between; what is read back is the double nearest to the
 * exact decimal.
 */
export class JsonBytes {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Gives out what was written, and begins anew. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** Adds a token as it is. */
  token(token: Uint8Array): void {
    this.#reserve(token.length);
    for (let index = 0; index < token.length; index++) this.#bytes[this.#length++] = token[index];
  }

  /** Adds JSON text as it is. */
  raw(json: string): void {
    this.#reserve(json.length * 3);
    this.#length += ENCODER.encodeInto(json, this.#bytes.subarray(this.#length)).written;
  }

  /** Adds a number; null where it is not finite. */
  number(value: number): void {
    if (!Number.isFinite(value)) this.token(NULL);
    else if (Number.isSafeInteger(value)) this.#integer(value, 0);
    else this.raw(String(value));
  }

  /** Adds a count of steps as a decimal number; null where it is not finite. Fractions of a step are rounded as doubles are. */
  steps(steps: number, step: DecimalStep): void {
    const product = steps * step.mantissa;
    if (Number.isSafeInteger(product)) this.#integer(product, step.decimals);
    else this.number(stepsToNumber(steps, step));
  }

  /** Writes `value / 10^decimals` from its last digit to its first, without trailing zeros. */
  #integer(value: number, decimals: number): void {
    this.#reserve(NUMBER_BYTES);
    let rest = Math.abs(value);
    let places = decimals;
    for (let next = Math.floor(rest / 10); places > 0 && next * 10 === rest; next = Math.floor(rest / 10)) {
      rest = next;
      places--;
    }
    const bytes = this.#bytes;
    if (value < 0) bytes[this.#length++] = MINUS;
    const length = places > 0 ? Math.max(digitCount(rest), places + 1) + 1 : digitCount(rest);
    const end = this.#length + length;
    for (let at = end - 1; at >= this.#length; at--) {
      if (places > 0 && at === end - 1 - places) {
        bytes[at] = POINT;
        continue;
      }
      const next = Math.floor(rest / 10);
      bytes[at] = ZERO + (rest - next * 10);
      rest = next;
    }
    this.#length = end;
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, needed));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

function digitCount(value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  return digits;
}
