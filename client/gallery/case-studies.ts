import { type BarView, lowerBoundBar } from "../../core/market/bar-view.ts";
import type { SessionRule } from "../../core/market/instrument.ts";
import { deltaCvd } from "../../core/orderflow/flow/delta-cvd.ts";
import { sessionVwap } from "../../core/orderflow/flow/session-vwap.ts";
import { diagonalImbalances } from "../../core/orderflow/footprint/diagonal-imbalance.ts";
import { footprint } from "../../core/orderflow/footprint/footprint.ts";
import { stackedImbalances } from "../../core/orderflow/footprint/stacked-imbalance.ts";
import { profileNodes } from "../../core/orderflow/profile/profile-nodes.ts";
import { valueArea } from "../../core/orderflow/profile/value-area.ts";
import { rangeProfile } from "../../core/orderflow/profile/volume-profile.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import { NO_STUDIES, type ProfilePicture, type SceneStudies } from "../scene/scene-studies.ts";
import { SAMPLE_EVENTS } from "./sample-events.ts";
import type { SceneCase } from "./scene-case.ts";
import type { SeededMarket } from "./seeded-market.ts";

const HOURLY = { hours: 1 } as const;
/** Ratios and volumes at which the seeded market shows some imbalances, and stacks of them. */
const IMBALANCE = { ratio: 2, minimumLots: 20, emptyCountsAsOne: true, stackRows: 3, maximumAgeSec: 600 } as const;
const PROFILE_ROWS = 120;
/** Where the first signal stands in the window, and the last. */
const SIGNALS_FROM = 0.06;
const SIGNALS_TO = 0.9;
/** Buyers' and sellers' in turns, so that pills of one side stand apart. */
const SIGNAL_KINDS = [
  "bid-absorption",
  "ask-absorption",
  "bearish-exhaustion",
  "bullish-exhaustion",
  "buying-burst",
  "selling-burst",
  "micro-pullback",
  "micro-push",
  "downside-sweep",
  "upside-sweep",
  "stacked-imbalance",
] as const;

/** The studies that a case shows of the market. */
export function caseStudies(given: SceneCase, { bars, gaps }: SeededMarket, session: SessionRule, view: Viewport): SceneStudies {
  const { columnSec, ticksPerRow } = given;
  const bar = { timeframeSec: columnSec, ticksPerRow };
  const flow = { timeframeSec: 1, session, reset: HOURLY };
  const zones = given.zones === true ? stackedImbalances(bars, gaps, { ...bar, ...IMBALANCE }) : null;
  const isMarked = given.marks === true;
  const signals = given.signals === true ? everySignal(bars, view) : [];
  return {
    ...NO_STUDIES,
    barSec: zones !== null || isMarked ? columnSec : 1,
    ticksPerRow,
    cvd: given.cvd === undefined ? null : { style: given.cvd, series: deltaCvd(bars, gaps, flow), title: "reset every 1 h" },
    vwap: given.cvd === undefined ? null : { series: sessionVwap(bars, gaps, flow), reset: HOURLY, bands: [true, true, true] },
    profile: given.profile === undefined ? null : profileOf(given.profile, { bars, gaps }, view),
    footprint: isMarked ? footprint(bars, gaps, bar).bars : null,
    barPointOfControl: isMarked,
    imbalances: zones?.imbalances ?? (isMarked ? diagonalImbalances(bars, gaps, { ...bar, ...IMBALANCE }) : null),
    zones: zones?.events ?? [],
    signals,
    chosenSignal: signals.find(({ kind }) => kind === given.chosenSignal) ?? null,
  };
}

function profileOf(placement: "over" | "beside", { bars, gaps }: SeededMarket, { fromSec, toSec, lowTicks, highTicks }: Viewport): ProfilePicture {
  const ticksPerRow = Math.max(1, Math.round((highTicks - lowTicks) / PROFILE_ROWS));
  const { rows, reliable } = rangeProfile(bars, gaps, Math.floor(fromSec), Math.ceil(toSec), ticksPerRow);
  return {
    placement,
    title: "visible",
    ticksPerRow,
    row: rows.row.slice(0, rows.length),
    bidLots: rows.bidLots.slice(0, rows.length),
    askLots: rows.askLots.slice(0, rows.length),
    reliable,
    valueArea: valueArea(rows),
    nodes: profileNodes(rows, "peaks"),
  };
}

/** One event of every kind, spread over the window at the prices of their seconds. */
function everySignal(bars: BarView, { fromSec, toSec }: Viewport): readonly OrderFlowEvent[] {
  return SIGNAL_KINDS.map((kind, index) => {
    const share = SIGNALS_FROM + ((SIGNALS_TO - SIGNALS_FROM) * index) / (SIGNAL_KINDS.length - 1);
    const at = Math.min(bars.length - 1, lowerBoundBar(bars, fromSec + share * (toSec - fromSec)));
    return moved(SAMPLE_EVENTS[kind], bars.timeSec[at], index % 2 === 0 ? bars.lowTicks[at] : bars.highTicks[at]);
  });
}

function moved(event: OrderFlowEvent, timeSec: number, priceTicks: number): OrderFlowEvent {
  const moment = { timeSec, confirmedSec: timeSec + event.confirmedSec - event.timeSec };
  switch (event.kind) {
    case "upside-sweep":
    case "downside-sweep":
      return { ...event, ...moment, sweptTicks: priceTicks, evidence: { ...event.evidence, extremeTicks: priceTicks } };
    case "stacked-imbalance":
      return { ...event, ...moment, lowTicks: priceTicks - 15, highTicks: priceTicks };
    case "stacked-imbalance-end":
      return { ...event, ...moment };
    default:
      return { ...event, ...moment, priceTicks };
  }
}
