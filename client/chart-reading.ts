import type { ParsedInstrument } from "../core/market/instrument.ts";
import { formatDelta, formatPrice, formatVolume } from "../core/view/number-format.ts";
import { placePanel } from "../core/view/panel-placement.ts";
import type { TrailSpan } from "../core/view/trail-span.ts";
import type { TrailReading } from "../protocol/trail.ts";
import type { CellContent, CellPlace, ReadingPlace } from "./chart-cell.ts";
import { clockText } from "../core/view/clock-text.ts";
import { countText } from "./chart-text.ts";
import { trailSpanText } from "./chart-trail.ts";
import { trailWords } from "./trail-words.ts";

const LINES = ["Bid", "Ask", "Delta", "Trades", "Ratio"] as const;
/** Of the heat trail in the cell's row. */
const TRAIL_LINES = ["Volume", "of it sold", "of it bought"] as const;
type Line = (typeof LINES)[number] | (typeof TRAIL_LINES)[number];
const SPACING_CSS_PX = 12;
const WAITING = "·";

/** What else is said of a cell. */
export interface ReadingContext {
  /** How far the heat trail on the screen looks back; null without one. What traded in the cell's row in that time is told apart from what traded in the cell. */
  readonly trailSpan: TrailSpan | null;
  /** First second of the data, null where older ones may come. */
  readonly firstSec: number | null;
  /** Local time minus UTC, of the clock that was chosen. */
  readonly utcOffsetSec: number;
  /** What a click on the cell would do, or "". */
  readonly hint: string;
}

/**
 * The exact content of the cell under the crosshair, as a panel beside it. Written straight into the page in the frame loop, so it moves with the
 * crosshair; text is touched only when it changes.
 */
export class ReadingPanel {
  readonly #panel = document.createElement("div");
  readonly #title = document.createElement("header");
  readonly #values = new Map<Line, HTMLElement>();
  readonly #trail = document.createElement("div");
  readonly #note = document.createElement("footer");
  readonly #hint = document.createElement("footer");
  #cell = "";
  #isShown = false;
  #size = { width: 0, height: 0 };

  constructor(host: HTMLElement) {
    this.#panel.className = "reading";
    this.#panel.setAttribute("aria-hidden", "true");
    this.#panel.append(this.#title);
    for (const line of LINES) this.#addLine(line, line === "Bid" ? "bid" : line === "Ask" ? "ask" : undefined);
    this.#panel.append(this.#note, this.#trail);
    this.#trail.className = "reading-trail";
    for (const line of TRAIL_LINES) this.#addLine(line, line === "of it sold" ? "bid" : line === "of it bought" ? "ask" : undefined, "trail");
    this.#hint.className = "reading-hint";
    this.#panel.append(this.#hint);
    host.append(this.#panel);
  }

  /**
   * Shows a cell. While the engine has not answered (`content` null) a panel that is open waits with blanks, and one that is closed stays closed.
   */
  show(cell: CellPlace, content: CellContent | null, instrument: ParsedInstrument, place: ReadingPlace, context: ReadingContext): void {
    if (content === null && !this.#isShown) return;
    this.#write(cell, content, instrument, context);
    const { x, y } = placePanel(place.cell, this.#size, place.plot, place.pointer, SPACING_CSS_PX);
    this.#panel.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    if (!this.#isShown) this.#panel.toggleAttribute("data-shown", (this.#isShown = true));
  }

  hide(): void {
    if (this.#isShown) this.#panel.toggleAttribute("data-shown", (this.#isShown = false));
  }

  destroy(): void {
    this.#panel.remove();
  }

  #addLine(line: Line, side?: string, part?: "trail"): void {
    const label = document.createElement("dt");
    const value = document.createElement("dd");
    label.textContent = line;
    if (side !== undefined) value.dataset.side = side;
    if (part !== undefined) label.dataset.part = value.dataset.part = part;
    this.#values.set(line, value);
    this.#panel.append(label, value);
  }

  #write(cell: CellPlace, content: CellContent | null, instrument: ParsedInstrument, context: ReadingContext): void {
    const { utcOffsetSec, firstSec, hint, trailSpan } = context;
    const said = `${utcOffsetSec} ${firstSec} ${hint} ${trailSpan === null ? "" : trailSpanText(trailSpan)} ${cell.startSec} ${cell.columnSec} ${cell.lowTicks} ${cell.ticksPerRow} ${instrument.symbol} ${JSON.stringify(content)}`;
    if (said === this.#cell) return;
    this.#cell = said;
    this.#title.textContent = titleOf(cell, instrument, utcOffsetSec);
    const isEmpty = content !== null && content.trades === 0;
    this.#panel.toggleAttribute("data-empty", isEmpty);
    this.#panel.toggleAttribute("data-gap", content?.gap === true);
    const delta = content === null ? 0 : content.askLots - content.bidLots;
    this.#set("Bid", content === null ? WAITING : formatVolume(content.bidLots, instrument.lot));
    this.#set("Ask", content === null ? WAITING : formatVolume(content.askLots, instrument.lot));
    this.#set("Delta", content === null ? WAITING : formatDelta(delta, instrument.lot), delta > 0 ? "ask" : delta < 0 ? "bid" : "");
    this.#set("Trades", content === null ? WAITING : countText(content.trades));
    this.#set("Ratio", content === null ? WAITING : ratioText(content));
    this.#note.textContent = noteOf(content, isEmpty);
    this.#hint.textContent = hint;
    this.#panel.toggleAttribute("data-trail", trailSpan !== null);
    if (trailSpan !== null) this.#writeTrail(content?.trail ?? null, instrument, trailSpan, context);
    this.#size = { width: this.#panel.offsetWidth, height: this.#panel.offsetHeight };
  }

  #writeTrail(trail: TrailReading | null, { lot }: ParsedInstrument, span: TrailSpan, { firstSec, utcOffsetSec }: ReadingContext): void {
    this.#trail.textContent = trailWords(span, trail?.fromSec ?? null, firstSec, utcOffsetSec);
    this.#set("Volume", trail === null ? WAITING : formatVolume(trail.bidLots + trail.askLots, lot));
    this.#set("of it sold", trail === null ? WAITING : formatVolume(trail.bidLots, lot));
    this.#set("of it bought", trail === null ? WAITING : formatVolume(trail.askLots, lot));
  }

  #set(line: Line, text: string, side?: string): void {
    const value = this.#values.get(line);
    if (value === undefined) return;
    value.textContent = text;
    if (side !== undefined) value.dataset.side = side;
  }
}

function titleOf(cell: CellPlace, instrument: ParsedInstrument, utcOffsetSec: number): string {
  const startSec = cell.startSec + utcOffsetSec;
  const time = cell.columnSec === 1 ? clockText(startSec) : `${clockText(startSec)} – ${clockText(startSec + cell.columnSec)}`;
  const low = formatPrice(cell.lowTicks, instrument.tick);
  const price = cell.ticksPerRow === 1 ? low : `${low} – ${formatPrice(cell.lowTicks + cell.ticksPerRow - 1, instrument.tick)}`;
  return `${time}\n${price}`;
}

/** The larger side over the smaller one, named: `2.5 × ask`. */
function ratioText({ bidLots, askLots }: CellContent): string {
  if (bidLots === 0 || askLots === 0) return bidLots === askLots ? "–" : askLots > 0 ? "ask only" : "bid only";
  if (bidLots === askLots) return "1.0 ×";
  return askLots > bidLots ? `${(askLots / bidLots).toFixed(1)} × ask` : `${(bidLots / askLots).toFixed(1)} × bid`;
}

function noteOf(content: CellContent | null, isEmpty: boolean): string {
  if (content === null) return "";
  const notes = [isEmpty ? "no trade here" : "", content.gap ? "data are missing in this bar" : "", content.forming ? "still forming" : ""];
  return notes.filter((note) => note !== "").join(", ");
}
