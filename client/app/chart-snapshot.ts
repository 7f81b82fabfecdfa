import type { ChartCommand } from "../state/chart-command.ts";
import type { DecimalStep } from "../../core/market/decimal-step.ts";
import type { SessionRule } from "../../core/market/instrument.ts";
import type { BarFootprint } from "../../core/orderflow/footprint/bar-footprint.ts";
import type { ImbalanceRule } from "../../core/orderflow/footprint/level-imbalances.ts";
import type { CellMode } from "../../core/view/cell-text.ts";

/** Where the data stands, in the words of the status bar. */
export interface ConnectionReading {
  readonly state: "connecting" | "loading" | "live" | "replay" | "ended" | "reconnecting" | "refused";
  /** A sentence when there is something to say, else "". */
  readonly sentence: string;
}

/** An instrument as the symbol switch shows it. */
export interface SymbolReading {
  readonly symbol: string;
  readonly description: string;
  readonly tickSize: string;
  readonly volumeUnit: string;
  /** When its sessions start. */
  readonly session: SessionRule;
}

/** The last price and how far it is from the start of the session, as text. */
export interface PriceReading {
  readonly text: string;
  /** Absolute and relative change, signed: `+12.4` and `+0.02 %`; "" when there is nothing to compare with. */
  readonly change: string;
  readonly changePercent: string;
  readonly direction: -1 | 0 | 1;
}

/** What stands on the chart instead of data, or null when there are data to see. */
export interface VeilReading {
  readonly title: string;
  readonly detail: string;
  /** 0..1, or null when no end is known. */
  readonly progress: number | null;
  /** Offer the list of symbols. */
  readonly offerSymbols: boolean;
}

/** What is said while nothing that traded is in sight, and where the nearest trade is. */
export interface EmptyViewReading {
  readonly title: string;
  /** A sentence, or "". */
  readonly detail: string;
  readonly nearest: { readonly timeSec: number; readonly priceTicks: number };
}

/** A ramp of colours with numbers. */
export interface RampReading {
  /** Colours from left to right, `0xRRGGBB`. */
  readonly colors: readonly number[];
  /** Values under the ramp; `at` is 0 (left) to 1 (right). */
  readonly marks: readonly { readonly at: number; readonly text: string }[];
}

/** The colour scale with numbers. */
export interface LegendReading extends RampReading {
  readonly mode: CellMode;
  readonly title: string;
  readonly unit: string;
  /** What the scale is made of: `visible · p98`. */
  readonly scope: string;
  readonly locked: boolean;
  /** The scale of the heat trail, null without one. */
  readonly trail: (RampReading & { readonly title: string; readonly scope: string }) | null;
}

/** What drawing costs now. */
export interface DrawingReading {
  /** Drawn in the last second. */
  readonly frames: number;
  /** Script time of the middle one of the frames of the last 5 seconds, and what 95 of 100 stay below: `1.2 ms`. */
  readonly middle: string;
  readonly most: string;
}

/** One line of the HUD. */
export interface HudLine {
  readonly label: string;
  readonly value: string;
}

/** A signal as the list shows it. */
export interface SignalReading {
  readonly key: string;
  /** Carries the direction by its form as well as by its place. */
  readonly glyph: string;
  readonly side: "buy" | "sell";
  readonly name: string;
  /** What was measured, in one short line. */
  readonly measured: string;
  /** The moment it is about: there the chart shows it. */
  readonly timeSec: number;
  /** The second at whose close it was known. */
  readonly knownSec: number;
  readonly priceTicks: number;
  readonly reliable: boolean;
}

/** Steps of an instrument's prices and volumes, to write them with. */
export interface NumberSteps {
  readonly tick: DecimalStep;
  readonly lot: DecimalStep;
}

/** The newest aggregates of the tape, newest first, and the speed of their seconds. Another object whenever something changed; its columns never change. */
export interface TapeReading extends NumberSteps {
  readonly prints: Readonly<Record<"timeSec" | "priceTicks" | "side" | "lots" | "trades", Float64Array>>;
  /** Ascending by second; those of the prints. */
  readonly seconds: Readonly<Record<"timeSec" | "trades" | "averageLots" | "side" | "aggressive", Float64Array>>;
  /** Prints from this size on are emphasised, lots. */
  readonly largeLots: number;
}

/** What the micro-footprint stands around: the newest seconds, whichever they are, the second under the pointer, or the chosen bar. */
export type MicroFootprintFocus =
  | { readonly kind: "live" }
  | { readonly kind: "pointer"; readonly sec: number }
  | { readonly kind: "bar"; readonly sec: number; readonly lengthSec: number };

/** The exact levels of some seconds, ascending by second, then price. Another object whenever something changed; its columns never change. */
export interface MicroFootprintReading extends NumberSteps {
  /** The seconds shown, half-open. */
  readonly fromSec: number;
  readonly toSec: number;
  readonly focus: MicroFootprintFocus;
  readonly timeSec: Float64Array;
  readonly priceTicks: Int32Array;
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  readonly trades: Int32Array;
  /** [levels] of LEVEL_MARKS: diagonal imbalances within each second; null while they cannot be told. */
  readonly imbalance: Uint8Array | null;
  /** What they are told by. */
  readonly rule: ImbalanceRule;
}

/** The chosen bar, row by row. Another object whenever something changed. */
export interface BarReading extends NumberSteps {
  readonly symbol: string;
  readonly startSec: number;
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
  /** How many times the opposite side an imbalance is. */
  readonly ratio: number;
  /** Starts of the nearest bars with trades; null where none is known. */
  readonly previousSec: number | null;
  readonly nextSec: number | null;
  /** Some of its seconds are missing at the source, or not closed yet. */
  readonly gap: boolean;
  readonly forming: boolean;
  /** The second before which it was read, where the picture is paused; else null. */
  readonly untilSec: number | null;
  /** Null without a trade. */
  readonly bar: BarFootprint | null;
}

/**
 * Everything the panels around the chart show, as plain values and text. Rebuilt at most four times a second; parts that did not change keep their
 * identity, so a panel renders only when its own part changed.
 */
export interface ChartSnapshot {
  readonly connection: ConnectionReading;
  readonly symbols: readonly SymbolReading[];
  readonly instrument: SymbolReading | null;
  readonly price: PriceReading | null;
  readonly veil: VeilReading | null;
  /** Null while something is in sight. */
  readonly emptyView: EmptyViewReading | null;
  /** Server to screen in milliseconds, null where the clocks cannot tell. */
  readonly latencyMs: number | null;
  /** Seconds since the newest second with a trade, null while there is none or the source has ended. */
  readonly barAgeSec: number | null;
  readonly gapCount: number;
  readonly bars: number;
  readonly trades: number | null;
  /** 0..1 while history is arriving, else null. */
  readonly loading: number | null;
  /** The newest bar held is the market's newest: not while those missed by a cut connection are still coming. */
  readonly isCurrent: boolean;
  readonly renderer: { readonly name: string; readonly reason: string };
  /** Null while the chart is at rest. */
  readonly drawing: DrawingReading | null;
  /** Time of the stream with its zone, `HH:MM:SS UTC+2`, or "". */
  readonly clock: string;
  /** Local time minus UTC of the clock that was chosen, seconds: all times on the screen are told on it. */
  readonly utcOffsetSec: number;
  /** The newest second that is known; null before there is one. Times of another day are told with their date. */
  readonly newestSec: number | null;
  readonly rowTicks: number;
  /** Row height in the instrument's unit, or "". */
  readonly rowHeight: string;
  /** Seconds that arrived since the pause began, null when not paused. */
  readonly pausedForSec: number | null;
  readonly legend: LegendReading | null;
  readonly hud: readonly HudLine[] | null;
  /** The newest ones, newest first; empty while its panel is closed. */
  readonly signals: readonly SignalReading[];
  /** How many there are of the kinds that are shown, those included that are not listed; 0 while the panel is closed. */
  readonly signalCount: number;
  /** Null while its panel is closed and before the first data. */
  readonly tape: TapeReading | null;
  readonly microFootprint: MicroFootprintReading | null;
  /** Null while its sheet is closed and until it has been read. */
  readonly bar: BarReading | null;
  /** Why the chosen bar cannot be read, or "". */
  readonly barRefusal: string;
}

/** The chart as the panels around it know it. */
export interface ChartPort {
  /** Takes a place on the page and draws there until the returned function is called. */
  attach(host: HTMLElement): () => void;
  run(command: ChartCommand): void;
  /** Shows another market; an unknown one is said. */
  showSymbol(symbol: string): void;
  /** Brings a second and a price to the middle of the window; following ends when the live edge leaves the screen. */
  showMoment(timeSec: number, priceTicks: number): void;
  subscribe(listener: () => void): () => void;
  snapshot(): ChartSnapshot;
}
