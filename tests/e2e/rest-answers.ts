import { formatDelta, formatPrice, formatVolume } from "../../core/view/number-format.ts";
import type { DecimalStep } from "../../core/market/decimal-step.ts";
import { studyJson } from "../support/study-client.ts";

/** A row of an answer as it comes. */
export type AnswerRow = Readonly<Record<string, unknown>>;

/** The studies of one symbol as a server answers them, with the numbers turned back into ticks and lots, which are whole. */
export class RestAnswers {
  readonly #url: string;
  readonly #common: object;
  readonly tick: DecimalStep;
  readonly lot: DecimalStep;

  constructor(url: string, common: object, tick: DecimalStep, lot: DecimalStep) {
    this.#url = url;
    this.#common = common;
    this.tick = tick;
    this.lot = lot;
  }

  async list(path: string, request: object = {}): Promise<AnswerRow[]> {
    const answer = await this.#ask(path, request);
    if (!Array.isArray(answer)) throw new Error(`${path} answers with no list`);
    return answer as AnswerRow[];
  }

  async record(path: string, request: object = {}): Promise<AnswerRow> {
    return (await this.#ask(path, request)) as AnswerRow;
  }

  #ask(path: string, request: object): Promise<unknown> {
    return studyJson(this.#url, path, { ...this.#common, ...request });
  }

  ticks(price: unknown): number {
    return wholeSteps(price, this.tick);
  }

  lots(volume: unknown): number {
    return wholeSteps(volume, this.lot);
  }

  priceText(price: unknown): string {
    return formatPrice(this.ticks(price), this.tick);
  }

  volumeText(volume: unknown, maxChars?: number): string {
    return formatVolume(this.lots(volume), this.lot, maxChars);
  }

  deltaText(volume: unknown): string {
    return formatDelta(this.lots(volume), this.lot);
  }
}

export function timeMs(row: AnswerRow): number {
  return Date.parse(String(row.timestamp));
}

/** `HH:MM:SS` of a row, UTC. */
export function clockOf(row: AnswerRow): string {
  return String(row.timestamp).slice(11, 19);
}

export function rowsOf(value: unknown): readonly AnswerRow[] {
  if (!Array.isArray(value)) throw new Error("the answer holds no list");
  return value as AnswerRow[];
}

function wholeSteps(value: unknown, { mantissa, decimals }: DecimalStep): number {
  const steps = (Number(value) * 10 ** decimals) / mantissa;
  const whole = Math.round(steps);
  if (!(Math.abs(steps - whole) < 1e-4)) throw new Error(`${String(value)} is no multiple of ${mantissa}e-${decimals}`);
  return whole;
}
