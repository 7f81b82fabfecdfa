import { dashX, SOLID } from "../../primitives/quad-list.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { profileLevels } from "../../profile-levels.ts";
import type { ProfilePicture } from "../../scene-studies.ts";
import { mergeRows, packProfileBars, type ProfileStyle } from "./profile-pack.ts";

/** Longest bar over the plot, as a share of its width. */
const SHARE = 0.14;
const NODE_CSS_PX = 4;
/** How strong bars are inside and outside of the value area: beside the plot, where nothing traded, and, beyond that, upon cells, which say more. */
const OPACITIES = { beside: [0.85, 0.4], under: [0.44, 0.16], over: [0.12, 0.06] } as const;

/**
 * Volume at every price along the right edge, with lines at its point of control and the edges of its value area: beside the plot, or upon it. There the
 * bars lie under the cells and shine through them so faintly that colours and numbers stay what they are.
 */
export class ProfileLayer implements Layer {
  readonly name = "profile";
  readonly #under = new Batch("plot", "under", { x: "screen", y: "price" });
  readonly #over = new Batch("plot", "over", { x: "screen", y: "price" });
  readonly #beside = new Batch("profile", "over", { x: "screen", y: "price" });
  readonly #lines = new Batch("plot", "over", { x: "screen", y: "price" });
  readonly batches = [this.#under, this.#over, this.#beside, this.#lines];
  readonly #window = new PackWindow("price");
  #row: Int32Array | null = null;
  #placement: ProfilePicture["placement"] | null = null;

  prepare(frame: FrameContext): void {
    const picture = frame.state.studies.profile;
    const same = (picture?.row ?? null) === this.#row && (picture?.placement ?? null) === this.#placement;
    if (this.#window.stillCovers(frame, false) && same) return;
    this.#row = picture?.row ?? null;
    this.#placement = picture?.placement ?? null;
    for (const batch of this.batches) {
      batch.clear();
      batch.originTicks = this.#window.originTicks;
    }
    if (picture === null || frame.state.instrument === null) return;
    const merged = mergeRows(picture, frame.scale.pxPerTick);
    const { window } = this.#window;
    if (picture.placement === "beside") packProfileBars(this.#beside, picture, merged, window, styleOf(frame, "beside"));
    else {
      packProfileBars(this.#under, picture, merged, window, styleOf(frame, "under"));
      packProfileBars(this.#over, picture, merged, window, styleOf(frame, "over"));
    }
    this.#packLines(frame);
  }

  #packLines(frame: FrameContext): void {
    const { hairlinePx, layout } = frame;
    const { theme } = frame.state;
    for (const { name, ticks } of profileLevels(frame.state)) {
      const isFact = name === "POC";
      const y = ticks - this.#lines.originTicks;
      const color = imageColor(isFact ? theme.pointOfControl : theme.muted, 0.85);
      this.#lines.quads.push(0, y, layout.plot.width, y, 0, 0, 0, hairlinePx, color, isFact ? SOLID : dashX(5 * hairlinePx, 4 * hairlinePx));
    }
  }
}

function styleOf({ state, layout }: FrameContext, place: keyof typeof OPACITIES): ProfileStyle {
  const { theme } = state;
  const isBeside = place === "beside";
  const [inside, outside] = OPACITIES[place];
  const nodePx = Math.round(NODE_CSS_PX * layout.pixelRatio);
  const rightPx = (isBeside ? layout.profile : layout.plot).width - nodePx;
  return {
    rightPx,
    longestPx: Math.max(1, isBeside ? rightPx - nodePx : Math.round(layout.plot.width * SHARE)),
    buy: imageColor(theme.buy, inside),
    sell: imageColor(theme.sell, inside),
    buyOutside: imageColor(theme.buy, outside),
    sellOutside: imageColor(theme.sell, outside),
    highNode: imageColor(theme.pointOfControl, 0.9),
    lowNode: imageColor(theme.faint, 0.9),
    nodePx: place === "under" ? 0 : nodePx,
  };
}
