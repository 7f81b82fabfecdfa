import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { PoolKey } from "../core/view/cell-pool.ts";
import type { ChartLayout } from "../core/view/chart-layout.ts";
import type { Viewport } from "../core/view/viewport.ts";
import type { StreamStatus } from "../protocol/worker-api.ts";
import { type CellPlace, cellUnder, placeOfReading, readHeldCell } from "./chart-cell.ts";
import { ReadingPanel } from "./chart-reading.ts";
import type { FlowStore } from "./data/flow-store.ts";
import { PixelGrid } from "./scene/pixel-grid.ts";
import type { SceneState } from "./scene/scene-state.ts";

/** What the panel beside the crosshair is read from. */
export interface CrosshairSource {
  readonly view: Viewport;
  readonly layout: ChartLayout;
  /** The cells that are read: {@link Crosshair.cell}. */
  readonly key: PoolKey;
  readonly instrument: ParsedInstrument | null;
  readonly status: StreamStatus;
  readonly store: FlowStore;
}

/** The pointer on the plot, the cell under it, and the panel that reads it. */
export class Crosshair {
  /** Goes with the scene's own grid, so that the cell that is read is the cell that is seen. */
  readonly #grid = new PixelGrid();
  #point: SceneState["crosshair"] = null;
  #panel: ReadingPanel | null = null;

  /** Where the pointer is, device pixels; null when it is not on the plot. */
  get point(): SceneState["crosshair"] {
    return this.#point;
  }

  /** @returns `true` when that changes the picture. */
  moveTo(point: SceneState["crosshair"]): boolean {
    const isMoved = point !== null || this.#point !== null;
    this.#point = point;
    return isMoved;
  }

  /** Puts the panel into a chart's element until the returned function is called. */
  attach(host: HTMLElement): () => void {
    const panel = new ReadingPanel(host);
    this.#panel = panel;
    return () => {
      panel.destroy();
      if (this.#panel === panel) this.#panel = null;
    };
  }

  /** The cell under the pointer, or null. */
  cell(view: Viewport, layout: ChartLayout, key: PoolKey): CellPlace | null {
    if (this.#point === null) return null;
    return cellUnder(this.#snap(view, layout), { widthPx: layout.plot.width, heightPx: layout.plot.height }, key, this.#point);
  }

  /** Shows the panel beside the cell where something traded or is missing, and hides it elsewhere. Once per frame, with what that frame draws. */
  show({ view, layout, key, instrument, status, store }: CrosshairSource): void {
    this.#snap(view, layout);
    const cell = this.cell(view, layout, key);
    if (cell === null || instrument === null || this.#point === null || !isWithinData(cell, status)) {
      this.#panel?.hide();
      return;
    }
    const content = readHeldCell(cell, store.exactCells, store.pointer, status);
    if (content !== null && content.trades === 0 && !content.gap) this.#panel?.hide();
    else this.#panel?.show(cell, content, instrument, placeOfReading(view, layout, cell, this.#point));
  }

  /** The view as the scene draws it. The grid remembers: it must see every view that the scene's sees. */
  #snap(view: Viewport, { plot }: ChartLayout): Viewport {
    return this.#grid.snap(view, { widthPx: plot.width, heightPx: plot.height });
  }
}

function isWithinData(cell: CellPlace, { firstSec, lastSec }: StreamStatus): boolean {
  return firstSec !== null && lastSec !== null && cell.startSec < lastSec && cell.startSec + cell.columnSec > firstSec;
}
