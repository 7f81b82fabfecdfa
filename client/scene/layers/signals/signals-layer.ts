import type { OrderFlowEvent } from "../../../../core/orderflow/signals/order-flow-event.ts";
import type { Box } from "../../../../core/view/panel-placement.ts";
import type { PoolMirror } from "../../../../core/view/pool-mirror.ts";
import { type PlotSize, type Viewport, xOfSec, yOfTicks } from "../../../../core/view/viewport.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { type Pill, pillWidthPx } from "../../primitives/pill.ts";
import { packChosenPill, packPill, type PillLook } from "./pack-pill.ts";
import { MOST_COUNTED, type PlacedPill, placeSignals } from "./place-signals.ts";
import { MarkList, marksOf, type SignalMark } from "./signal-mark.ts";
import { type ThinnedSignal, thinSignals } from "./thin-signals.ts";

/** The pill that has room for two of the widest words and a count decides how far pills of one side stand apart. */
const WIDEST = { shape: "hexagon", text: `BID ABS +${MOST_COUNTED}` } as const;
const GAP_SHARE = 0.4;
const REACH_PILLS = 10;

/** A pill where a view has it. */
export interface SeenPill {
  readonly signal: ThinnedSignal;
  /** Device pixels of the plot. */
  readonly box: Box;
}

/** Events as pills beside the price, the chosen one ringed; and which of them is where. */
export class SignalsLayer implements Layer {
  readonly name = "signals";
  readonly #batch = new Batch("plot", "over", { x: "time", y: "price" });
  /** Over all other pills. */
  readonly #chosenBatch = new Batch("plot", "over", { x: "time", y: "price" });
  readonly batches = [this.#batch, this.#chosenBatch];
  readonly #window = new PackWindow();
  #events: readonly OrderFlowEvent[] = [];
  readonly #marks = { buy: new MarkList(), sell: new MarkList() };
  #chosen: OrderFlowEvent | null = null;
  /** The cells that pills stand clear of. */
  #pool: PoolMirror | null = null;
  #poolVersion = 0;
  #hasNumbers = false;
  #placed: readonly PlacedPill[] = [];
  #placedChosen: PlacedPill | null = null;

  prepare(frame: FrameContext): void {
    const { signals, chosenSignal } = frame.state.studies;
    if (signals.length === 0 && this.#events.length === 0) return;
    const { pool, cellNumbers } = frame.state;
    const poolVersion = pool?.version ?? 0;
    const hasNumbers = cellNumbers !== null;
    const isSameSignal = signals === this.#events && chosenSignal === this.#chosen;
    const isSame = isSameSignal && pool === this.#pool && poolVersion === this.#poolVersion && hasNumbers === this.#hasNumbers;
    if (this.#window.stillCovers(frame, false) && isSame) return;
    this.#pool = pool;
    this.#poolVersion = poolVersion;
    this.#hasNumbers = hasNumbers;
    this.#chosen = chosenSignal;
    if (signals !== this.#events) this.#takeEvents(signals);
    this.#pack(frame);
  }

  /** Marks what is new; everything, when something known is gone. */
  #takeEvents(events: readonly OrderFlowEvent[]): void {
    const known = this.#events;
    let same = 0;
    while (same < known.length && same < events.length && known[same] === events[same]) same++;
    const before = new Set(known.slice(same));
    const after = events.slice(same);
    const isGrown = after.filter((event) => before.has(event)).length === before.size;
    this.#events = events;
    for (const list of [this.#marks.buy, this.#marks.sell]) if (!isGrown) list.clear();
    for (const mark of marksOf(isGrown ? after.filter((event) => !before.has(event)) : events)) this.#marks[mark.side].insert(mark);
  }

  /** The pill under a point of the plot as drawn in `view`, device pixels: the topmost, or null. */
  pillAt(view: Viewport, size: PlotSize, point: { readonly xPx: number; readonly yPx: number }): SeenPill | null {
    if (point.xPx >= size.widthPx || point.yPx >= size.heightPx) return null;
    if (this.#placedChosen !== null && isOn(this.#placedChosen, view, size, point)) return seen(this.#placedChosen, view, size);
    for (let at = this.#placed.length - 1; at >= 0; at--) if (isOn(this.#placed[at], view, size, point)) return seen(this.#placed[at], view, size);
    return null;
  }

  /** The chosen pill as drawn in `view`; null without one, and while its middle is beyond the plot. */
  chosenPill(view: Viewport, size: PlotSize): SeenPill | null {
    const placed = this.#placedChosen;
    if (placed === null) return null;
    const middleX = leftOf(placed, view, size) + placed.widthPx / 2;
    const middleY = topOf(placed, view, size) + placed.heightPx / 2;
    return middleX >= 0 && middleX < size.widthPx && middleY >= 0 && middleY < size.heightPx ? seen(placed, view, size) : null;
  }

  /** All pills that are packed, as drawn in `view`: also some beyond the plot. */
  pills(view: Viewport, size: PlotSize): readonly SeenPill[] {
    return this.#placed.map((placed) => seen(placed, view, size));
  }

  #pack(frame: FrameContext): void {
    for (const batch of this.batches) {
      batch.clear();
      batch.originSec = this.#window.originSec;
      batch.originTicks = this.#window.originTicks;
    }
    const { scale, state } = frame;
    const looks = { buy: lookOf(frame, "buy"), sell: lookOf(frame, "sell") };
    const heightPx = frame.faces.marks.pillHeightPx;
    const gapPx = Math.round(heightPx * GAP_SHARE);
    const slotSec = (pillWidthPx(WIDEST, looks.buy.pill) + gapPx) / scale.pxPerSec;
    const { fromSec, toSec } = this.#window.window;
    const near = [this.#marks.buy.marks, this.#marks.sell.marks].flatMap((marks) => thinSignals(marks, slotSec, fromSec, toSec, this.#chosenOf(marks)));
    const reachPx = Math.max(0, Math.min(heightPx * REACH_PILLS, scale.plotHeightPx / 2 - 2 * heightPx));
    this.#placed = placeSignals(near, state.pool, scale, { heightPx, gapPx, reachPx, widthPx: (pill: Pill) => pillWidthPx(pill, looks.buy.pill) });
    this.#placedChosen = null;
    for (const placed of this.#placed) {
      const stemEndPx = this.#hasNumbers ? placed.columnEdgePx : 0;
      if (placed.mark.event === this.#chosen) this.#placedChosen = placed;
      else packPill(this.#batch, placed, looks[placed.mark.side], stemEndPx);
    }
    if (this.#placedChosen === null) return;
    const ringed = this.#placedChosen;
    const ring = { ring: imageColor(state.theme.text), gap: imageColor(state.theme.background) };
    packChosenPill(this.#chosenBatch, ringed, looks[ringed.mark.side], ring, this.#hasNumbers ? ringed.columnEdgePx : 0);
  }

  #chosenOf(marks: readonly SignalMark[]): SignalMark | null {
    return this.#chosen === null ? null : (marks.find(({ event }) => event === this.#chosen) ?? null);
  }
}

const leftOf = ({ mark, dx }: PlacedPill, view: Viewport, size: PlotSize): number => Math.round(xOfSec(view, size, mark.sec)) + dx;

const topOf = ({ mark, dy }: PlacedPill, view: Viewport, size: PlotSize): number => Math.round(yOfTicks(view, size, mark.priceTicks)) + dy;

function isOn(placed: PlacedPill, view: Viewport, size: PlotSize, { xPx, yPx }: { readonly xPx: number; readonly yPx: number }): boolean {
  const x = xPx - leftOf(placed, view, size);
  const y = yPx - topOf(placed, view, size);
  return x >= 0 && x < placed.widthPx && y >= 0 && y < placed.heightPx;
}

function seen(placed: PlacedPill, view: Viewport, size: PlotSize): SeenPill {
  return { signal: placed, box: { x: leftOf(placed, view, size), y: topOf(placed, view, size), width: placed.widthPx, height: placed.heightPx } };
}

function lookOf(frame: FrameContext, side: "buy" | "sell"): PillLook {
  const { theme } = frame.state;
  const color = imageColor(theme[side]);
  const pill = { marks: frame.faces.marks, face: frame.faces.cellBold, hairlinePx: frame.hairlinePx, fill: imageColor(theme.background, 0.88), edge: color, mark: color, text: color };
  return { pill, stem: imageColor(theme[side], 0.55) };
}
