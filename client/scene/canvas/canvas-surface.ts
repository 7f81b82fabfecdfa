import "pixi.js/unsafe-eval";
import { CanvasRenderer, Container, RenderContainer, Ticker } from "pixi.js";
import type { ChartLayout } from "../../../core/view/chart-layout.ts";
import { DIRTY } from "../../../core/view/dirty.ts";
import type { FrameContext } from "../frame-context.ts";
import type { GlyphAtlas } from "../glyph-atlas.ts";
import type { Layer } from "../layer.ts";
import { REGION_NAMES, type RegionName, regionRect } from "../primitives/batch.ts";
import { themeColor } from "../primitives/color.ts";
import type { Surface, SurfaceCosts } from "../surface.ts";
import { RegionFrame } from "./region-frame.ts";
import { RegionPainter } from "./region-painter.ts";

/**
 * A surface without a GPU: Pixi's canvas renderer, whose scene puts one image per region straight onto the 2D context. The images are painted
 * in memory (region-painter.ts), which on two cores is several times faster than a 2D call per cell, line or glyph.
 */
export async function createCanvasSurface(canvas: HTMLCanvasElement, layout: ChartLayout): Promise<Surface> {
  Ticker.system.autoStart = false;
  const renderer = new CanvasRenderer();
  await renderer.init({
    canvas,
    width: layout.widthPx,
    height: layout.heightPx,
    resolution: 1,
    antialias: false,
    autoDensity: false,
    clearBeforeRender: false,
    gcActive: false,
    skipExtensionImports: true,
  });
  return new CanvasSurface(renderer, canvas, layout);
}

class CanvasSurface implements Surface {
  readonly kind = "canvas";
  readonly canvas: HTMLCanvasElement;
  readonly costs: SurfaceCosts = { uploadedBytes: 0, textureUploads: 0, drawCalls: 0 };
  readonly #renderer: CanvasRenderer;
  readonly #stage = new Container();
  readonly #painter = new RegionPainter();
  #frames: Record<RegionName, RegionFrame>;
  #atlas: GlyphAtlas | null = null;
  #layout: ChartLayout;
  #background = 0;
  #drawn = false;

  constructor(renderer: CanvasRenderer, canvas: HTMLCanvasElement, layout: ChartLayout) {
    this.#renderer = renderer;
    this.canvas = canvas;
    this.#layout = layout;
    this.#frames = makeFrames(layout);
    this.#stage.addChild(new RenderContainer({ label: "corner", render: () => this.#fillCorner() }));
    for (const region of REGION_NAMES) this.#stage.addChild(new RenderContainer({ label: region, render: () => this.#show(region) }));
  }

  resize(layout: ChartLayout): void {
    this.#renderer.resize(layout.widthPx, layout.heightPx);
    this.#layout = layout;
    this.#frames = makeFrames(layout);
    this.#drawn = false;
  }

  setAtlas(atlas: GlyphAtlas): void {
    this.#atlas = atlas;
  }

  draw(frame: FrameContext, layers: readonly Layer[]): void {
    const atlas = this.#atlas;
    if (atlas === null) return;
    const { plot } = this.#frames;
    if (this.#drawn && frame.level === DIRTY.cursor) this.#painter.movePlotCursor(plot, frame, layers, atlas);
    else this.#painter.paintPlot(plot, frame, layers, atlas);
    for (const region of REGION_NAMES) {
      if (region !== "plot" && isShown(this.#layout, region)) this.#painter.paintAxis(this.#frames[region], region, frame, layers, atlas);
    }
    this.#drawn = true;
    this.#background = themeColor(frame.state.style.background);
    this.costs.drawCalls = 0;
    this.#renderer.render({ container: this.#stage, clear: false });
  }

  readPixels(): ImageData {
    return this.#renderer.canvasContext.rootContext.getImageData(0, 0, this.canvas.width, this.canvas.height);
  }

  destroy(): void {
    this.#stage.destroy({ children: true });
    this.#renderer.destroy();
  }

  /** The corner right of the plot and below it, which the regions do not cover in full. */
  #fillCorner(): void {
    const { widthPx, heightPx, plot } = this.#layout;
    const context = this.#renderer.canvasContext.activeContext;
    context.fillStyle = `#${this.#background.toString(16).padStart(6, "0")}`;
    context.fillRect(plot.width, plot.height, widthPx - plot.width, heightPx - plot.height);
  }

  #show(region: RegionName): void {
    if (!isShown(this.#layout, region)) return;
    const frame = this.#frames[region];
    this.#renderer.canvasContext.activeContext.putImageData(frame.image, frame.x, frame.y);
    this.costs.drawCalls++;
  }
}

function makeFrames(layout: ChartLayout): Record<RegionName, RegionFrame> {
  return {
    plot: new RegionFrame(regionRect(layout, "plot")),
    profile: new RegionFrame(regionRect(layout, "profile")),
    priceAxis: new RegionFrame(regionRect(layout, "priceAxis")),
    pane: new RegionFrame(regionRect(layout, "pane")),
    paneAxis: new RegionFrame(regionRect(layout, "paneAxis")),
    statistics: new RegionFrame(regionRect(layout, "statistics")),
    timeAxis: new RegionFrame(regionRect(layout, "timeAxis")),
  };
}

function isShown(layout: ChartLayout, region: RegionName): boolean {
  const { width, height } = regionRect(layout, region);
  return width > 0 && height > 0;
}
