import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StudyStore } from "../../../client/data/study-store.ts";
import { ALL_DAY_UTC } from "../../../core/market/instrument.ts";
import { SessionCalendar } from "../../../core/market/session.ts";
import { normalizeGaps } from "../../../core/orderflow/fold/gaps.ts";
import type { StudyPatch } from "../../../protocol/studies.ts";
import { GapList } from "../../../workers/gap-list.ts";
import { StudyShelf } from "../../../workers/studies/study-shelf.ts";
import { WindowStudies } from "../../../workers/studies/window-studies.ts";
import type { SymbolColumns } from "../../../workers/symbol-columns.ts";
import { SymbolColumns as Columns } from "../../../workers/symbol-columns.ts";
import { marketCase, type MarketCase } from "../../core/orderflow/market-case.ts";
import { createRandom, seededBars } from "../../support/seeded-bars.ts";
import { acknowledgement } from "../acknowledgement.ts";
import { formingState, sliceBars } from "../bar-slices.ts";
import { LossyServer } from "../lossy-server.ts";
import { ALL_STUDIES, expectWhole } from "./whole-studies.ts";

const EVERYTHING = { from: 0, to: Number.MAX_SAFE_INTEGER };
const PIECE = 60;

function shelfOver(columns: SymbolColumns, gaps: GapList): StudyShelf {
  const calendar = new SessionCalendar(ALL_DAY_UTC);
  const bounds = () => (columns.bars.length === 0 ? null : calendar.boundsOf(columns.bars.timeSec[columns.bars.length - 1]));
  return new StudyShelf({ columns, gaps }, ALL_DAY_UTC, bounds, PIECE);
}

function settle(studies: WindowStudies, shelf: StudyShelf, visible = EVERYTHING): void {
  while (studies.work(shelf, visible, 0));
}

/** A stream that is cut, repeated and late, whose gaps are heard of now and then, some after the bars that follow them; patches are taken whenever. */
function followStream(market: MarketCase, seed: number, top: number, steps: number): void {
  const { bars: log, gaps: pairs, timeframeSec, ticksPerRow } = market;
  const random = createRandom(seed);
  const server = new LossyServer(log, seed, Math.min(top, log.length));
  const { columns } = server;
  const gaps = new GapList();
  const shelf = shelfOver(columns, gaps);
  const studies = new WindowStudies();
  const store = new StudyStore();
  const range = random() < 0.5 ? null : { from: log.timeSec[Math.floor(random() * log.length)], to: log.timeSec[log.length - 1] };
  studies.request({
    timeframeSec,
    ticksPerRow,
    studies: { ...ALL_STUDIES, profile: range === null ? {} : { range: { kind: "fixed", fromSec: range.from, toSec: range.to } } },
  });
  const take = (): void => {
    const patch = studies.take(EVERYTHING);
    if (patch !== null) store.apply(patch);
  };
  const compare = (): void => {
    settle(studies, shelf);
    take();
    if (!columns.historyComplete) return;
    const { bars, closedCount, closedThroughSec } = columns;
    expectWhole(store, { bars, closedCount, gaps: normalizeGaps(gaps.bounds), closedThroughSec, timeframeSec, ticksPerRow, range });
  };
  for (let step = 0; step < steps; step++) {
    const dice = random();
    if (dice < 0.5) server.step();
    else if (dice < 0.6 && pairs.length > 0) {
      const at = 2 * Math.floor((random() * pairs.length) / 2);
      gaps.add(pairs[at], pairs[at + 1]);
    } else if (dice < 0.7 && columns.nextSeq < log.length) columns.closeThrough(log.timeSec[columns.nextSeq], columns.nextSeq);
    else if (dice < 0.9) studies.work(shelf, EVERYTHING, 0);
    else if (dice < 0.95) take();
    else compare();
  }
  server.finish();
  for (let at = 0; at < pairs.length; at += 2) gaps.add(pairs[at], pairs[at + 1]);
  columns.closeThrough(log.timeSec[log.length - 1] + Math.floor(random() * 100), columns.nextSeq);
  compare();
}

describe("WindowStudies", () => {
  it("adds up to the batch functions over the same bars, whatever the stream does", () => {
    fc.assert(
      fc.property(marketCase(400).filter(({ bars }) => bars.length > 0), fc.integer(), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 80 }), (market, seed, top, steps) => {
        followStream(market, seed, top, steps);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  const log = seededBars({ seed: 5, count: 300 });

  function loaded(count: number): { columns: Columns; gaps: GapList; shelf: StudyShelf } {
    const columns = new Columns();
    columns.begin(acknowledgement(0));
    columns.applyClosed(0, sliceBars(log, 0, count));
    const gaps = new GapList();
    return { columns, gaps, shelf: shelfOver(columns, gaps) };
  }

  function takePatch(studies: WindowStudies, shelf: StudyShelf): StudyPatch {
    settle(studies, shelf);
    return studies.take(EVERYTHING) ?? expect.fail("there is nothing to tell");
  }

  it("does nothing without a request", () => {
    const { shelf } = loaded(100);
    const studies = new WindowStudies();
    expect(studies.work(shelf, EVERYTHING, 0)).toBe(false);
    expect(studies.take(EVERYTHING)).toBeNull();
    studies.request({ timeframeSec: 1, ticksPerRow: 1, studies: {} });
    expect(studies.work(shelf, EVERYTHING, 0)).toBe(false);
    expect(studies.take(EVERYTHING)).toBeNull();
    expect([shelf.size, shelf.workMs]).toEqual([0, 0]);
  });

  it("waits for the whole history", () => {
    const columns = new Columns();
    columns.begin(acknowledgement(200));
    const shelf = shelfOver(columns, new GapList());
    const studies = new WindowStudies();
    studies.request({ timeframeSec: 1, ticksPerRow: 1, studies: { cvd: {} } });
    columns.applyBacklog(100, sliceBars(log, 100, 200));
    expect(studies.work(shelf, EVERYTHING, 0)).toBe(false);
    expect(studies.take(EVERYTHING)).toBeNull();
    columns.applyBacklog(0, sliceBars(log, 0, 100));
    expect(takePatch(studies, shelf).changes[0].tail?.columns).toMatchObject({ timeSec: { length: 200 } });
  });

  it("sends only what changed: the rows of a live bar, and nothing while nothing comes", () => {
    const { columns, shelf } = loaded(200);
    const studies = new WindowStudies();
    studies.request({ timeframeSec: 1, ticksPerRow: 1, studies: { cvd: {}, tape: {}, sweeps: {} } });
    expect(takePatch(studies, shelf).changes.map(({ study, tail, reset }) => [study, tail?.from, reset !== null])).toEqual([
      ["cvd", 0, true],
      ["sweeps", undefined, true],
      ["tape", 0, true],
    ]);
    settle(studies, shelf);
    expect(studies.take(EVERYTHING)).toBeNull();
    columns.applyClosed(200, sliceBars(log, 200, 201));
    const { changes } = takePatch(studies, shelf);
    expect(changes.map(({ study, tail, reset }) => [study, tail?.from, tail?.columns, reset])).toMatchObject([
      ["cvd", 200, { timeSec: { length: 1 } }, null],
      ["tape", 200, { timeSec: { length: 1 } }, null],
    ]);
  });

  it("replaces the row of a forming second and finds no event in it", () => {
    const { columns, shelf } = loaded(200);
    const studies = new WindowStudies();
    studies.request({ timeframeSec: 60, ticksPerRow: 1, studies: ALL_STUDIES });
    const store = new StudyStore();
    store.apply(takePatch(studies, shelf));
    const eventsBefore = JSON.stringify(store.study("bursts")?.events);
    for (let levels = 1; levels < 6; levels++) {
      columns.applyForming(200, formingState(log, 200, levels));
      store.apply(takePatch(studies, shelf));
      expectWhole(store, { bars: columns.bars, closedCount: 200, gaps: new Float64Array(0), closedThroughSec: Number.NEGATIVE_INFINITY, timeframeSec: 60, ticksPerRow: 1, range: null });
    }
    expect(JSON.stringify(store.study("bursts")?.events)).toBe(eventsBefore);
  });

  it("begins anew when a gap is found among bars already folded, and goes on when it lies ahead", () => {
    const { gaps, shelf } = loaded(200);
    const studies = new WindowStudies();
    studies.request({ timeframeSec: 60, ticksPerRow: 1, studies: { cvd: {} } });
    takePatch(studies, shelf);
    gaps.add(log.timeSec[199] + 1, log.timeSec[199] + 9);
    expect(takePatch(studies, shelf).changes.map(({ reset }) => reset)).toEqual([null]);
    gaps.add(log.timeSec[50], log.timeSec[50] + 3);
    expect(takePatch(studies, shelf).changes.map(({ reset, tail }) => [reset?.["timeframeSec"], tail?.from])).toEqual([[60, 0]]);
  });

  it("folds again only what a new request changes", () => {
    const { shelf } = loaded(200);
    const studies = new WindowStudies();
    studies.request({ timeframeSec: 60, ticksPerRow: 1, studies: ALL_STUDIES });
    takePatch(studies, shelf);
    studies.request({ timeframeSec: 60, ticksPerRow: 5, studies: ALL_STUDIES });
    const rows = takePatch(studies, shelf);
    expect(rows.changes.map(({ study }) => study).sort()).toEqual(["footprint", "imbalances"]);
    expect([rows.profile?.ticksPerRow, rows.dropped]).toEqual([5, []]);
    studies.request({ timeframeSec: 15, ticksPerRow: 5, studies: { ...ALL_STUDIES, sweeps: undefined, profile: undefined } });
    const bars = takePatch(studies, shelf);
    expect(bars.changes.map(({ study }) => study).sort()).toEqual(["cvd", "exhaustion", "footprint", "imbalances", "vwap"]);
    expect([...bars.dropped].sort()).toEqual(["profile", "sweeps"]);
    expect(bars.profile).toBeNull();
  });

  it("follows the visible range and the last minutes", () => {
    const { columns, shelf } = loaded(290);
    const studies = new WindowStudies();
    const store = new StudyStore();
    const compare = (visible: { from: number; to: number }, range: { from: number; to: number }): void => {
      settle(studies, shelf, visible);
      store.apply(studies.take(visible) ?? expect.fail("the profile has changed"));
      const whole = { bars: columns.bars, closedCount: columns.closedCount, gaps: new Float64Array(0), closedThroughSec: 0, timeframeSec: 1, ticksPerRow: 2, range };
      studies.request({ timeframeSec: 1, ticksPerRow: 2, studies: { ...ALL_STUDIES, profile: store.profile?.parameters } });
      settle(studies, shelf, visible);
      const rest = studies.take(visible);
      if (rest !== null) store.apply(rest);
      expectWhole(store, whole);
    };
    studies.request({ timeframeSec: 1, ticksPerRow: 2, studies: { profile: { range: { kind: "visible" } } } });
    const random = createRandom(3);
    for (let step = 0; step < 40; step++) {
      const from = log.timeSec[0] - 50 + Math.floor(random() * 700);
      const visible = { from, to: from + 1 + Math.floor(random() * 300) };
      compare(visible, visible);
    }
    studies.request({ timeframeSec: 1, ticksPerRow: 2, studies: { profile: { range: { kind: "minutes", minutes: 2 } } } });
    for (let seq = 290; seq < 300; seq++) {
      columns.applyClosed(seq, sliceBars(log, seq, seq + 1));
      const to = log.timeSec[seq] + 1;
      compare(EVERYTHING, { from: to - 120, to });
    }
  });

  it.each([
    [{ timeframeSec: 0, ticksPerRow: 1, studies: {} }, "timeframeSec", "timeframeSec 0 must be a whole number from 1 to 86400"],
    [{ timeframeSec: 1, ticksPerRow: 0.5, studies: {} }, "ticksPerRow", "ticksPerRow 0.5 must be a whole number from 1 to 1000000"],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { absorption: { windowSec: 0 } } }, "absorption.windowSec", "absorption.windowSec 0 must be a whole number from 1 to 300"],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { tape: { thresholdTrades: -1 } } }, "tape.thresholdTrades", /^tape.thresholdTrades -1 must be a whole number/],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { imbalances: { ratio: 0.5 } } }, "imbalances.ratio", "imbalances.ratio 0.5 must be at least 1"],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { cvd: { reset: { hours: 25 } } } }, "cvd.reset.hours", "cvd.reset.hours 25 must be a whole number from 1 to 24"],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { vwap: { reset: "daily" } } }, "vwap.reset", 'vwap.reset daily must be "session", "never" or a number of hours'],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { sweeps: { sideShare: "much" } } }, "sweeps.sideShare", /^sweeps.sideShare much must be a number/],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { bursts: { deviation: 2 } } }, "bursts.deviation", /^bursts.deviation is not a parameter; there are thresholdLots, deviations/],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { delta: {} } }, "studies.delta", /^studies.delta is not a study; there are cvd, vwap/],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { profile: { valueArea: { share: 2, rowsPerStep: 2 } } } }, "profile.valueArea.share", "profile.valueArea.share 2 must be above 0 and at most 1"],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { profile: { range: { kind: "minutes", minutes: 0 } } } }, "profile.range.minutes", /^profile.range.minutes 0 must be a whole number/],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { profile: { range: { kind: "week" } } } }, "profile.range.kind", /^profile.range.kind must be "session"/],
  ])("refuses %j by the field's name, and the request before stays in force", (selection, field, message) => {
    const { columns, shelf } = loaded(100);
    const studies = new WindowStudies();
    studies.request({ timeframeSec: 1, ticksPerRow: 1, studies: { tape: {} } });
    takePatch(studies, shelf);
    studies.request(selection as Parameters<WindowStudies["request"]>[0]);
    const { refusal, dropped, changes } = takePatch(studies, shelf);
    expect([refusal?.field, dropped, changes]).toEqual([field, [], []]);
    expect(refusal?.message).toMatch(message);
    columns.applyClosed(100, sliceBars(log, 100, 101));
    expect(takePatch(studies, shelf)).toMatchObject({ refusal: null, changes: [{ study: "tape" }] });
  });
});
