import { type ParsedInstrument, parseInstrument } from "../core/market/instrument.ts";
import type { OrderFlowEvent } from "../core/orderflow/signals/order-flow-event.ts";
import { formatPrice } from "../core/view/number-format.ts";
import type { SignalFlash } from "./app/signal-port.ts";
import { signalKindOf } from "./chart-signals.ts";
import type { PatchListener } from "./data/attentive-link.ts";
import { LiveSignals, type SignalNews } from "./live-signals.ts";
import { showNotice } from "./signal-notices.ts";
import { signalReading } from "./signal-reading.ts";
import { SignalTones } from "./signal-tones.ts";
import type { ChoicesStore } from "./state/choices-store.ts";
import { type Indicators, SIGNAL_KINDS, type SignalKind } from "./state/indicators.ts";

/** How often each kind has made itself known, by way: tones that were started, notifications that were shown. */
export type AlertCounts = Readonly<Record<SignalKind, { readonly sound: number; readonly flash: number; readonly notify: number }>>;

/** The ways in which an event is to make itself known. A notification is for a page that nobody sees. */
export function alertWays({ alerts, muted }: Indicators["signals"], kind: SignalKind, isHidden: boolean): { readonly sound: boolean; readonly flash: boolean; readonly notify: boolean } {
  const { sound, volume, flash, notify } = alerts[kind];
  return { sound: sound && !muted && volume > 0, flash, notify: notify && isHidden };
}

/** Makes signals known that become known live: by a tone, a flash of the chart's edge and a notification, as chosen for each kind. */
export class SignalAlerts implements PatchListener {
  readonly #tones = new SignalTones();
  readonly #choices: ChoicesStore;
  readonly #live = new LiveSignals();
  readonly #listeners = new Set<() => void>();
  readonly #counts = new Map(SIGNAL_KINDS.map((kind) => [kind, { sound: 0, flash: 0, notify: 0 }]));
  #instrument: ParsedInstrument | null = null;
  #flash: SignalFlash | null = null;
  /** Failures that have been said. */
  readonly #said = new Set<string>();

  constructor(choices: ChoicesStore) {
    this.#choices = choices;
  }

  get wantsHidden(): boolean {
    const { signals } = this.#choices.getState();
    return SIGNAL_KINDS.some((kind) => {
      const { sound, notify } = alertWays(signals, kind, true);
      return sound || notify;
    });
  }

  get flash(): SignalFlash | null {
    return this.#flash;
  }

  /** What has been made known since the page was opened. */
  get counts(): AlertCounts {
    return Object.fromEntries(Array.from(this.#counts, ([kind, ways]) => [kind, { ...ways }])) as unknown as AlertCounts;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  take(patch: SignalNews): void {
    const instrument = patch.status?.instrument ?? null;
    if (instrument !== null && instrument.symbol !== this.#instrument?.symbol) this.#instrument = parseInstrument(instrument);
    const news = this.#live.take(patch);
    if (news.length === 0 || this.#instrument === null) return;
    const heard = new Set<SignalKind>();
    for (const event of news) {
      const kind = signalKindOf(event);
      if (kind === null) continue;
      this.#make(event, kind, this.#instrument, heard.has(kind));
      heard.add(kind);
    }
  }

  /** Says why signals cannot be made known, each reason once a visit. */
  fail(error: unknown): void {
    const problem = `A signal could not be made known: ${error instanceof Error ? error.message : String(error)}`;
    if (this.#said.has(problem)) return;
    this.#said.add(problem);
    this.#choices.setState(({ problems }) => ({ problems: [...problems, problem] }));
  }

  /** Plays the tone of a kind, whatever is found. @param volume 0 silent to 1 full. */
  listen(kind: SignalKind, volume: number): void {
    this.#attempt(() => this.#tones.play(kind, "buy", volume));
  }

  /** @param isHeard a tone of this kind is sounding already: several at once are one tone. */
  #make(event: OrderFlowEvent, kind: SignalKind, instrument: ParsedInstrument, isHeard: boolean): void {
    const { signals } = this.#choices.getState();
    const ways = alertWays(signals, kind, document.hidden);
    const reading = signalReading(event, instrument);
    const counts = this.#counts.get(kind);
    if (reading === null || counts === undefined) return;
    const { side, glyph, name, measured } = reading;
    const price = formatPrice(reading.priceTicks, instrument.tick);
    if (ways.sound && !isHeard && this.#attempt(() => this.#tones.play(kind, side, signals.alerts[kind].volume))) counts.sound++;
    const notify = (): boolean => showNotice(`${glyph} ${name} ${price}`, `${instrument.symbol} · ${measured}`, `${instrument.symbol} ${kind}`);
    if (ways.notify && this.#attempt(notify)) counts.notify++;
    if (!ways.flash) return;
    counts.flash++;
    this.#flash = { serial: (this.#flash?.serial ?? 0) + 1, side, glyph, name, price };
    for (const listener of this.#listeners) listener();
  }

  /** One way that fails leaves the others to work. @returns whether it did what it was to do. */
  #attempt(way: () => boolean): boolean {
    try {
      return way();
    } catch (error) {
      this.fail(error);
      return false;
    }
  }
}
