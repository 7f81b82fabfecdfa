import { dashX, SOLID } from "../../primitives/quad-list.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { profileLevels } from "../../profile-levels.ts";
import type { ProfilePicture } from "../../scene-studies.ts";
import { packProfileBars, type ProfileStyle } from "./profile-pack.ts";

/** Longest bar over the plot, as a share of its width. */
const SHARE = 0.14;
const NODE_CSS_PX = 4;

/** Volume at every price along the right edge, over the plot or beside it, with lines at its point of control and the edges of its value area. */
export class ProfileLayer implements Layer {
  readonly name = "profile";
  readonly #over = new Batch("plot", "over", { x: "screen", y: "price" });
  readonly #beside = new Batch("profile", "over", { x: "screen", y: "price" });
  readonly #lines = new Batch("plot", "over", { x: "screen", y: "price" });
  readonly batches = [this.#over, this.#beside, this.#lines];
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
    packProfileBars(picture.placement === "over" ? this.#over : this.#beside, picture, styleOf(frame, picture.placement));
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

function styleOf({ state, layout, scale }: FrameContext, placement: ProfilePicture["placement"]): ProfileStyle {
  const { theme } = state;
  const isOver = placement === "over";
  const [inside, outside] = isOver ? [0.5, 0.22] : [0.85, 0.4];
  const nodePx = Math.round(NODE_CSS_PX * layout.pixelRatio);
  const rightPx = (isOver ? layout.plot : layout.profile).width - nodePx;
  return {
    rightPx,
    longestPx: Math.max(1, isOver ? Math.round(layout.plot.width * SHARE) : rightPx - nodePx),
    buy: imageColor(theme.buy, inside),
    sell: imageColor(theme.sell, inside),
    buyOutside: imageColor(theme.buy, outside),
    sellOutside: imageColor(theme.sell, outside),
    highNode: imageColor(theme.pointOfControl, 0.9),
    lowNode: imageColor(theme.faint, 0.9),
    nodePx,
    pxPerTick: scale.pxPerTick,
  };
}
