import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { ChartParts } from "../core/view/chart-layout.ts";
import type { AnchorRule } from "../core/orderflow/flow/anchor-periods.ts";
import type { StudyChoices, StudySelection } from "../protocol/studies.ts";
import { SignalList } from "./chart-signals.ts";
import { ChosenSignal } from "./chosen-signal.ts";
import type { StudyStore } from "./data/study-store.ts";
import type { CvdPicture, ProfilePicture, SceneStudies, VwapPicture } from "./scene/scene-studies.ts";
import { lotsOfVolume, signalStudies } from "./signal-studies.ts";
import type { ChoicesState } from "./state/choices-store.ts";
import type { SignalKind } from "./state/indicators.ts";

/** How many prints the tape panel keeps. */
const PRINTS_KEPT = 2000;
const PROFILE_CSS_PX = 170;
/** Four rows of numbers, and the width of a bar from which they say something. */
const STATISTICS_CSS_PX = 66;
const LEAST_STATISTICS_BAR_CSS_PX = 34;

/** The studies that the choices need, over bars of this length and rows of this height: what nobody sees is not asked for. */
export function studiesWanted(choices: ChoicesState, instrument: ParsedInstrument, timeframeSec: number, ticksPerRow: number): StudySelection {
  const { session, cvd, vwap, profile, footprint, imbalances, signals, tape, openPanels } = choices;
  const wants = (...kinds: readonly SignalKind[]): boolean => kinds.some((kind) => wantsSignal(choices, kind));
  const rules = signalStudies(signals, imbalances, instrument.lot);
  const isTapeOpen = openPanels.includes("tape");
  const studies: StudyChoices = {
    cvd: cvd.shown ? { reset: anchorRule(cvd.reset) } : undefined,
    vwap: vwap.shown ? { reset: anchorRule(vwap.reset) } : undefined,
    footprint: footprint.pointOfControl || footprint.statistics ? {} : undefined,
    imbalances: imbalances.shown || wants("stack") ? rules.imbalances : undefined,
    absorption: wants("absorption") ? rules.absorption : undefined,
    exhaustion: wants("exhaustion") ? rules.exhaustion : undefined,
    bursts: wants("burst", "pullback", "push") ? rules.bursts : undefined,
    sweeps: wants("sweep") ? rules.sweeps : undefined,
    tape: isTapeOpen ? {} : undefined,
    prints: isTapeOpen ? { limit: PRINTS_KEPT, leastLots: lotsOfVolume(tape.leastVolume, instrument.lot) } : undefined,
    profile: profile.shown
      ? {
          range: profile.range === "minutes" ? { kind: "minutes", minutes: profile.minutes } : { kind: profile.range },
          valueArea: { share: profile.valueAreaShare, rowsPerStep: profile.rowsPerStep },
          nodes: profile.nodes === "off" ? null : profile.nodes,
        }
      : undefined,
  };
  return { timeframeSec, ticksPerRow, session, studies };
}

/** The parts of the chart that the choices need. @param barCssPx width of a bar. */
export function partsWanted({ cvd, profile, footprint }: ChoicesState, barCssPx: number): ChartParts {
  return {
    paneShare: cvd.shown ? cvd.heightShare : 0,
    profileCssPx: profile.shown && profile.placement === "beside" ? PROFILE_CSS_PX : 0,
    statisticsCssPx: footprint.statistics && barCssPx >= LEAST_STATISTICS_BAR_CSS_PX ? STATISTICS_CSS_PX : 0,
  };
}

/** What the scene draws of the studies, put together from what the engine told; a new object when something changed. */
export class ChartStudies {
  readonly signals = new SignalList();
  readonly #chosenSignal = new ChosenSignal();
  readonly #cvd = new KeptPicture<CvdPicture>();
  readonly #vwap = new KeptPicture<VwapPicture>();
  #version = -1;
  #choices: ChoicesState | null = null;
  #barSec = 0;
  #ticksPerRow = 0;
  #studies: SceneStudies | null = null;

  compose(choices: ChoicesState, store: StudyStore, barSec: number, ticksPerRow: number): SceneStudies {
    const isSame = store.version === this.#version && choices === this.#choices && barSec === this.#barSec && ticksPerRow === this.#ticksPerRow;
    if (this.#studies !== null && isSame) return this.#studies;
    this.#version = store.version;
    this.#choices = choices;
    this.#barSec = barSec;
    this.#ticksPerRow = ticksPerRow;
    this.#studies = this.#read(choices, store, barSec, ticksPerRow);
    return this.#studies;
  }

  #read(choices: ChoicesState, store: StudyStore, barSec: number, ticksPerRow: number): SceneStudies {
    const { footprint, imbalances } = choices;
    const zones = store.study("imbalances");
    const signals = this.signals.shown(store, choices.signals);
    return {
      barSec,
      ticksPerRow,
      cvd: this.#cvd.of(choices.cvd, store.study("cvd")?.series ?? null, readCvd),
      vwap: this.#vwap.of(choices.vwap, store.study("vwap")?.series ?? null, readVwap),
      profile: readProfile(choices, store),
      footprint: store.study("footprint")?.series ?? null,
      barPointOfControl: footprint.pointOfControl,
      imbalances: imbalances.shown ? (zones?.series ?? null) : null,
      zones: imbalances.shown && imbalances.zones ? (zones?.events ?? []) : [],
      signals,
      chosenSignal: this.#chosenSignal.of(choices.chosenSignal, signals),
    };
  }
}

/** The picture of a series: the same object as long as neither its rows nor how it is shown has changed. */
class KeptPicture<Picture extends CvdPicture | VwapPicture> {
  #choices: object | null = null;
  #version = 0;
  #picture: Picture | null = null;

  of<Choices extends object>(choices: Choices, series: Picture["series"] | null, read: (choices: Choices, series: Picture["series"]) => Picture | null): Picture | null {
    const isSame = this.#picture?.series === series && choices === this.#choices && series?.changed.version === this.#version;
    if (isSame) return this.#picture;
    this.#choices = choices;
    this.#version = series?.changed.version ?? 0;
    this.#picture = series === null ? null : read(choices, series);
    return this.#picture;
  }
}

function readCvd({ shown, style, reset }: ChoicesState["cvd"], series: CvdPicture["series"]): CvdPicture | null {
  return shown ? { style, series, title: resetTitle(reset) } : null;
}

function readVwap({ shown, reset, bands }: ChoicesState["vwap"], series: VwapPicture["series"]): VwapPicture | null {
  return shown ? { series, reset: anchorRule(reset), bands } : null;
}

function readProfile({ profile }: ChoicesState, { profile: reading }: StudyStore): ProfilePicture | null {
  if (!profile.shown || reading === null) return null;
  const { ticksPerRow, row, bidLots, askLots, reliable, valueArea, nodes } = reading;
  const title = profile.range === "minutes" ? `${profile.minutes} min` : profile.range;
  return { placement: profile.placement, title, ticksPerRow, row, bidLots, askLots, reliable, valueArea, nodes };
}

/** A kind is followed when it is shown, or when it is to be heard or seen otherwise. */
function wantsSignal({ signals }: ChoicesState, kind: SignalKind): boolean {
  const { shown, sound, flash, notify } = signals.alerts[kind];
  return (signals.shown && shown) || sound || flash || notify;
}

function anchorRule(reset: ChoicesState["cvd"]["reset"]): AnchorRule {
  return typeof reset === "number" ? { hours: reset } : reset;
}

function resetTitle(reset: ChoicesState["cvd"]["reset"]): string {
  return typeof reset === "number" ? `reset every ${reset} h` : reset === "never" ? "no reset" : "reset each session";
}
