import type { OrderFlowEvent } from "../../../../core/orderflow/signals/order-flow-event.ts";
import type { Box } from "../../../../core/view/panel-placement.ts";
import type { PoolMirror } from "../../../../core/view/pool-mirror.ts";
import type { PlotSize, Viewport } from "../../../../core/view/viewport.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { type Pill, pillWidthPx } from "../../primitives/pill.ts";
import { MarkPixels, scaleOfView } from "./mark-pixels.ts";
import { packChosenPill, packPill, type PillAnchor, type PillLook, RING_HAIRLINES, type RingLook } from "./pack-pill.ts";
import { dyInPlot, MOST_COUNTED, type PlacedPill, placeSignals } from "./place-signals.ts";
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

/** Before the first frame. */
const NO_SCALE: PixelScale = { pxPerSec: 1, pxPerTick: 1, plotWidthPx: 0, plotHeightPx: 0 };

/** How the pills look that are packed. */
interface Looks {
  readonly buy: PillLook;
  readonly sell: PillLook;
  readonly ring: RingLook;
}

/**
 * Events as pills beside the price, the chosen one ringed; and which of them is where. Pills hang on the market and are packed once; those that an edge of the
 * plot would cut stand still at that edge, and are packed again, they alone, when the price moves.
 */
export class SignalsLayer implements Layer {
  readonly name = "signals";
  readonly #batch = new Batch("plot", "over", { x: "time", y: "price" });
  /** Pills that an edge of the plot would cut. */
  readonly #edgeBatch = new Batch("plot", "over", { x: "time", y: "screen" });
  /** Over all other pills, at an edge or not. */
  readonly #chosenBatch = new Batch("plot", "over", { x: "time", y: "screen" });
  readonly batches = [this.#batch, this.#edgeBatch, this.#chosenBatch];
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
  /** [placed] 1 for those that are packed as standing at an edge. */
  #atEdge = new Uint8Array(0);
  #looks: Looks | null = null;
  /** As packed. */
  #scale = NO_SCALE;
  readonly #pixels = new MarkPixels(this.#batch);
  /** Around the chosen pill. */
  #ringPx = 0;
  /** Top of the plot as packed, ticks. */
  #highTicks = Number.NaN;
  readonly #anchor: PillAnchor = { x: 0, y: 0, dy: 0, stemEndPx: 0 };

  prepare(frame: FrameContext): void {
    const { signals, chosenSignal } = frame.state.studies;
    if (signals.length === 0 && this.#events.length === 0) return;
    const { pool, cellNumbers } = frame.state;
    const poolVersion = pool?.version ?? 0;
    const hasNumbers = cellNumbers !== null;
    const isSameSignal = signals === this.#events && chosenSignal === this.#chosen;
    const isSame = isSameSignal && pool === this.#pool && poolVersion === this.#poolVersion && hasNumbers === this.#hasNumbers;
    if (this.#window.stillCovers(frame, false) && isSame) {
      if (frame.view.highTicks !== this.#highTicks) this.#moveEdges(frame.view);
      return;
    }
    this.#pool = pool;
    this.#poolVersion = poolVersion;
    this.#hasNumbers = hasNumbers;
    this.#chosen = chosenSignal;
    if (signals !== this.#events) this.#takeEvents(signals);
    this.#place(frame);
    this.#findEdges(frame.view);
    this.#packFree();
    this.#packHeld();
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
    this.#pixels.fit(view, scaleOfView(view, size, this.#scale));
    const chosen = this.#placedChosen;
    if (chosen !== null && this.#isOn(chosen, size, point)) return this.#seen(chosen, size);
    return this.#topmostAt(size, point, true) ?? this.#topmostAt(size, point, false);
  }

  #topmostAt(size: PlotSize, point: { readonly xPx: number; readonly yPx: number }, isAtEdge: boolean): SeenPill | null {
    for (let at = this.#placed.length - 1; at >= 0; at--) {
      const placed = this.#placed[at];
      if (this.#isAtEdge(placed, size.heightPx) === isAtEdge && this.#isOn(placed, size, point)) return this.#seen(placed, size);
    }
    return null;
  }

  /** The chosen pill as drawn in `view`; null without one, and while its middle is beyond the plot. */
  chosenPill(view: Viewport, size: PlotSize): SeenPill | null {
    const placed = this.#placedChosen;
    if (placed === null) return null;
    this.#pixels.fit(view, scaleOfView(view, size, this.#scale));
    const middleX = this.#leftOf(placed) + placed.widthPx / 2;
    const middleY = this.#topOf(placed, size) + placed.heightPx / 2;
    return middleX >= 0 && middleX < size.widthPx && middleY >= 0 && middleY < size.heightPx ? this.#seen(placed, size) : null;
  }

  /** All pills that are packed, as drawn in `view`: also some beyond the plot. */
  pills(view: Viewport, size: PlotSize): readonly SeenPill[] {
    this.#pixels.fit(view, scaleOfView(view, size, this.#scale));
    return this.#placed.map((placed) => this.#seen(placed, size));
  }

  /** Thins marks out and places their pills around the view. */
  #place(frame: FrameContext): void {
    const { scale, state, hairlinePx } = frame;
    for (const batch of this.batches) {
      batch.originSec = this.#window.originSec;
      batch.originTicks = this.#window.originTicks;
    }
    const looks = looksOf(frame);
    const heightPx = frame.faces.marks.pillHeightPx;
    const gapPx = Math.round(heightPx * GAP_SHARE);
    const slotSec = (pillWidthPx(WIDEST, looks.buy.pill) + gapPx) / scale.pxPerSec;
    const { fromSec, toSec } = this.#window.window;
    const near = [this.#marks.buy.marks, this.#marks.sell.marks].flatMap((marks) => thinSignals(marks, slotSec, fromSec, toSec, this.#chosenOf(marks)));
    const reachPx = Math.max(0, Math.min(heightPx * REACH_PILLS, scale.plotHeightPx / 2 - 2 * heightPx));
    this.#looks = looks;
    this.#scale = scale;
    this.#ringPx = RING_HAIRLINES * hairlinePx;
    this.#placed = placeSignals(near, state.pool, scale, { heightPx, gapPx, reachPx, widthPx: (pill: Pill) => pillWidthPx(pill, looks.buy.pill) });
    this.#placedChosen = this.#placed.find(({ mark }) => mark.event === this.#chosen) ?? null;
    this.#atEdge = new Uint8Array(this.#placed.length);
  }

  /** Packs what the plot's edges hold back under another view of the same scale, and the others only when some come to an edge or leave it. */
  #moveEdges(view: Viewport): void {
    if (this.#findEdges(view)) this.#packFree();
    this.#packHeld();
  }

  /** Notes which pills stand at an edge. @returns `true` when they are others than before. */
  #findEdges(view: Viewport): boolean {
    this.#highTicks = view.highTicks;
    this.#pixels.fit(view, this.#scale);
    let isOther = false;
    for (let at = 0; at < this.#placed.length; at++) {
      const placed = this.#placed[at];
      const isAtEdge = this.#isAtEdge(placed, this.#scale.plotHeightPx) ? 1 : 0;
      if (isAtEdge !== this.#atEdge[at]) isOther = true;
      this.#atEdge[at] = isAtEdge;
    }
    return isOther;
  }

  /** Packs the pills that hang on the market. */
  #packFree(): void {
    const batch = this.#batch;
    batch.clear();
    for (let at = 0; at < this.#placed.length; at++) {
      const placed = this.#placed[at];
      if (this.#atEdge[at] === 0 && placed !== this.#placedChosen) this.#packOne(batch, placed, placed.mark.priceTicks - batch.originTicks, placed.dy);
    }
  }

  /** Packs the pills at the edges, and the chosen one, under the view whose edges were found. */
  #packHeld(): void {
    this.#edgeBatch.clear();
    this.#chosenBatch.clear();
    for (let at = 0; at < this.#placed.length; at++) {
      const placed = this.#placed[at];
      const isChosen = placed === this.#placedChosen;
      if (!isChosen && this.#atEdge[at] === 0) continue;
      const y = this.#pixels.y(placed.mark);
      this.#packOne(isChosen ? this.#chosenBatch : this.#edgeBatch, placed, y, this.#dy(placed, y, this.#scale.plotHeightPx));
    }
  }

  #packOne(batch: Batch, placed: PlacedPill, y: number, dy: number): void {
    if (this.#looks === null) return;
    const anchor = this.#anchor;
    anchor.x = placed.mark.sec - batch.originSec;
    anchor.y = y;
    anchor.dy = dy;
    anchor.stemEndPx = this.#hasNumbers ? placed.columnEdgePx : 0;
    const look = this.#looks[placed.mark.side];
    if (placed === this.#placedChosen) packChosenPill(batch, placed, anchor, look, this.#looks.ring);
    else packPill(batch, placed, anchor, look);
  }

  /** From a pill's anchor to its top edge as it is seen. */
  #dy(placed: PlacedPill, anchorPx: number, plotHeightPx: number): number {
    return dyInPlot(placed, anchorPx, plotHeightPx, placed === this.#placedChosen ? this.#ringPx : 0);
  }

  #isAtEdge(placed: PlacedPill, plotHeightPx: number): boolean {
    return this.#dy(placed, this.#pixels.y(placed.mark), plotHeightPx) !== placed.dy;
  }

  #leftOf({ mark, dx }: PlacedPill): number {
    return this.#pixels.x(mark) + dx;
  }

  #topOf(placed: PlacedPill, { heightPx }: PlotSize): number {
    const anchorPx = this.#pixels.y(placed.mark);
    return anchorPx + this.#dy(placed, anchorPx, heightPx);
  }

  #isOn(placed: PlacedPill, size: PlotSize, { xPx, yPx }: { readonly xPx: number; readonly yPx: number }): boolean {
    const x = xPx - this.#leftOf(placed);
    const y = yPx - this.#topOf(placed, size);
    return x >= 0 && x < placed.widthPx && y >= 0 && y < placed.heightPx;
  }

  #seen(placed: PlacedPill, size: PlotSize): SeenPill {
    return { signal: placed, box: { x: this.#leftOf(placed), y: this.#topOf(placed, size), width: placed.widthPx, height: placed.heightPx } };
  }

  #chosenOf(marks: readonly SignalMark[]): SignalMark | null {
    return this.#chosen === null ? null : (marks.find(({ event }) => event === this.#chosen) ?? null);
  }
}

function looksOf(frame: FrameContext): Looks {
  const { theme } = frame.state;
  return { buy: lookOf(frame, "buy"), sell: lookOf(frame, "sell"), ring: { ring: imageColor(theme.text), gap: imageColor(theme.background) } };
}

function lookOf(frame: FrameContext, side: "buy" | "sell"): PillLook {
  const { theme } = frame.state;
  const color = imageColor(theme[side]);
  const pill = { marks: frame.faces.marks, face: frame.faces.cellBold, hairlinePx: frame.hairlinePx, fill: imageColor(theme.background, 0.88), edge: color, mark: color, text: color };
  return { pill, stem: imageColor(theme[side], 0.55) };
}
