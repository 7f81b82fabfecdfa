import { type DecimalStep, stepsToNumber } from "../../../core/market/decimal-step.ts";

const FIRST_BYTES = 64 * 1024;
/** Room for any number. */
const NUMBER_BYTES = 32;
const [ZERO, POINT, MINUS, LAST_ASCII] = [0x30, 0x2e, 0x2d, 0x7f];
const MAX_INT32 = 2 ** 31 - 1;
const ENCODER = new TextEncoder();

/** JSON text for the bytes it becomes, ready to be written again and again. */
export function jsonToken(text: string): Uint8Array {
  return ENCODER.encode(text);
}

const NULL = jsonToken("null");
/** Numbers remembered per count of decimals, by their low bits, and the bytes kept of each. */
const KNOWN_NUMBERS = 2048;
const KNOWN_BYTES = 16;

/** The texts of numbers written lately: prices and volumes come again and again. */
interface KnownTexts {
  /** `NaN` where there is none. */
  readonly values: Float64Array;
  readonly lengths: Uint8Array;
  readonly bytes: Uint8Array;
}

function noTexts(): KnownTexts {
  return { values: new Float64Array(KNOWN_NUMBERS).fill(Number.NaN), lengths: new Uint8Array(KNOWN_NUMBERS), bytes: new Uint8Array(KNOWN_NUMBERS * KNOWN_BYTES) };
}

const DAY_SEC = 86_400;
const TIME_OF_DAY = "00:00:00.000Z";
const TIME_OF_DAY_TOKEN = jsonToken(`${TIME_OF_DAY}"`);

/**
 * Writes JSON as bytes. Millions of prices and volumes go from whole steps to digits without a text in between; what is read back is the double nearest to the
 * exact decimal.
 */
export class JsonBytes {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;
  /** [decimals] */
  readonly #known: KnownTexts[] = [];
  #day = Number.NaN;
  #date = NULL;

  get length(): number {
    return this.#length;
  }

  /** Gives out what was written, valid until more is written, and begins anew. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** Adds a token as it is. */
  token(token: Uint8Array): void {
    const { length } = token;
    const bytes = this.#room(length);
    const at = this.#length;
    for (let index = 0; index < length; index++) bytes[at + index] = token[index];
    this.#length = at + length;
  }

  /** Adds JSON text as it is. */
  raw(json: string): void {
    const { length } = json;
    const bytes = this.#room(length * 3);
    const at = this.#length;
    for (let index = 0; index < length; index++) {
      const code = json.charCodeAt(index);
      if (code > LAST_ASCII) {
        this.#length = at + ENCODER.encodeInto(json, bytes.subarray(at)).written;
        return;
      }
      bytes[at + index] = code;
    }
    this.#length = at + length;
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

  /** Adds a time as ISO 8601 text, UTC; null where it is not finite. Times of one day share their date. */
  time(timeSec: number): void {
    const day = Math.floor(timeSec / DAY_SEC);
    if (!Number.isFinite(day) || !Number.isInteger(timeSec)) {
      this.token(NULL);
      return;
    }
    if (day !== this.#day) {
      this.#day = day;
      this.#date = jsonToken(`"${new Date(day * DAY_SEC * 1000).toISOString().slice(0, -TIME_OF_DAY.length)}`);
    }
    this.token(this.#date);
    this.token(TIME_OF_DAY_TOKEN);
    const at = this.#length - TIME_OF_DAY_TOKEN.length;
    const sec = timeSec - day * DAY_SEC;
    this.#twoDigits(at, Math.floor(sec / 3600));
    this.#twoDigits(at + 3, Math.floor(sec / 60) % 60);
    this.#twoDigits(at + 6, sec % 60);
  }

  #twoDigits(at: number, value: number): void {
    const tens = Math.floor(value / 10);
    this.#bytes[at] = ZERO + tens;
    this.#bytes[at + 1] = ZERO + value - tens * 10;
  }

  /** Writes `value / 10^decimals`, as it was written before where that is known. */
  #integer(value: number, decimals: number): void {
    const known = (this.#known[decimals] ??= noTexts());
    const place = value & (KNOWN_NUMBERS - 1);
    const first = place * KNOWN_BYTES;
    const at = this.#length;
    if (known.values[place] === value) {
      const bytes = this.#room(NUMBER_BYTES);
      const length = known.lengths[place];
      for (let index = 0; index < length; index++) bytes[at + index] = known.bytes[first + index];
      this.#length = at + length;
      return;
    }
    this.#digits(value, decimals);
    const length = this.#length - at;
    if (length > KNOWN_BYTES) return;
    known.values[place] = value;
    known.lengths[place] = length;
    for (let index = 0; index < length; index++) known.bytes[first + index] = this.#bytes[at + index];
  }

  /** Writes `value / 10^decimals` from its last digit to its first, without trailing zeros. */
  #digits(value: number, decimals: number): void {
    const bytes = this.#room(NUMBER_BYTES);
    let at = this.#length;
    let rest = Math.abs(value);
    let places = decimals;
    for (let next = tenth(rest); places > 0 && next * 10 === rest; next = tenth(rest)) {
      rest = next;
      places--;
    }
    if (value < 0) bytes[at++] = MINUS;
    const digits = Math.max(digitCount(rest), places + 1);
    const end = at + digits + (places > 0 ? 1 : 0);
    const point = places > 0 ? end - 1 - places : -1;
    for (let write = end - 1; write >= at; write--) {
      if (write === point) {
        bytes[write] = POINT;
        continue;
      }
      const next = tenth(rest);
      bytes[write] = ZERO + (rest - next * 10);
      rest = next;
    }
    this.#length = end;
  }

  /** The bytes, with room for some more. */
  #room(needed: number): Uint8Array {
    const bytes = this.#bytes;
    if (this.#length + needed <= bytes.length) return bytes;
    const larger = new Uint8Array(Math.max(bytes.length * 2, this.#length + needed));
    larger.set(bytes.subarray(0, this.#length));
    this.#bytes = larger;
    return larger;
  }
}

/** `floor(value / 10)` of a whole number of at least 0; small ones as integers, which is several times faster. */
function tenth(value: number): number {
  return value <= MAX_INT32 ? ((value | 0) / 10) | 0 : Math.floor(value / 10);
}

function digitCount(value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  return digits;
}
