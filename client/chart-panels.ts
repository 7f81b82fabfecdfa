import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { ImbalanceRule } from "../core/orderflow/footprint/level-imbalances.ts";
import type { EngineControl, LevelReading } from "../protocol/worker-api.ts";
import type { ChartSnapshot, MicroFootprintFocus, SignalReading } from "./app/chart-snapshot.ts";
import { SignalList } from "./chart-signals.ts";
import type { StudyStore } from "./data/study-store.ts";
import { type AnsweredLevels, microFootprintReading, sameAnswer } from "./micro-footprint.ts";
import { signalReading } from "./signal-reading.ts";
import { imbalanceRule, lotsOfVolume } from "./signal-studies.ts";
import type { ChoicesState } from "./state/choices-store.ts";
import { tapeReading } from "./tape-reading.ts";

/** What the panels read. */
export interface PanelSource {
  readonly choices: ChoicesState;
  readonly instrument: ParsedInstrument | null;
  readonly studies: StudyStore;
  /** End of the newest second that is shown; null before there is one. */
  readonly lastSec: number | null;
  /** Bars and trades that are held: what was asked is asked again when there are more of them. */
  readonly held: { readonly bars: number; readonly trades: number };
  /** What the micro-footprint stands around. */
  readonly focus: MicroFootprintFocus;
}

/** The parts of the snapshot that the panels beside the chart show. */
export type PanelParts = Pick<ChartSnapshot, "signals" | "signalCount" | "tape" | "microFootprint">;

type AskLevels = (query: Parameters<EngineControl["levels"]>[0]) => Promise<LevelReading | null>;

const SPAN_SEC = 30;
/** Seconds so far back get no more trades. */
const SETTLED_AFTER_SEC = 3;
/** The longest range that the engine answers at a time. */
const MOST_SEC = 600;
const SIGNALS_SHOWN = 500;
const NO_SIGNALS: Pick<PanelParts, "signals" | "signalCount"> = { signals: [], signalCount: 0 };

/** Reads the panels' parts, each only while its panel is open and only when something changed; a part that did not change is the same object. */
export class ChartPanels {
  readonly #ask: AskLevels;
  readonly #list = new SignalList();
  readonly #memory = { signals: new Remembered(NO_SIGNALS), tape: new Remembered<ChartSnapshot["tape"]>(null), micro: new Remembered<ChartSnapshot["microFootprint"]>(null) };
  /** The last answer. */
  #answer: AnsweredLevels | null = null;
  #isAsking = false;
  /** The last question that was answered. */
  #answered = "";

  constructor(ask: AskLevels) {
    this.#ask = ask;
  }

  read(source: PanelSource): PanelParts {
    const { choices, instrument, studies } = source;
    const { openPanels } = choices;
    if (instrument === null) return { ...NO_SIGNALS, tape: null, microFootprint: null };
    const { tape: settings } = choices;
    return {
      ...(openPanels.includes("signals") ? this.#signals(choices, studies, instrument) : NO_SIGNALS),
      tape: openPanels.includes("tape")
        ? this.#memory.tape.of([studies, studies.version, instrument, settings], () =>
            tapeReading(studies, instrument, settings.largeVolume === null ? null : lotsOfVolume(settings.largeVolume, instrument.lot)),
          )
        : null,
      microFootprint: openPanels.includes("micro-footprint") ? this.#microFootprint(source, instrument) : null,
    };
  }

  #signals({ signals }: ChoicesState, studies: StudyStore, instrument: ParsedInstrument): Pick<PanelParts, "signals" | "signalCount"> {
    const all = this.#list.ofShownKinds(studies, signals);
    return this.#memory.signals.of([all, instrument], () => {
      const newest: SignalReading[] = [];
      for (let at = all.length - 1; at >= 0 && newest.length < SIGNALS_SHOWN; at--) {
        const reading = signalReading(all[at], instrument);
        if (reading !== null) newest.push(reading);
      }
      return { signals: newest, signalCount: all.length };
    });
  }

  #microFootprint({ choices, lastSec, held, focus }: PanelSource, instrument: ParsedInstrument): ChartSnapshot["microFootprint"] {
    if (lastSec === null) return null;
    const { fromSec, toSec } = secondsAround(focus, Math.ceil(lastSec));
    const isSettled = toSec + SETTLED_AFTER_SEC <= lastSec;
    const rule = imbalanceRule(choices.imbalances, instrument.lot);
    this.#poll({ symbol: instrument.symbol, fromSec, toSec, imbalances: rule }, focus, rule, isSettled ? held.bars : held.trades);
    const answer = this.#answer;
    if (answer === null || answer.levels.symbol !== instrument.symbol) return null;
    return this.#memory.micro.of([answer, instrument], () => microFootprintReading(answer, instrument));
  }

  /** One question at a time, each once per version of the data: the answer is shown with the next snapshot. */
  #poll(query: Parameters<AskLevels>[0], focus: MicroFootprintFocus, rule: ImbalanceRule, version: number): void {
    const question = JSON.stringify([query, focus, version]);
    if (this.#isAsking || question === this.#answered) return;
    this.#isAsking = true;
    this.#ask(query).then(
      (levels) => {
        this.#isAsking = false;
        this.#answered = levels === null ? "" : question;
        const answer = levels === null ? null : { levels, focus, rule };
        const isSame = answer !== null && this.#answer !== null && sameAnswer(answer, this.#answer);
        if (!isSame) this.#answer = answer;
      },
      () => {
        this.#isAsking = false;
      },
    );
  }
}

/** The newest seconds, or those around a second or a bar as far as may be asked for at a time. */
export function secondsAround(focus: MicroFootprintFocus, endSec: number): { readonly fromSec: number; readonly toSec: number } {
  if (focus.kind === "live") return { fromSec: endSec - SPAN_SEC, toSec: endSec };
  const startSec = Math.floor(focus.sec);
  const fromSec = startSec - SPAN_SEC;
  const lengthSec = focus.kind === "bar" ? focus.lengthSec : 1;
  return { fromSec, toSec: Math.min(startSec + lengthSec + SPAN_SEC, fromSec + MOST_SEC) };
}

/** A value that is made again only when what it is made of is something else. */
class Remembered<Value> {
  #value: Value;
  #from: readonly unknown[] = [];

  constructor(value: Value) {
    this.#value = value;
  }

  of(from: readonly unknown[], make: () => Value): Value {
    if (from.length === this.#from.length && from.every((part, at) => part === this.#from[at])) return this.#value;
    this.#from = from;
    this.#value = make();
    return this.#value;
  }
}
