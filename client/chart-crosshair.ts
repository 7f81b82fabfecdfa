import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { PoolKey } from "../core/view/cell-pool.ts";
import type { ChartLayout } from "../core/view/chart-layout.ts";
import type { PlotSize, Viewport } from "../core/view/viewport.ts";
import type { StreamStatus } from "../protocol/worker-api.ts";
import { type CellPlace, cellUnder, placeOfBox, placeOfReading, readHeldCell } from "./chart-cell.ts";
import { loadingShare, newestSecOf } from "./chart-status.ts";
import { ReadingPanel } from "./chart-reading.ts";
import type { FlowStore } from "./data/flow-store.ts";
import { PixelGrid } from "./scene/pixel-grid.ts";
import type { SeenPill, SignalsLayer } from "./scene/layers/signals/signals-layer.ts";
import type { SceneState } from "./scene/scene-state.ts";
import { SignalPanel } from "./signal-panel.ts";

/** What the panel beside the crosshair is read from. */
export interface CrosshairSource {
  readonly view: Viewport;
  readonly layout: ChartLayout;
  /** The cells that are read: {@link Crosshair.cell}. */
  readonly key: PoolKey;
  readonly instrument: ParsedInstrument | null;
  readonly status: StreamStatus;
  readonly store: FlowStore;
  /** Local time minus UTC, of the clock that was chosen. */
  readonly utcOffsetSec: number;
  /** Seconds of the chosen bar, and the key that opens its footprint ("" without one); null while none is chosen. */
  readonly selectedBar: SceneState["selectedBar"];
  readonly footprintKey: string;
}

/** The pointer on the plot, the cell or pill under it, and the panels that read it. The chosen pill is explained wherever the pointer is. */
export class Crosshair {
  /** The scene draws on it, so that the cell that is read is the cell that is seen. */
  readonly grid = new PixelGrid();
  #point: SceneState["crosshair"] = null;
  #panel: ReadingPanel | null = null;
  #signalPanel: SignalPanel | null = null;
  readonly #signals: SignalsLayer;
  /** What the last frame drew. */
  #source: CrosshairSource | null = null;

  /** @param signals the pills. */
  constructor(signals: SignalsLayer) {
    this.#signals = signals;
  }

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
    const signalPanel = new SignalPanel(host);
    this.#panel = panel;
    this.#signalPanel = signalPanel;
    return () => {
      panel.destroy();
      signalPanel.destroy();
      if (this.#panel === panel) this.#panel = null;
      if (this.#signalPanel === signalPanel) this.#signalPanel = null;
    };
  }

  /** The cell under the pointer, or null. */
  cell(view: Viewport, layout: ChartLayout, key: PoolKey): CellPlace | null {
    if (this.#point === null || this.#point.yPx >= layout.plot.y + layout.plot.height) return null;
    return this.cellAt(this.#point, view, layout, key);
  }

  /** The cell under a point of the plot, device pixels. */
  cellAt(point: { readonly xPx: number; readonly yPx: number }, view: Viewport, layout: ChartLayout, key: PoolKey): CellPlace {
    return cellUnder(this.#snap(view, layout), plotSize(layout), key, point);
  }

  /** The pill under a point of the plot, device pixels, or null. */
  pillAt(point: { readonly xPx: number; readonly yPx: number }, view: Viewport, layout: ChartLayout): SeenPill | null {
    return this.#signals.pillAt(this.#snap(view, layout), plotSize(layout), point);
  }

  /** The pills as drawn. */
  pills(view: Viewport, layout: ChartLayout): readonly SeenPill[] {
    return this.#signals.pills(this.#snap(view, layout), plotSize(layout));
  }

  /** Shows the panel beside the cell where something traded, then or up to then, or is missing, and hides it elsewhere. Once per frame, with what that frame draws. */
  show(source: CrosshairSource): void {
    const { view, layout, key, instrument, status, store, utcOffsetSec } = source;
    this.#source = source;
    if (this.#point !== null && this.pillAt(this.#point, view, layout) !== null) {
      this.#panel?.hide();
      return;
    }
    const cell = this.cell(view, layout, key);
    if (cell === null || instrument === null || this.#point === null || !isWithinData(cell, status)) {
      this.#panel?.hide();
      return;
    }
    const content = readHeldCell(cell, store.exactCells, store.pointer, status);
    const isTraded = content === null || content.trades > 0 || (content.trail?.trades ?? 0) > 0;
    if (!isTraded && !content.gap) this.#panel?.hide();
    else this.#panel?.show(cell, content, instrument, placeOfReading(view, layout, cell, this.#point), {
        trailSpan: store.trail.shown?.span ?? null,
        firstSec: loadingShare(status) === null ? status.firstSec : null,
        utcOffsetSec,
        hint: hintFor(cell, source),
      });
  }

  /** Explains the pill under the pointer, else the chosen one, else none. Once a frame's pills are where it has drawn them. */
  explain(): void {
    if (this.#source === null) return;
    const { view, layout, instrument, status, utcOffsetSec } = this.#source;
    const drawn = this.#snap(view, layout);
    const size = plotSize(layout);
    const hovered = this.#point === null ? null : this.#signals.pillAt(drawn, size, this.#point);
    const pill = hovered ?? this.#signals.chosenPill(drawn, size);
    if (pill === null || instrument === null) {
      this.#signalPanel?.hide();
      return;
    }
    const { signal, box } = pill;
    const beside = hovered === null || this.#point === null ? { xPx: box.x + box.width / 2, yPx: box.y + box.height / 2 } : this.#point;
    this.#signalPanel?.show(signal, instrument, placeOfBox(layout, box, beside), utcOffsetSec, newestSecOf(status) ?? signal.mark.event.confirmedSec);
  }

  /** The view as the scene draws it. */
  #snap(view: Viewport, layout: ChartLayout): Viewport {
    return this.grid.snap(view, plotSize(layout));
  }
}

function plotSize({ plot }: ChartLayout): PlotSize {
  return { widthPx: plot.width, heightPx: plot.height };
}

function hintFor({ startSec }: CellPlace, { selectedBar, footprintKey }: CrosshairSource): string {
  if (selectedBar === null || startSec < selectedBar.fromSec || startSec >= selectedBar.toSec) return "";
  return `Click again${footprintKey === "" ? "" : ` or ${footprintKey}`}: footprint`;
}

function isWithinData(cell: CellPlace, { firstSec, lastSec }: StreamStatus): boolean {
  return firstSec !== null && lastSec !== null && cell.startSec < lastSec && cell.startSec + cell.columnSec > firstSec;
}
