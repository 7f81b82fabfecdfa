import type { SessionRule } from "../core/market/instrument.ts";
import type { AbsorptionEvent, AbsorptionParameters } from "../core/orderflow/signals/absorption.ts";
import type { AnchorRule } from "../core/orderflow/flow/anchor-periods.ts";
import type { CvdField } from "../core/orderflow/flow/delta-cvd.ts";
import type { ExhaustionEvent, ExhaustionParameters } from "../core/orderflow/signals/exhaustion.ts";
import type { FootprintField } from "../core/orderflow/footprint/footprint-bars.ts";
import type { ImbalanceField } from "../core/orderflow/footprint/imbalance-series.ts";
import type { LiquiditySweepEvent, LiquiditySweepParameters } from "../core/orderflow/signals/liquidity-sweep.ts";
import type { BurstFlowEvent, MicroPullbackParameters } from "../core/orderflow/signals/micro-pullback.ts";
import type { OrderFlowEventKind } from "../core/orderflow/signals/order-flow-event.ts";
import type { NodeMethod } from "../core/orderflow/profile/profile-nodes.ts";
import type { PeakParameters, ProfileNodes } from "../core/orderflow/profile/profile-peaks.ts";
import type { VwapField } from "../core/orderflow/flow/session-vwap.ts";
import type { StackedImbalanceParameters, ZoneEvent } from "../core/orderflow/footprint/stacked-imbalance.ts";
import type { TapePrintField } from "../core/orderflow/flow/tape-prints.ts";
import type { TapeField, TapeParameters } from "../core/orderflow/flow/tape.ts";
import type { ValueArea, ValueAreaParameters } from "../core/orderflow/profile/value-area.ts";

/** Which bars a volume profile sums. `session`: that of the newest second. `visible`: the viewport's seconds. `minutes`: the last so many. */
export type ProfileRange =
  | { readonly kind: "session" }
  | { readonly kind: "visible" }
  | { readonly kind: "minutes"; readonly minutes: number }
  | { readonly kind: "fixed"; readonly fromSec: number; readonly toSec: number };

export interface ProfileParameters {
  readonly range: ProfileRange;
  /** Row height of the profile alone; null: that of the request. */
  readonly ticksPerRow: number | null;
  readonly valueArea: ValueAreaParameters;
  /** How high and low volume nodes are found; null: not at all. */
  readonly nodes: NodeMethod | null;
  /** What makes a node by peaks. */
  readonly peaks: PeakParameters;
}

/** The newest aggregates of the tape, as a list. */
export interface PrintsParameters {
  /** Most rows, 1 to 10,000. */
  readonly limit: number;
  /** Smaller ones are left out, lots. */
  readonly leastLots: number;
}

/** The studies on offer and all that can be set of each; bar length and row height are those of the request. */
export interface StudyParameters {
  readonly cvd: { readonly reset: AnchorRule };
  readonly vwap: { readonly reset: AnchorRule };
  readonly footprint: Readonly<Record<never, never>>;
  readonly imbalances: Omit<StackedImbalanceParameters, "timeframeSec" | "ticksPerRow">;
  readonly absorption: AbsorptionParameters;
  readonly exhaustion: Omit<ExhaustionParameters, "timeframeSec">;
  readonly bursts: MicroPullbackParameters;
  readonly sweeps: LiquiditySweepParameters;
  readonly tape: TapeParameters;
  readonly prints: PrintsParameters;
  readonly profile: ProfileParameters;
}

export type StudyName = keyof StudyParameters;
/** Studies that are folded bar by bar; the profile belongs to one window's range. */
export type FoldedStudyName = Exclude<StudyName, "profile">;

/** A study that is named is wanted; parameters left out have their defaults (STUDIES.md section 1). */
export type StudyChoices = { readonly [Name in StudyName]?: Partial<StudyParameters[Name]> | undefined };

/** Which studies, over which bars. */
export interface StudySelection {
  /** Length of a bar for CVD, VWAP, footprint, imbalances and exhaustion, seconds. */
  readonly timeframeSec: number;
  /** Row height for footprint, imbalances and the profile. */
  readonly ticksPerRow: number;
  /** Sessions that CVD, VWAP and the session's profile go by instead of the instrument's own. */
  readonly session?: SessionRule | null;
  readonly studies: StudyChoices;
}

/** What a window wants to know of the symbol it shows. Latest wins; no studies, or no request at all, costs nothing. */
export interface StudiesRequest extends StudySelection {
  readonly kind: "studies";
}

/** Columns of the studies that give a row per bar, second or imbalance. */
export interface StudyFields {
  readonly cvd: CvdField;
  readonly vwap: VwapField;
  /** Per bar; its cells are the exact numbers of the view. */
  readonly footprint: FootprintField;
  readonly imbalances: ImbalanceField;
  readonly tape: TapeField;
  readonly prints: TapePrintField;
}

/** Events of the studies that find some. */
export interface StudyEvents {
  readonly imbalances: ZoneEvent;
  readonly absorption: AbsorptionEvent;
  readonly exhaustion: ExhaustionEvent;
  readonly bursts: BurstFlowEvent;
  readonly sweeps: LiquiditySweepEvent;
}

export type FieldOf<Name extends FoldedStudyName> = Name extends keyof StudyFields ? StudyFields[Name] : never;
export type EventOf<Name extends FoldedStudyName> = Name extends keyof StudyEvents ? StudyEvents[Name] : never;

/** The rows of a study from `from` on: they replace all that were known from there on. Transferred. */
export interface SeriesTail<Field extends string = string> {
  readonly from: number;
  readonly columns: Readonly<Record<Field, Float64Array>>;
}

/** What a study's results were made with, defaults filled in, bar length and row height included where they matter. */
export type ParametersInForce = Readonly<Record<string, unknown>>;

/** What is new of one study. */
export interface StudyChange<Name extends FoldedStudyName> {
  readonly study: Name;
  /** Not null: all that was known of the study is void, and these parameters are in force from now on. */
  readonly reset: ParametersInForce | null;
  /** Null when no row has changed. The last row may be of a bar that is still open, and is then replaced by the next patch. */
  readonly tail: SeriesTail<FieldOf<Name>> | null;
  /** New events, in the order in which they became known: they follow those before, which never change. From closed seconds alone. */
  readonly events: readonly EventOf<Name>[];
}

/** {@link StudyChange} of any study, told apart by `study`. */
export type AnyStudyChange = { [Name in FoldedStudyName]: StudyChange<Name> }[FoldedStudyName];

/** A volume profile with what is read from it. Forming seconds are in it. */
export interface ProfileReading {
  readonly parameters: ProfileParameters;
  readonly startSec: number;
  readonly endSec: number;
  readonly ticksPerRow: number;
  /** [rows] traded rows, ascending. Transferred, as are the other columns. */
  readonly row: Int32Array;
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  readonly trades: Float64Array;
  /** `false` where the range touches a gap. */
  readonly reliable: boolean;
  /** `true` where bars without levels are in it. */
  readonly estimated: boolean;
  /** Point of control and value area; null without a trade in the range. */
  readonly valueArea: ValueArea | null;
  /** Null when not asked for, and for a profile of more rows than nodes can be found in. */
  readonly nodes: ProfileNodes | null;
}

/** A request that cannot be fulfilled. The one before stays in force. */
export interface StudyRefusal {
  /** For example `absorption.windowSec`. */
  readonly field: string;
  /** A sentence that begins with the field. */
  readonly message: string;
}

/** Everything that changed of a window's studies. */
export interface StudyPatch {
  /** Studies that are void: no longer asked for, or to be told anew. The window drops them before it takes the rest. */
  readonly dropped: readonly StudyName[];
  readonly changes: readonly AnyStudyChange[];
  /** The profile whenever it has changed, else null. */
  readonly profile: ProfileReading | null;
  /** Why the latest request was refused, told once; else null. */
  readonly refusal: StudyRefusal | null;
}

/** How many events a choice of parameters finds in the session of the newest second. */
export interface SignalCounts {
  /** Start of the session, or of the data where that begins later, and end of the newest second. */
  readonly fromSec: number;
  readonly toSec: number;
  /** Events by kind, for example `bid-absorption`; kinds without events are left out. */
  readonly counts: Readonly<Partial<Record<OrderFlowEventKind, number>>>;
}
