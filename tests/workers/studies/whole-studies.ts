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
import type { StudyChoices } from "../../../protocol/studies.ts";
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
