import { floorDiv } from "../core/market/floor-div.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import { momentText } from "../core/view/clock-text.ts";
import { placePanel } from "../core/view/panel-placement.ts";
import type { ReadingPlace } from "./chart-cell.ts";
import { hiddenMarks, type ThinnedSignal } from "./scene/layers/signals/thin-signals.ts";
import { signalReading } from "./signal-reading.ts";
import { signalWords } from "./signal-words.ts";

const SPACING_CSS_PX = 8;
const DAY_SEC = 86_400;
const MOST_LISTED = 8;

/** Explains the event of a pill beside it, and lists those that the pill stands for. The page is touched only when they are others, or the pill has moved. */
export class SignalPanel {
  readonly #panel = document.createElement("div");
  #signal: ThinnedSignal | null = null;
  #transform = "";
  #utcOffsetSec = 0;
  #newestDay = 0;
  #size = { width: 0, height: 0 };

  constructor(host: HTMLElement) {
    this.#panel.className = "reading signal-words";
    this.#panel.setAttribute("aria-hidden", "true");
    host.append(this.#panel);
  }

  /**
   * @param place with the pill in the place of the cell.
   * @param utcOffsetSec local time minus UTC, of the clock that was chosen.
   * @param newestSec the newest second of the market: of another day, the date is told too.
   */
  show(signal: ThinnedSignal, instrument: ParsedInstrument, place: ReadingPlace, utcOffsetSec: number, newestSec: number): void {
    const newestDay = floorDiv(newestSec + utcOffsetSec, DAY_SEC);
    const isSame = this.#signal !== null && isSameSignal(signal, this.#signal) && utcOffsetSec === this.#utcOffsetSec && newestDay === this.#newestDay;
    if (!isSame) this.#write(signal, instrument, utcOffsetSec, newestSec);
    this.#newestDay = newestDay;
    const { x, y } = placePanel(place.cell, this.#size, place.plot, place.pointer, SPACING_CSS_PX);
    const transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    if (transform === this.#transform) return;
    this.#transform = transform;
    this.#panel.style.transform = transform;
  }

  hide(): void {
    if (this.#signal === null) return;
    this.#signal = null;
    this.#panel.toggleAttribute("data-shown", false);
  }

  destroy(): void {
    this.#panel.remove();
  }

  #write(signal: ThinnedSignal, instrument: ParsedInstrument, utcOffsetSec: number, newestSec: number): void {
    this.#signal = signal;
    this.#utcOffsetSec = utcOffsetSec;
    const { event } = signal.mark;
    const { title, time, rule, measures, note } = signalWords(event, instrument, utcOffsetSec, newestSec);
    const timeText = (sec: number): string => momentText(sec + utcOffsetSec, newestSec + utcOffsetSec);
    const known = event.confirmedSec === event.timeSec ? "" : `, known ${timeText(event.confirmedSec)}`;
    const rows = measures.flatMap(({ label, value, asked }) => [element("dt", label), element("dd", value), element("dd", asked)]);
    this.#panel.replaceChildren(element("header", `${title}\n${time}${known}`), element("p", rule), ...rows, element("footer", note), ...othersOf(signal, instrument, timeText));
    this.#panel.toggleAttribute("data-shown", true);
    this.#size = { width: this.#panel.offsetWidth, height: this.#panel.offsetHeight };
  }
}

function isSameSignal(a: ThinnedSignal, b: ThinnedSignal): boolean {
  return a.mark.event === b.mark.event && a.among === b.among && a.first === b.first && a.hidden === b.hidden;
}

/** The signals that a pill stands for besides its own, newest first, a line each: as many as there is room for, and how many more there are. */
function othersOf(signal: ThinnedSignal, instrument: ParsedInstrument, timeText: (sec: number) => string): HTMLElement[] {
  const others = hiddenMarks(signal);
  if (others.length === 0) return [];
  const list = document.createElement("ul");
  for (const { event } of others.slice(0, MOST_LISTED)) {
    const reading = signalReading(event, instrument);
    if (reading === null) continue;
    const line = document.createElement("li");
    const glyph = element("i", reading.glyph);
    glyph.dataset.side = reading.side === "buy" ? "ask" : "bid";
    line.append(element("time", timeText(reading.timeSec)), glyph, reading.name);
    list.append(line);
  }
  if (others.length > MOST_LISTED) list.append(element("li", `and ${others.length - MOST_LISTED} more`));
  return [element("h3", `Stands for ${others.length} more`), list];
}

function element(name: "header" | "p" | "dt" | "dd" | "footer" | "h3" | "li" | "time" | "i", text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
