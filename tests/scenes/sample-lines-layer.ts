import type { FrameContext } from "../../client/scene/frame-context.ts";
import type { Layer } from "../../client/scene/layer.ts";
import { Batch } from "../../client/scene/primitives/batch.ts";
import { imageColor } from "../../client/scene/primitives/color.ts";
import { MARK_SHAPES } from "../../client/scene/primitives/glyph-face.ts";
import { pushPill } from "../../client/scene/primitives/pill.ts";
import { dashX } from "../../client/scene/primitives/quad-list.ts";
import { seededRandom } from "../../client/gallery/seeded-random.ts";

/** Lines of every kind in every stage, and a pill of every shape: what both renderers must draw alike. */
export class SampleLinesLayer implements Layer {
  readonly name = "sample-lines";
  readonly #under = new Batch("plot", "under", { x: "time", y: "price" });
  readonly #over = new Batch("plot", "over", { x: "time", y: "price" });
  readonly #axis = new Batch("timeAxis", "over", { x: "time", y: "screen" });
  readonly #cursor = new Batch("plot", "cursor", { x: "screen", y: "screen" });
  readonly batches = [this.#under, this.#over, this.#axis, this.#cursor];
  #fromSec = Number.NaN;

  prepare(frame: FrameContext): void {
    const { view } = frame;
    if (view.fromSec === this.#fromSec) return;
    this.#fromSec = view.fromSec;
    const { theme } = frame.state;
    const spanSec = view.toSec - view.fromSec;
    const spanTicks = view.highTicks - view.lowTicks;
    for (const batch of this.batches) {
      batch.clear();
      batch.originSec = batch.space.x === "time" ? Math.round(view.fromSec + spanSec / 3) : 0;
      batch.originTicks = Math.round(view.lowTicks + spanTicks / 2);
    }
    this.#under.lines.beginArea(0, imageColor(theme.buy, 0.3), imageColor(theme.sell, 0.3));
    walk(this.#under, 5, spanSec, spanTicks / 8, 300);
    this.#under.lines.beginLine({ color: imageColor(theme.vwap), widthPx: 1.5 });
    walk(this.#under, 5, spanSec, spanTicks / 8, 300);
    for (const [seed, widthPx, opacity] of [[6, 1, 0.5], [7, 2, 0.7], [8, 3, 1]]) {
      this.#over.lines.beginLine({ color: imageColor(theme.accent, opacity), widthPx, ...(seed === 7 ? { dash: dashX(7, 4) } : {}) });
      walk(this.#over, seed, spanSec, spanTicks / 4, seed === 6 ? 3000 : 40);
    }
    this.#over.lines.beginLine({ color: imageColor(theme.warning), widthPx: 2, crisp: true });
    steps(this.#over, spanSec, spanTicks / 3);
    MARK_SHAPES.forEach((shape, index) => {
      const color = imageColor(index % 2 === 0 ? theme.buy : theme.sell);
      const style = { marks: frame.faces.marks, face: frame.faces.cellBold, hairlinePx: frame.hairlinePx, fill: imageColor(theme.background, 0.85), edge: color, mark: color, text: color };
      pushPill(this.#over, 0, 0, -180, (index - 4) * 30, { shape, text: shape.toUpperCase() }, style);
      pushPill(this.#over, 0, 0, 20, (index - 4) * 30, { shape, text: "" }, { ...style, fill: color, mark: imageColor(theme.onFill), edge: 0 });
    });
    this.#axis.lines.beginLine({ color: imageColor(theme.warning, 0.8), widthPx: 1 });
    for (let x = -spanSec; x < spanSec; x += spanSec / 50) this.#axis.lines.push(x, 14 + 30 * Math.sin(x));
    this.#cursor.lines.beginLine({ color: imageColor(theme.text, 0.6), widthPx: 2 });
    for (let x = 0; x < 400; x += 7) this.#cursor.lines.push(x, 200 + 100 * Math.sin(x / 40));
  }
}

function walk(batch: Batch, seed: number, spanSec: number, reach: number, points: number): void {
  const random = seededRandom(seed);
  let y = 0;
  for (let point = 0; point < points; point++) {
    y = y * 0.98 + (random() - 0.5) * reach * (random() < 0.05 ? 3 : 0.4);
    batch.lines.push((point / points - 0.5) * 2 * spanSec, y);
    if (point === points >> 1) batch.lines.breakRun();
  }
}

function steps(batch: Batch, spanSec: number, reach: number): void {
  const random = seededRandom(9);
  let y = 0;
  for (let x = -spanSec; x < spanSec; x += spanSec / 30) {
    batch.lines.push(x, y);
    y = Math.round((random() - 0.5) * reach);
    batch.lines.push(x, y);
  }
}
