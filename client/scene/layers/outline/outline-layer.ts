import { floorDiv } from "../../../../core/market/floor-div.ts";
import type { PoolMirror } from "../../../../core/view/pool-mirror.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { type OutlineStyle, packOutline } from "./outline-pack.ts";

/** CSS pixels of column width from which a body fits beside the numbers, and from which a line over the cells leaves enough of them. */
const BODY_CSS_PX = 8;
const LINE_CSS_PX = 3;

/**
 * Candles or high-low lines along the left edge of each column. Zoomed out, where they would cover the cells, lines lie under the heat: they tie the cells
 * of a column together and hide none.
 */
export class OutlineLayer implements Layer {
  readonly name = "outline";
  readonly #under = new Batch("plot", "under", { x: "time", y: "price" });
  readonly #over = new Batch("plot", "over", { x: "time", y: "price" });
  readonly batches = [this.#under, this.#over];
  readonly #window = new PackWindow();
  #pool: PoolMirror | null = null;
  #poolVersion = 0;
  #kind = "";

  prepare(frame: FrameContext): void {
    const { pool, outline } = frame.state;
    const poolVersion = pool?.version ?? 0;
    const covered = this.#window.stillCovers(frame, false);
    if (covered && pool === this.#pool && poolVersion === this.#poolVersion && outline === this.#kind) return;
    this.#pool = pool;
    this.#poolVersion = poolVersion;
    this.#kind = outline;
    for (const batch of this.batches) batch.clear();
    if (pool === null || outline === "off") return;
    const columnCssPx = (pool.columnSec * frame.scale.pxPerSec) / frame.layout.pixelRatio;
    const batch = columnCssPx < LINE_CSS_PX ? this.#under : this.#over;
    batch.originSec = this.#window.originSec;
    batch.originTicks = this.#window.originTicks;
    const { window } = this.#window;
    const from = floorDiv(window.fromSec, pool.columnSec) - pool.firstColumn;
    const to = floorDiv(window.toSec, pool.columnSec) - pool.firstColumn + 1;
    packOutline(batch, pool, from, to, styleOf(frame, columnCssPx));
  }
}

function styleOf(frame: FrameContext, columnCssPx: number): OutlineStyle {
  const { theme, outline } = frame.state;
  const body = outline === "candles" && columnCssPx >= BODY_CSS_PX;
  const opacity = columnCssPx >= BODY_CSS_PX ? 1 : columnCssPx >= LINE_CSS_PX ? 0.7 : 0.4;
  return {
    linePx: frame.hairlinePx,
    bodyPx: body ? frame.hairlinePx * 3 : 0,
    up: imageColor(theme.buy, opacity),
    down: imageColor(theme.sell, opacity),
    flat: imageColor(theme.muted, opacity),
  };
}
