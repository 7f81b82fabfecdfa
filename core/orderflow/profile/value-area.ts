import { compareProducts, decimalRatio } from "../fold/decimal-ratio.ts";
import { requireWhole } from "../fold/parameter.ts";
import { pointOfControl } from "./point-of-control.ts";
import type { ProfileRows } from "./profile-rows.ts";

export interface ValueAreaParameters {
  /** Share of the volume the area is to hold, above 0 and up to 1. */
  readonly share: number;
  /** 2: Dalton's expansion, pair against pair; 1: one row at a time. */
  readonly rowsPerStep: 1 | 2;
}

export const VALUE_AREA_DEFAULTS: ValueAreaParameters = { share: 0.7, rowsPerStep: 2 };

/** The rows around the point of control that hold the share of volume, both ends included. */
export interface ValueArea {
  readonly pocRow: number;
  /** Value area high: the row, whose price is that of its lowest tick. */
  readonly highRow: number;
  readonly lowRow: number;
  /** Volume within the area and of the whole profile. */
  readonly volumeLots: number;
  readonly totalLots: number;
}

/**
 * The value area (Dalton; STUDIES.md section 1): from the point of control compare the next two rows above with the next two below and take the larger
 * pair whole. A tie, of empty pairs too, goes to the side that so far reaches less far, then above. A side with one row left offers that row, an
 * exhausted side yields to the other. Ends when the share of the total is met. Rows of volume 0 within the range count as rows.
 *
 * Long empty stretches (a bad print far off) are passed in one step, with the result of the plain walk.
 * @returns null for a profile without rows.
 * @throws RangeError naming the parameter.
 */
export function valueArea(rows: ProfileRows, parameters: ValueAreaParameters = VALUE_AREA_DEFAULTS): ValueArea | null {
  const share = decimalRatio("valueArea.share", parameters.share);
  if (share.numerator === 0 || share.numerator > share.denominator) {
    throw new RangeError(`valueArea.share ${parameters.share} must be above 0 and at most 1`);
  }
  requireWhole("valueArea.rowsPerStep", parameters.rowsPerStep, 1, 2);
  const poc = pointOfControl(rows);
  if (poc < 0) return null;
  let totalLots = 0;
  for (let at = 0; at < rows.length; at++) totalLots += rows.volumeAt(at);
  const walk = new Expansion(rows, poc, parameters.rowsPerStep);
  while (compareProducts(walk.volumeLots, share.denominator, totalLots, share.numerator) < 0) walk.step();
  return { pocRow: rows.row[poc], highRow: walk.highRow, lowRow: walk.lowRow, volumeLots: walk.volumeLots, totalLots };
}

/** The walk outwards from the point of control. */
class Expansion {
  highRow: number;
  lowRow: number;
  volumeLots: number;
  readonly #rows: ProfileRows;
  readonly #pocRow: number;
  readonly #rowsPerStep: number;
  /** Nearest entries outside of the area. */
  #above: number;
  #below: number;

  constructor(rows: ProfileRows, poc: number, rowsPerStep: number) {
    this.#rows = rows;
    this.#rowsPerStep = rowsPerStep;
    this.#pocRow = this.highRow = this.lowRow = rows.row[poc];
    this.volumeLots = rows.volumeAt(poc);
    this.#above = poc + 1;
    this.#below = poc - 1;
  }

  step(): void {
    this.#passEmptySteps();
    if (this.#below < 0) this.#takeAbove();
    else if (this.#above >= this.#rows.length) this.#takeBelow();
    else {
      const difference = this.#offerAbove() - this.#offerBelow();
      if (difference > 0 || (difference === 0 && this.#aheadAbove() <= 0)) this.#takeAbove();
      else this.#takeBelow();
    }
  }

  /** How much further the area reaches above the point of control than below, in rows. */
  #aheadAbove(): number {
    return this.highRow - this.#pocRow - (this.#pocRow - this.lowRow);
  }

  /** Whole steps without an entry before the next one above. */
  #emptyAbove(): number {
    return Math.floor((this.#rows.row[this.#above] - this.highRow - 1) / this.#rowsPerStep);
  }

  #emptyBelow(): number {
    return Math.floor((this.lowRow - this.#rows.row[this.#below] - 1) / this.#rowsPerStep);
  }

  /** Makes the steps at once in which both sides, or the only side left, offer nothing. */
  #passEmptySteps(): void {
    const size = this.#rowsPerStep;
    if (this.#below < 0) this.highRow += this.#emptyAbove() * size;
    else if (this.#above >= this.#rows.length) this.lowRow -= this.#emptyBelow() * size;
    else if (Math.abs(this.#aheadAbove()) < size) {
      // Evenly far, the sides take turns: after one step each everything is as before, one step further out.
      const turns = Math.max(0, Math.min(this.#emptyAbove(), this.#emptyBelow()) - 1);
      this.highRow += turns * size;
      this.lowRow -= turns * size;
    }
  }

  #offerAbove(): number {
    const { row, length } = this.#rows;
    let lots = 0;
    for (let at = this.#above; at < length && row[at] <= this.highRow + this.#rowsPerStep; at++) lots += this.#rows.volumeAt(at);
    return lots;
  }

  #offerBelow(): number {
    const { row } = this.#rows;
    let lots = 0;
    for (let at = this.#below; at >= 0 && row[at] >= this.lowRow - this.#rowsPerStep; at--) lots += this.#rows.volumeAt(at);
    return lots;
  }

  #takeAbove(): void {
    const { row, length } = this.#rows;
    this.volumeLots += this.#offerAbove();
    this.highRow = Math.min(this.highRow + this.#rowsPerStep, row[length - 1]);
    while (this.#above < length && row[this.#above] <= this.highRow) this.#above++;
  }

  #takeBelow(): void {
    const { row } = this.#rows;
    this.volumeLots += this.#offerBelow();
    this.lowRow = Math.max(this.lowRow - this.#rowsPerStep, row[0]);
    while (this.#below >= 0 && row[this.#below] >= this.lowRow) this.#below--;
  }
}
