import "pixi.js/unsafe-eval";
import { CanvasRenderer, Container, RenderContainer, Ticker } from "pixi.js";
import type { ChartLayout } from "../../../core/view/chart-layout.ts";
import { DIRTY } from "../../../core/view/dirty.ts";
import type { FrameContext } from "../frame-context.ts";
import type { GlyphAtlas } from "../glyph-sheet.ts";
import type { Layer } from "../layer.ts";
import { REGION_NAMES, type RegionName, regionRect } from "../primitives/batch.ts";
import { themeColor } from "../primitives/color.ts";
import type { Surface, SurfaceCosts } from "../surface.ts";
import { sortBatches } from "./region-batches.ts";
import { RegionFrame } from "./region-frame.ts";
import { RegionPainter } from "./region-painter.ts";

/**
 * Nothing in the scene is batched. Pixi's own batcher would all the same be made with the first frame, and with it a WebGL context to try shaders in: tens of
 * milliseconds in a page that has just been opened.
 */
const NO_BATCHES = { buildStart(): void {}, buildEnd(): void {}, break(): void {}, upload(): void {}, destroyInstructionSet(): void {} };

/** What the shaders of all of a scene have in common: there are none, and Pixi would put it together anew for every frame. */
const NO_UNIFORMS = { start(): void {} };

const OTHER_REGIONS = REGION_NAMES.filter((region) => region !== "plot");

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
  Object.assign(renderer.renderPipes, { batch: NO_BATCHES });
  Object.assign(renderer.globalUniforms, NO_UNIFORMS);
  return new CanvasSurface(renderer, canvas, layout);
}

class CanvasSurface implements Surface {
  readonly kind = "canvas";
  readonly canvas: HTMLCanvasElement;
  readonly costs: SurfaceCosts = { uploadedBytes: 0, textureUploads: 0, drawCalls: 0 };
  readonly #renderer: CanvasRenderer;
  readonly #stage = new Container();
  readonly #pass = { container: this.#stage, clear: false };
  readonly #painter = new RegionPainter();
  #frames: Record<RegionName, RegionFrame>;
  #atlas: GlyphAtlas | null = null;
  #layout: ChartLayout;
  #layers: readonly Layer[] = [];
  #batches = sortBatches([]);
  #background = -1;
  /** `false` while the canvas does not show the frames yet. */
  #drawn = false;

  constructor(renderer: CanvasRenderer, canvas: HTMLCanvasElement, layout: ChartLayout) {
    this.#renderer = renderer;
    this.canvas = canvas;
    this.#layout = layout;
    this.#frames = makeFrames(layout);
    this.#stage.addChild(new RenderContainer({ label: "corner", render: () => this.#fillCorner() }));
    for (const region of REGION_NAMES) this.#stage.addChild(new RenderContainer({ label: region, render: () => this.#show(region) }));
    canvas.addEventListener("contextrestored", () => (this.#drawn = false));
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
    if (layers !== this.#layers) {
      this.#layers = layers;
      this.#batches = sortBatches(layers);
      this.#drawn = false;
    }
    const { plot } = this.#frames;
    if (this.#drawn && frame.level === DIRTY.cursor) this.#painter.movePlotCursor(plot, this.#batches.plot, frame, atlas);
    else this.#painter.paintPlot(plot, this.#batches.plot, frame, atlas);
    plot.isFresh = true;
    for (let index = 0; index < OTHER_REGIONS.length; index++) this.#paintOther(OTHER_REGIONS[index], frame, atlas);
    const background = themeColor(frame.state.style.background);
    if (background !== this.#background) this.#drawn = false;
    this.#background = background;
    this.costs.drawCalls = 0;
    this.#renderer.render(this.#pass);
    this.#drawn = true;
  }

  readPixels(): ImageData {
    const image = this.#renderer.canvasContext.rootContext.getImageData(0, 0, this.canvas.width, this.canvas.height);
    const pixels = new Uint32Array(image.data.buffer);
    for (let at = 0; at < pixels.length; at++) pixels[at] |= 0xff000000;
    return image;
  }

  destroy(): void {
    this.#stage.destroy({ children: true });
    this.#renderer.destroy();
  }

  #paintOther(region: RegionName, frame: FrameContext, atlas: GlyphAtlas): void {
    if (!isShown(this.#layout, region)) return;
    const target = this.#frames[region];
    if (this.#painter.paintOther(target, this.#batches[region], frame, atlas)) target.isFresh = true;
  }

  /** The corner right of the plot and below it, which the regions do not cover in full. */
  #fillCorner(): void {
    if (this.#drawn) return;
    const { widthPx, heightPx, plot } = this.#layout;
    const context = this.#renderer.canvasContext.activeContext;
    context.fillStyle = `#${this.#background.toString(16).padStart(6, "0")}`;
    context.fillRect(plot.width, plot.height, widthPx - plot.width, heightPx - plot.height);
  }

  #show(region: RegionName): void {
    const frame = this.#frames[region];
    if (!isShown(this.#layout, region) || (this.#drawn && !frame.isFresh)) return;
    frame.isFresh = false;
    this.#renderer.canvasContext.activeContext.putImageData(frame.image, frame.x, frame.y);
    this.costs.drawCalls++;
  }
}

function makeFrames(layout: ChartLayout): Record<RegionName, RegionFrame> {
  return {
    plot: new RegionFrame(regionRect(layout, "plot")),
    profile: new RegionFrame(regionRect(layout, "profile")),
    priceAxis: new RegionFrame(regionRect(layout, "priceAxis")),
    statistics: new RegionFrame(regionRect(layout, "statistics")),
    statisticsAxis: new RegionFrame(regionRect(layout, "statisticsAxis")),
    pane: new RegionFrame(regionRect(layout, "pane")),
    paneAxis: new RegionFrame(regionRect(layout, "paneAxis")),
    timeAxis: new RegionFrame(regionRect(layout, "timeAxis")),
  };
}

function isShown(layout: ChartLayout, region: RegionName): boolean {
  const { width, height } = regionRect(layout, region);
  return width > 0 && height > 0;
}
