import type { ExportFormat } from "../protocol/export/export-rows.ts";
import type { EngineControl, ExportedRange, ExportListener } from "../protocol/worker-api.ts";
import type { ChartCamera } from "./chart-camera.ts";
import { countText, reasonOf } from "./chart-text.ts";
import { ExportProgress } from "./export-progress.ts";
import { pickTextFile, saveFile } from "./share-view.ts";
import type { ChoicesStore } from "./state/choices-store.ts";
import { FIRST_LAYOUT, type Layout, layoutOf, readLayout, writeLayout } from "./state/layout-file.ts";

/** What files are made of. */
export interface FiledChart {
  readonly choices: ChoicesStore;
  readonly camera: Pick<ChartCamera, "view">;
  readonly symbol: string;
}

/** The call of the engine that is used. */
export type ExportRange = (query: Parameters<EngineControl["exportRange"]>[0], onRows: ExportListener) => Promise<ExportedRange | null>;

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = { csv: "csv", arrow: "arrow" };
const MAX_LAYOUT_BYTES = 1_000_000;

/** Files that leave the page and come back to it: the market of the window as data, and the layout as settings. */
export class ChartFiles {
  readonly #chart: FiledChart;
  readonly #exportRange: ExportRange;
  /** The layout before the last one was put in its place. */
  #before: Layout | null = null;

  constructor(chart: FiledChart, exportRange: ExportRange) {
    this.#chart = chart;
    this.#exportRange = exportRange;
  }

  /** Saves the seconds of the window with all their price levels, and says what is in the file, or why there is none; how far it has come, where that takes a while. */
  async exportRange(format: ExportFormat): Promise<void> {
    const { camera, symbol } = this.#chart;
    const { view } = camera;
    if (view === null) return this.#say("There are no data yet: there is nothing to export.");
    const progress = new ExportProgress(this.#chart.choices, performance.now());
    try {
      const range = await this.#exportRange({ symbol, fromSec: view.fromSec, toSec: view.toSec, format }, (rows, allRows) => progress.note(rows, allRows, performance.now()));
      progress.end();
      if (range === null) return this.#say("There are no data yet: there is nothing to export.");
      const name = `${fileName(symbol)}-${clockName(range.fromSec)}-${clockName(range.toSec)}.${EXTENSIONS[format]}`;
      saveFile(range.content, name);
      this.#say(exportSentence(range, name));
    } catch (error) {
      progress.end();
      this.#say(`${reasonOf(error)}.`);
    }
  }

  /** Saves layout, settings and keys as a JSON file. */
  saveLayout(): void {
    const { choices } = this.#chart;
    const state = choices.getState();
    saveFile(new Blob([writeLayout(layoutOf(state, state.openPanels))], { type: "application/json" }), "flowglass-layout.json");
    this.#say("The layout is saved as flowglass-layout.json.");
  }

  /** Lets the user choose a layout file. One in which anything is wrong changes nothing, and all that is wrong is said. */
  async openLayout(): Promise<void> {
    const text = await pickTextFile(".json,application/json", MAX_LAYOUT_BYTES).catch((error: unknown) => {
      this.#say(`The file cannot be read: ${reasonOf(error)}.`, "Nothing was changed.");
      return null;
    });
    if (text === null) return;
    const reading = text === "too large" ? { problems: ["The file is larger than 1 MB: it is no layout."] } : readLayout(text);
    if ("problems" in reading) this.#say(...reading.problems, "Nothing was changed.");
    else this.#replace(reading.layout, "The layout of the file is in place");
  }

  /** All settings, keys and panels as on a first visit. */
  resetEverything(): void {
    this.#replace(FIRST_LAYOUT, "Everything is as on a first visit");
  }

  /** The layout before the last file or reset. */
  undo(): void {
    if (this.#before === null) this.#say("No layout was opened or reset on this visit.");
    else this.#replace(this.#before, "The layout is as it was before");
  }

  #replace({ choices: chosen, openPanels }: Layout, sentence: string): void {
    const { choices } = this.#chart;
    const state = choices.getState();
    this.#before = layoutOf(state, state.openPanels);
    choices.setState({ ...chosen, openPanels: openPanels ?? state.openPanels, sheet: "none" });
    this.#say(`${sentence}. “Undo the last change of the layout” takes it back.`);
  }

  #say(...problems: readonly string[]): void {
    this.#chart.choices.setState({ problems });
  }
}

function exportSentence({ fromSec, toSec, bars, rows, gaps, estimated }: ExportedRange, name: string): string {
  const parts = [
    `${name}: ${countText(rows)} rows, one per second and price, of ${countText(bars)} seconds with trades in the ${countText(toSec - fromSec)} seconds of the window, at all prices.`,
    gaps === 0 ? "No second is missing." : `${countText(gaps)} ${gaps === 1 ? "gap is" : "gaps are"} stated in it.`,
    estimated === 0 ? "" : `${countText(estimated)} seconds came without prices: their volume stands on the close.`,
  ];
  return parts.join(" ").trim();
}

function fileName(symbol: string): string {
  return symbol.replace(/[/:]/g, "-");
}

function clockName(sec: number): string {
  return new Date(sec * 1000).toISOString().slice(0, 19).replaceAll(":", "");
}
