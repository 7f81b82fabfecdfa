import { floorDiv } from "../core/market/floor-div.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { OrderFlowEvent } from "../core/orderflow/signals/order-flow-event.ts";
import { momentText } from "../core/view/clock-text.ts";
import { placePanel } from "../core/view/panel-placement.ts";
import type { ReadingPlace } from "./chart-cell.ts";
import { signalWords } from "./signal-words.ts";

const SPACING_CSS_PX = 8;
const DAY_SEC = 86_400;

/** Explains the event whose pill is under the pointer, beside it. The page is touched only when the event is another. */
export class SignalPanel {
  readonly #panel = document.createElement("div");
  #event: OrderFlowEvent | null = null;
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
  show(event: OrderFlowEvent, instrument: ParsedInstrument, place: ReadingPlace, utcOffsetSec: number, newestSec: number): void {
    const newestDay = floorDiv(newestSec + utcOffsetSec, DAY_SEC);
    if (event !== this.#event || utcOffsetSec !== this.#utcOffsetSec || newestDay !== this.#newestDay) this.#write(event, instrument, utcOffsetSec, newestSec);
    this.#newestDay = newestDay;
    const { x, y } = placePanel(place.cell, this.#size, place.plot, place.pointer, SPACING_CSS_PX);
    this.#panel.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    this.#panel.toggleAttribute("data-shown", true);
  }

  hide(): void {
    if (this.#event === null) return;
    this.#event = null;
    this.#panel.toggleAttribute("data-shown", false);
  }

  destroy(): void {
    this.#panel.remove();
  }

  #write(event: OrderFlowEvent, instrument: ParsedInstrument, utcOffsetSec: number, newestSec: number): void {
    this.#event = event;
    this.#utcOffsetSec = utcOffsetSec;
    const { title, time, rule, measures, note } = signalWords(event, instrument, utcOffsetSec, newestSec);
    const known = event.confirmedSec === event.timeSec ? "" : `, known ${momentText(event.confirmedSec + utcOffsetSec, newestSec + utcOffsetSec)}`;
    const rows = measures.flatMap(({ label, value, asked }) => [element("dt", label), element("dd", value), element("dd", asked)]);
    this.#panel.replaceChildren(element("header", `${title}\n${time}${known}`), element("p", rule), ...rows, element("footer", note));
    this.#size = { width: this.#panel.offsetWidth, height: this.#panel.offsetHeight };
  }
}

function element(name: "header" | "p" | "dt" | "dd" | "footer", text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
