import type { ChartLayout } from "../../../../core/view/chart-layout.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { pricePadPx } from "../../axis-tags.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import type { GlyphFaces } from "../../primitives/glyph-face.ts";
import type { SceneStudies } from "../../scene-studies.ts";
import { packStatistics, STATISTICS } from "./statistics-pack.ts";

const PAD_CSS_PX = 2;

/** The numbers of each bar in rows below the plot, and the names of the rows on the axis. */
export class StatisticsLayer implements Layer {
  readonly name = "statistics";
  readonly #cells = new Batch("statistics", "over", { x: "time", y: "screen" });
  readonly #frame = new Batch("statistics", "over", { x: "screen", y: "screen" });
  readonly #names = new Batch("statisticsAxis", "over", { x: "screen", y: "screen" });
  readonly batches = [this.#cells, this.#frame, this.#names];
  readonly #window = new PackWindow();
  #studies: SceneStudies | null = null;
  #layout: ChartLayout | null = null;
  #theme: Theme | null = null;
  #faces: GlyphFaces | null = null;

  prepare(frame: FrameContext): void {
    const { studies, theme } = frame.state;
    const isArranged = frame.layout === this.#layout && theme === this.#theme && frame.faces === this.#faces;
    if (isArranged && frame.layout.statistics.height === 0) return;
    this.#layout = frame.layout;
    this.#theme = theme;
    this.#faces = frame.faces;
    if (!isArranged) this.#packNames(frame);
    if (this.#window.stillCovers(frame, false) && isArranged && studies === this.#studies) return;
    this.#studies = studies;
    this.#packCells(frame);
  }

  #packCells(frame: FrameContext): void {
    const { layout, hairlinePx, scale, faces } = frame;
    const { studies, theme, instrument } = frame.state;
    this.#cells.clear();
    if (layout.statistics.height === 0 || studies.footprint === null || instrument === null) return;
    const { fromSec, toSec } = this.#window.window;
    this.#cells.originSec = this.#window.originSec;
    packStatistics(this.#cells, studies.footprint, {
      fromSec,
      toSec,
      barSec: studies.barSec,
      barPx: Math.floor(studies.barSec * scale.pxPerSec),
      rowPx: rowPxOf(frame),
      topPx: 2 * hairlinePx,
      hairlinePx,
      padPx: Math.round(PAD_CSS_PX * layout.pixelRatio),
      face: faces.cell,
      lot: instrument.lot,
      neutral: theme.muted,
      buy: theme.buy,
      sell: theme.sell,
      text: imageColor(theme.text),
      doubt: imageColor(theme.warning, 0.45),
    });
  }

  #packNames(frame: FrameContext): void {
    this.#frame.clear();
    this.#names.clear();
    const { layout, hairlinePx, faces } = frame;
    if (layout.statistics.height === 0) return;
    const { theme } = frame.state;
    const line = imageColor(theme.line);
    const rowPx = rowPxOf(frame);
    this.#frame.quads.push(0, 0, layout.statistics.width, 0, 0, 0, 0, hairlinePx, line);
    this.#names.quads.push(0, 0, layout.statisticsAxis.width, 0, 0, 0, 0, hairlinePx, line);
    this.#names.quads.push(0, 0, 0, layout.statisticsAxis.height, 0, 0, hairlinePx, 0, line);
    for (const [row, { name }] of STATISTICS.entries()) {
      const baseline = 2 * hairlinePx + row * rowPx + ((rowPx - hairlinePx + faces.cell.capHeightPx) >> 1);
      this.#names.glyphs.pushText(faces.cell, name, 0, 0, pricePadPx(frame), baseline, imageColor(theme.muted));
    }
  }
}

function rowPxOf({ layout, hairlinePx }: FrameContext): number {
  return Math.floor((layout.statistics.height - 2 * hairlinePx) / STATISTICS.length);
}
