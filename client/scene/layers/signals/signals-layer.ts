import type { OrderFlowEvent } from "../../../../core/orderflow/signals/order-flow-event.ts";
import type { PoolMirror } from "../../../../core/view/pool-mirror.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import { type PlotSize, type Viewport, xOfSec, yOfTicks } from "../../../../core/view/viewport.ts";
import type { Box } from "../../../../core/view/panel-placement.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { type ImageColor, imageColor } from "../../primitives/color.ts";
import { type PillStyle, pillWidthPx, pushPill } from "../../primitives/pill.ts";
import { marksOf, type SignalMark } from "./signal-mark.ts";
import { type PlacedPill, placeSignals } from "./place-signals.ts";
import { thinSignals } from "./thin-signals.ts";

/** The pill that has room for two of the widest words and a count decides how far pills of one side stand apart. */
const WIDEST = { shape: "hexagon", text: "BID ABS +9" } as const;
const GAP_SHARE = 0.4;
const REACH_PILLS = 10;

/** Events as pills beside the price, and which of them is under a point. */
export class SignalsLayer implements Layer {
  readonly name = "signals";
  readonly #batch = new Batch("plot", "over", { x: "time", y: "price" });
  readonly batches = [this.#batch];
  readonly #window = new PackWindow();
  #events: readonly OrderFlowEvent[] = [];
  #buys: readonly SignalMark[] = [];
  #sells: readonly SignalMark[] = [];
  /** The cells that pills stand clear of. */
  #pool: PoolMirror | null = null;
  #poolVersion = 0;
  #hasNumbers = false;
  #placed: readonly PlacedPill[] = [];

  prepare(frame: FrameContext): void {
    const { signals } = frame.state.studies;
    if (signals.length === 0 && this.#events.length === 0) return;
    const { pool, cellNumbers } = frame.state;
    const poolVersion = pool?.version ?? 0;
    const hasNumbers = cellNumbers !== null;
    const isSame = signals === this.#events && pool === this.#pool && poolVersion === this.#poolVersion && hasNumbers === this.#hasNumbers;
    if (this.#window.stillCovers(frame, false) && isSame) return;
    this.#pool = pool;
    this.#poolVersion = poolVersion;
    this.#hasNumbers = hasNumbers;
    if (signals !== this.#events) {
      this.#events = signals;
      const marks = marksOf(signals);
      this.#buys = marks.filter(({ side }) => side === "buy");
      this.#sells = marks.filter(({ side }) => side === "sell");
    }
    this.#pack(frame);
  }

  /** The pill under a point of the plot as drawn in `view`, device pixels, with its box there; null where there is none. */
  pillAt(view: Viewport, size: PlotSize, point: { readonly xPx: number; readonly yPx: number }): { readonly event: OrderFlowEvent; readonly box: Box } | null {
    for (const { mark, dx, dy, widthPx, heightPx } of this.#placed) {
      const x = Math.round(xOfSec(view, size, mark.sec)) + dx;
      const y = Math.round(yOfTicks(view, size, mark.priceTicks)) + dy;
      const isOn = point.xPx >= x && point.xPx < x + widthPx && point.yPx >= y && point.yPx < y + heightPx;
      if (isOn) return { event: mark.event, box: { x, y, width: widthPx, height: heightPx } };
    }
    return null;
  }

  #pack(frame: FrameContext): void {
    const batch = this.#batch;
    batch.clear();
    batch.originSec = this.#window.originSec;
    batch.originTicks = this.#window.originTicks;
    const { scale } = frame;
    const styles = { buy: styleOf(frame, "buy"), sell: styleOf(frame, "sell") };
    const heightPx = frame.faces.marks.pillHeightPx;
    const gapPx = Math.round(heightPx * GAP_SHARE);
    const slotSec = (pillWidthPx(WIDEST, styles.buy) + gapPx) / scale.pxPerSec;
    const { fromSec, toSec } = this.#window.window;
    const near = [...thinSignals(this.#buys, slotSec, fromSec, toSec), ...thinSignals(this.#sells, slotSec, fromSec, toSec)];
    const measures = { heightPx, gapPx, reachPx: heightPx * REACH_PILLS, widthPx: (pill: PlacedPill["pill"]) => pillWidthPx(pill, styles.buy) };
    this.#placed = placeSignals(near, frame.state.pool, scale, measures);
    for (const placed of this.#placed) {
      packPill(batch, placed, styles[placed.mark.side], stemOf(frame.state.theme, placed.mark.side), this.#hasNumbers ? placed.columnEdgePx : 0);
    }
  }
}

/** A pill and, to its price, a stem one hairline thick; it ends `stemEndPx` before, at the edge of the bar, where it would cross numbers. */
function packPill(batch: Batch, { mark, pill, dx, dy, heightPx }: PlacedPill, style: PillStyle, stem: ImageColor, stemEndPx: number): void {
  const x = mark.sec - batch.originSec;
  const y = mark.priceTicks - batch.originTicks;
  if (mark.side === "sell") batch.quads.push(x, y, x, y, 0, dy + heightPx, style.hairlinePx, -stemEndPx, stem);
  else batch.quads.push(x, y, x, y, 0, stemEndPx, style.hairlinePx, dy, stem);
  pushPill(batch, x, y, dx, dy, pill, style);
}

const stemOf = (theme: Theme, side: "buy" | "sell"): ImageColor => imageColor(theme[side], 0.55);

function styleOf(frame: FrameContext, side: "buy" | "sell"): PillStyle {
  const { theme } = frame.state;
  const color = imageColor(theme[side]);
  return { marks: frame.faces.marks, face: frame.faces.cellBold, hairlinePx: frame.hairlinePx, fill: imageColor(theme.background, 0.88), edge: color, mark: color, text: color };
}
