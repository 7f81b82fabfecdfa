import { expect } from "vitest";
import type { StudyStore } from "../../../client/data/study-store.ts";
import type { BarView } from "../../../core/market/bar-view.ts";
import { ALL_DAY_UTC } from "../../../core/market/instrument.ts";
import { ABSORPTION_DEFAULTS, absorptions } from "../../../core/orderflow/signals/absorption.ts";
import { deltaCvd } from "../../../core/orderflow/flow/delta-cvd.ts";
import { EXHAUSTION_DEFAULTS, type ExhaustionEvent, ExhaustionFold } from "../../../core/orderflow/signals/exhaustion.ts";
import { footprint } from "../../../core/orderflow/footprint/footprint.ts";
import { createImbalanceSeries } from "../../../core/orderflow/footprint/imbalance-series.ts";
import { liquiditySweeps } from "../../../core/orderflow/signals/liquidity-sweep.ts";
import { microPullbacks } from "../../../core/orderflow/signals/micro-pullback.ts";
import { profileNodes } from "../../../core/orderflow/profile/profile-nodes.ts";
import type { Series } from "../../../core/orderflow/fold/series.ts";
import { sessionVwap } from "../../../core/orderflow/flow/session-vwap.ts";
import { type ImbalanceOutput, STACKED_IMBALANCE_DEFAULTS, StackedImbalanceFold } from "../../../core/orderflow/footprint/stacked-imbalance.ts";
import { createTapePrintSeries, writeTapePrints } from "../../../core/orderflow/flow/tape-prints.ts";
import { tape } from "../../../core/orderflow/flow/tape.ts";
import { valueArea } from "../../../core/orderflow/profile/value-area.ts";
import { rangeProfile, sessionProfile } from "../../../core/orderflow/profile/volume-profile.ts";
import type { OrderFlowEvent } from "../../../core/orderflow/signals/order-flow-event.ts";
import type { StudyChoices } from "../../../protocol/studies.ts";
import { rowsOfSeries } from "../../core/orderflow/series-rows.ts";
import { sliceBars } from "../bar-slices.ts";

/** Every study there is, by its defaults. */
export const ALL_STUDIES: StudyChoices = {
  cvd: {},
  vwap: {},
  footprint: {},
  imbalances: {},
  absorption: {},
  exhaustion: {},
  bursts: {},
  sweeps: {},
  tape: {},
  prints: {},
  profile: {},
};

/** What the studies should be. */
export interface Whole {
  /** Closed bars, then forming ones. */
  readonly bars: BarView;
  readonly closedCount: number;
  readonly gaps: Float64Array;
  readonly closedThroughSec: number;
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
  /** Of the profile; null: the session. */
  readonly range: { readonly from: number; readonly to: number } | null;
}

/** Compares what a window has added up with the batch functions over the same bars, bit for bit. */
export function expectWhole(store: StudyStore, whole: Whole): void {
  const { bars, closedCount, gaps, timeframeSec, ticksPerRow } = whole;
  const closed = sliceBars(bars, 0, closedCount);
  const sums = { timeframeSec, session: ALL_DAY_UTC, reset: "session" } as const;
  expectRows(store.study("cvd")?.series, deltaCvd(bars, gaps, sums));
  expectRows(store.study("vwap")?.series, sessionVwap(bars, gaps, sums));
  expectRows(store.study("footprint")?.series, footprint(closed, gaps, { timeframeSec, ticksPerRow }).bars);
  expectRows(store.study("tape")?.series, tape(closed, gaps));
  const prints = createTapePrintSeries();
  writeTapePrints(bars, 200, 1, prints);
  expectRows(store.study("prints")?.series, prints);
  expect(store.study("absorption")?.events).toEqual(absorptions(closed, gaps, ABSORPTION_DEFAULTS));
  expect(store.study("bursts")?.events).toEqual(microPullbacks(closed, gaps));
  expect(store.study("sweeps")?.events).toEqual(liquiditySweeps(closed, gaps));
  expect(store.study("exhaustion")?.events).toEqual(exhaustionsOf(closed, whole));
  const { imbalances, events } = imbalancesOf(closed, whole);
  expectRows(store.study("imbalances")?.series, imbalances);
  expect(store.study("imbalances")?.events).toEqual(events);
  expectProfile(store, whole);
}

/**
 * What holds when gaps were heard of late: numbers that a gap does not change are those of the batch functions; of the others those that are reliable, and all
 * that became known from `sinceSec` on.
 */
export function expectWholeSince(store: StudyStore, whole: Whole, sinceSec: number): void {
  const { bars, closedCount, gaps, timeframeSec, ticksPerRow } = whole;
  const closed = sliceBars(bars, 0, closedCount);
  const sums = { timeframeSec, session: ALL_DAY_UTC, reset: "session" } as const;
  expectRows(store.study("cvd")?.series, deltaCvd(bars, gaps, sums));
  expectRows(store.study("vwap")?.series, sessionVwap(bars, gaps, sums));
  expectRows(store.study("footprint")?.series, footprint(closed, gaps, { timeframeSec, ticksPerRow }).bars);
  expectRowsSince(store.study("tape")?.series, tape(closed, gaps), sinceSec);
  const { imbalances, events } = imbalancesOf(closed, whole);
  expectRowsSince(store.study("imbalances")?.series, imbalances, sinceSec);
  expectEventsSince(store.study("imbalances")?.events, events.filter(({ kind }) => kind === "stacked-imbalance"), sinceSec);
  expectEventsSince(store.study("absorption")?.events, absorptions(closed, gaps, ABSORPTION_DEFAULTS), sinceSec);
  expectEventsSince(store.study("bursts")?.events, microPullbacks(closed, gaps), sinceSec);
  expectEventsSince(store.study("sweeps")?.events, liquiditySweeps(closed, gaps), sinceSec);
  expectEventsSince(store.study("exhaustion")?.events, exhaustionsOf(closed, whole), sinceSec);
  expectProfile(store, whole);
}

function expectRowsSince(known: Series<string> | null | undefined, whole: Series<string>, sinceSec: number): void {
  const rows = rowsOfSeries(known ?? expect.fail("there are no rows"));
  const wholeRows = new Set(rowsOfSeries(whole).map((row) => JSON.stringify(row)));
  expect(rows.filter((row) => row["reliable"] === 1 && !wholeRows.has(JSON.stringify(row)))).toEqual([]);
  const isSince = ({ timeSec }: { timeSec: number }): boolean => timeSec >= sinceSec;
  expect(rows.filter((row) => isSince({ timeSec: row["timeSec"] }))).toEqual(rowsOfSeries(whole).filter((row) => isSince({ timeSec: row["timeSec"] })));
}

function expectEventsSince(known: readonly OrderFlowEvent[] | undefined, whole: readonly OrderFlowEvent[], sinceSec: number): void {
  const texts = new Set(whole.map((event) => JSON.stringify(event)));
  const zonesBegun = known?.filter(({ kind }) => kind !== "stacked-imbalance-end") ?? [];
  expect(zonesBegun.filter((event) => event.reliable && !texts.has(JSON.stringify(event)))).toEqual([]);
  const knownTexts = new Set(zonesBegun.map((event) => JSON.stringify(event)));
  expect(whole.filter((event) => event.confirmedSec >= sinceSec && !knownTexts.has(JSON.stringify(event)))).toEqual([]);
}

function exhaustionsOf(closed: BarView, { gaps, timeframeSec, closedThroughSec }: Whole): ExhaustionEvent[] {
  const events: ExhaustionEvent[] = [];
  const fold = new ExhaustionFold({ ...EXHAUSTION_DEFAULTS, timeframeSec });
  fold.append(closed, 0, closed.length, gaps, events);
  fold.closeThrough(closedThroughSec, gaps, events);
  return events;
}

function imbalancesOf(closed: BarView, { gaps, timeframeSec, ticksPerRow, closedThroughSec }: Whole): ImbalanceOutput {
  const output: ImbalanceOutput = { imbalances: createImbalanceSeries(), events: [] };
  const fold = new StackedImbalanceFold({ ...STACKED_IMBALANCE_DEFAULTS, timeframeSec, ticksPerRow });
  fold.append(closed, 0, closed.length, gaps, output);
  fold.closeThrough(closedThroughSec, gaps, output);
  fold.writeForming(gaps, output);
  return output;
}

function expectProfile({ profile }: StudyStore, { bars, gaps, ticksPerRow, range }: Whole): void {
  const expected = range === null ? sessionProfile(bars, gaps, ALL_DAY_UTC, ticksPerRow) : rangeProfile(bars, gaps, range.from, range.to, ticksPerRow);
  if (expected === null) return;
  const { rows, startSec, endSec, reliable, estimated } = expected;
  expect(profile).toMatchObject({ startSec, endSec, reliable, estimated, ticksPerRow, valueArea: valueArea(rows), nodes: profileNodes(rows, "peaks") });
  expect(profile?.row).toEqual(rows.row.slice(0, rows.length));
  for (const column of ["bidLots", "askLots", "trades"] as const) expect(profile?.[column]).toEqual(rows[column].slice(0, rows.length));
}

/** Compares the columns that a window has. */
function expectRows(known: Series<string> | null | undefined, whole: Series<string>): void {
  expect(known?.length).toBe(whole.length);
  for (const field of known?.fields ?? []) {
    expect([field, known?.columns[field].subarray(0, known.length)]).toEqual([field, whole.columns[field].subarray(0, whole.length)]);
  }
}
