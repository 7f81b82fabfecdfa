import { floorDiv } from "../../../../core/market/units.ts";
import type { CellPool } from "../../../../core/view/cell-pool.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { type OutlineStyle, packOutline } from "./outline-pack.ts";

/** CSS pixels of column width from which a body fits beside the numbers, and from which a line does not hide the cells. */
const BODY_CSS_PX = 8;
const LINE_CSS_PX = 3;

/** Candles or high-low lines beside the cells of each column. */
export class OutlineLayer implements Layer {
  readonly name = "outline";
  readonly #batch = new Batch("plot", "over", { x: "time", y: "price" });
  readonly batches = [this.#batch];
  readonly #window = new PackWindow();
  #pool: CellPool | null = null;
  #kind = "";

  prepare(frame: FrameContext): void {
    const { pool, outline } = frame.state;
    const covered = this.#window.stillCovers(frame, true);
    if (covered && pool === this.#pool && outline === this.#kind) return;
    this.#pool = pool;
    this.#kind = outline;
    this.#batch.clear();
    if (pool === null || outline === "off") return;
    const style = styleOf(frame, pool.columnSec * frame.scale.pxPerSec);
    if (style === null) return;
    const { window } = this.#window;
    this.#batch.originSec = this.#window.originSec;
    this.#batch.originTicks = this.#window.originTicks;
    const from = floorDiv(window.fromSec, pool.columnSec) - pool.firstColumn;
    const to = floorDiv(window.toSec, pool.columnSec) - pool.firstColumn + 1;
    packOutline(this.#batch, pool, from, to, style);
  }
}

/** Columns too narrow for a line beside their cells get none: the cells themselves reach from high to low. */
function styleOf(frame: FrameContext, columnPx: number): OutlineStyle | null {
  const { theme, outline } = frame.state;
  const columnCssPx = columnPx / frame.layout.pixelRatio;
  if (columnCssPx < LINE_CSS_PX) return null;
  const body = outline === "candles" && columnCssPx >= BODY_CSS_PX;
  const opacity = columnCssPx >= BODY_CSS_PX ? 1 : 0.7;
  return {
    linePx: frame.hairlinePx,
    bodyPx: body ? frame.hairlinePx * 3 : 0,
    up: imageColor(theme.buy, opacity),
    down: imageColor(theme.sell, opacity),
    flat: imageColor(theme.muted, opacity),
  };
}
