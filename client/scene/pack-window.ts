import { DIRTY } from "../../core/view/dirty.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import { GUARD, PANNED_GUARD } from "./guard.ts";
import type { FrameContext } from "./frame-context.ts";
import type { PixelScale } from "./pixel-grid.ts";
import type { GlyphFaces } from "./primitives/glyph-face.ts";
import type { Theme } from "../../core/view/theme.ts";

const NOWHERE: Viewport = { fromSec: 0, toSec: 0, lowTicks: 0, highTicks: 0 };

/** Remembers for which window, scale and look a layer was packed, and says when that is no longer enough. */
export class PackWindow {
  #window = NOWHERE;
  #scale: PixelScale | null = null;
  #faces: GlyphFaces | null = null;
  #theme: Theme | null = null;
  readonly #axes: "both" | "time" | "price";

  /** @param axes those that what is packed is cut to; along the other one the window may be that of an earlier view. */
  constructor(axes: "both" | "time" | "price" = "both") {
    this.#axes = axes;
  }

  /** The packed part of the market: the view and its guard bands. */
  get window(): Viewport {
    return this.#window;
  }

  /** Whole seconds and ticks near the window's middle: a batch's origin. */
  get originSec(): number {
    return Math.round((this.#window.fromSec + this.#window.toSec) / 2);
  }

  get originTicks(): number {
    return Math.round((this.#window.lowTicks + this.#window.highTicks) / 2);
  }

  /**
   * `true` when what was packed still serves this frame. Otherwise the window is set anew around the view, and the layer has to pack.
   * @param followsData the layer shows data, so a frame with new data needs packing.
   */
  stillCovers(frame: FrameContext, followsData: boolean): boolean {
    const { view, scale, faces } = frame;
    const { theme } = frame.state;
    const sameLook = scale === this.#scale && faces === this.#faces && theme === this.#theme;
    const packed = this.#window;
    const holdsTime = this.#axes === "price" || (view.fromSec >= packed.fromSec && view.toSec <= packed.toSec);
    const holdsPrice = this.#axes === "time" || (view.lowTicks >= packed.lowTicks && view.highTicks <= packed.highTicks);
    if (sameLook && holdsTime && holdsPrice && !(followsData && frame.level >= DIRTY.data)) return true;
    this.#scale = scale;
    this.#faces = faces;
    this.#theme = theme;
    const isNear = view.fromSec < packed.toSec && view.toSec > packed.fromSec && view.lowTicks < packed.highTicks && view.highTicks > packed.lowTicks;
    const isPanned = sameLook && isNear;
    const guardSec = (view.toSec - view.fromSec) * (isPanned && !holdsTime ? PANNED_GUARD : GUARD);
    const guardTicks = (view.highTicks - view.lowTicks) * (isPanned && !holdsPrice ? PANNED_GUARD : GUARD);
    this.#window = {
      fromSec: view.fromSec - guardSec,
      toSec: view.toSec + guardSec,
      lowTicks: view.lowTicks - guardTicks,
      highTicks: view.highTicks + guardTicks,
    };
    return false;
  }
}
