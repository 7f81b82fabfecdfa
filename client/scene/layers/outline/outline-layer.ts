import { floorDiv } from "../../../../core/market/floor-div.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import type { PoolMirror } from "../../../../core/view/pool-mirror.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { KeptBatch } from "../../primitives/batch.ts";
import { type ImageColor, imageColor, mixColors } from "../../primitives/color.ts";
import { type OutlineStyle, packOutline } from "./outline-pack.ts";

/** CSS pixels of column width from which a body fits beside the numbers, and from which a line over the cells leaves enough of them. */
const BODY_CSS_PX = 8;
const LINE_CSS_PX = 3;
const UNDER_OPACITY = 0.4;
/** What is lost when a width is computed from the scale. */
const ROUNDING_PX = 1e-3;

/**
 * Candles or high-low lines along the left edge of each column. Zoomed out, where they would cover the cells, lines lie under the heat: they tie the cells
 * of a column together and hide none. First of all layers, for its batches are kept with the heat.
 */
export class OutlineLayer implements Layer {
  readonly name = "outline";
  readonly #under = new KeptBatch("under");
  readonly #over = new KeptBatch("over");
  readonly batches = [this.#under, this.#over];
  readonly #window = new PackWindow();
  #pool: PoolMirror | null = null;
  #poolVersion = 0;
  #kind = "";
  #theme: Theme | null = null;
  #hairlinePx = 0;
  #pixelRatio = 0;

  prepare(frame: FrameContext): void {
    const { pool, outline } = frame.state;
    const poolVersion = pool?.version ?? 0;
    const { theme } = frame.state;
    const { hairlinePx } = frame;
    const { pixelRatio } = frame.layout;
    const covered = this.#window.stillCovers(frame, false);
    const looksSame = outline === this.#kind && theme === this.#theme && hairlinePx === this.#hairlinePx && pixelRatio === this.#pixelRatio;
    if (covered && pool === this.#pool && poolVersion === this.#poolVersion && looksSame) return;
    this.#pool = pool;
    this.#poolVersion = poolVersion;
    if (!looksSame) for (const batch of this.batches) batch.look++;
    this.#kind = outline;
    this.#theme = theme;
    this.#hairlinePx = hairlinePx;
    this.#pixelRatio = pixelRatio;
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
  const strength = columnCssPx >= BODY_CSS_PX ? 1 : 0.7;
  const colorOf = (color: number): ImageColor =>
    columnCssPx < LINE_CSS_PX ? imageColor(color, UNDER_OPACITY) : imageColor(mixColors(theme.background, color, strength));
  return {
    linePx: Math.max(1, Math.min(frame.hairlinePx, Math.floor(columnCssPx * frame.layout.pixelRatio + ROUNDING_PX))),
    bodyPx: body ? frame.hairlinePx * 3 : 0,
    up: colorOf(theme.buy),
    down: colorOf(theme.sell),
    flat: colorOf(theme.muted),
  };
}
