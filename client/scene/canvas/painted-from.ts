import type { FrameContext } from "../frame-context.ts";
import type { GlyphAtlas } from "../glyph-sheet.ts";
import type { PaneScale } from "../pane-scale.ts";
import type { PixelScale } from "../pixel-grid.ts";
import type { Batch } from "../primitives/batch.ts";

/** Remembers what a region was painted from: a region whose batches neither changed nor moved keeps its picture. */
export class PaintedFrom {
  #batches: readonly Batch[] | null = null;
  #versions = 0;
  #background = 0;
  #atlas: GlyphAtlas | null = null;
  #scale: PixelScale | null = null;
  #pane: PaneScale | null = null;
  /** Where the view begins, as far as any batch depends on it. */
  #fromSec = 0;
  #lowTicks = 0;

  /** `true` when a frame would paint these batches as the frame before did; takes the frame over. */
  isSame(batches: readonly Batch[], frame: FrameContext, atlas: GlyphAtlas): boolean {
    let versions = 0;
    let followsTime = false;
    let followsPrice = false;
    for (let index = 0; index < batches.length; index++) {
      const batch = batches[index];
      versions += batch.quads.version + batch.lines.version + batch.glyphs.version;
      followsTime ||= batch.space.x === "time";
      followsPrice ||= batch.space.y === "price";
    }
    const isSame =
      batches === this.#batches &&
      versions === this.#versions &&
      frame.state.style.background === this.#background &&
      atlas === this.#atlas &&
      frame.scale === this.#scale &&
      frame.pane === this.#pane &&
      (!followsTime || frame.view.fromSec === this.#fromSec) &&
      (!followsPrice || frame.view.lowTicks === this.#lowTicks);
    if (isSame) return true;
    this.#batches = batches;
    this.#versions = versions;
    this.#background = frame.state.style.background;
    this.#atlas = atlas;
    this.#scale = frame.scale;
    this.#pane = frame.pane;
    this.#fromSec = frame.view.fromSec;
    this.#lowTicks = frame.view.lowTicks;
    return false;
  }
}
