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
import { rowsOfSeries } from "../../core/orderflow/series-rows.ts";
import { expectOnlyGrown, toldEvents } from "./told-studies.ts";
import { ALL_STUDIES, expectWhole, expectWholeSince } from "./whole-studies.ts";

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

/**
 * A stream that is cut, repeated and late; patches are taken whenever. What was told stays told.
 * @param surprises gaps are heard of now and then, some after the bars that follow them; else all of them before the first bar.
 */
function followStream(market: MarketCase, { seed, top, steps, surprises }: { seed: number; top: number; steps: number; surprises: boolean }): void {
  const { bars: log, gaps: pairs, timeframeSec, ticksPerRow } = market;
  const random = createRandom(seed);
  const server = new LossyServer(log, seed, Math.min(top, log.length));
  const { columns } = server;
  const gaps = new GapList();
  const shelf = shelfOver(columns, gaps);
  const studies = new WindowStudies();
  const store = new StudyStore();
  const range = random() < 0.5 ? null : { from: log.timeSec[Math.floor(random() * log.length)], to: log.timeSec[log.length - 1] };
  let surprisedSec = Number.NEGATIVE_INFINITY;
  const hear = (at: number): void => {
    if (!gaps.add(pairs[at], pairs[at + 1])) return;
    surprisedSec = Math.max(surprisedSec, columns.closedThroughSec, columns.closedCount === 0 ? surprisedSec : columns.bars.timeSec[columns.closedCount - 1] + 1);
  };
  studies.request({
    timeframeSec,
    ticksPerRow,
    studies: { ...ALL_STUDIES, profile: range === null ? {} : { range: { kind: "fixed", fromSec: range.from, toSec: range.to } } },
  });
  const take = (): void => {
    const patch = studies.take(EVERYTHING);
    if (patch === null) return;
    const before = toldEvents(store);
    store.apply(patch);
    expectOnlyGrown(before, toldEvents(store));
  };
  const compare = (): void => {
    settle(studies, shelf);
    take();
    if (!columns.historyComplete) return;
    const { bars, closedCount, closedThroughSec } = columns;
    const whole = { bars, closedCount, gaps: normalizeGaps(gaps.bounds), closedThroughSec, timeframeSec, ticksPerRow, range };
    if (surprises) expectWholeSince(store, whole, surprisedSec);
    else expectWhole(store, whole);
  };
  if (!surprises) for (let at = 0; at < pairs.length; at += 2) hear(at);
  for (let step = 0; step < steps; step++) {
    const dice = random();
    if (dice < 0.5) server.step();
    else if (dice < 0.6 && pairs.length > 0) hear(2 * Math.floor((random() * pairs.length) / 2));
    else if (dice < 0.7 && columns.nextSeq < log.length) columns.closeThrough(log.timeSec[columns.nextSeq], columns.nextSeq);
    else if (dice < 0.9) studies.work(shelf, EVERYTHING, 0);
    else if (dice < 0.95) take();
    else compare();
  }
  server.finish();
  for (let at = 0; at < pairs.length; at += 2) hear(at);
  columns.closeThrough(log.timeSec[log.length - 1] + Math.floor(random() * 100), columns.nextSeq);
  compare();
}

describe("WindowStudies", () => {
  it.each([
    ["adds up to the batch functions over the same bars, whatever the stream does", false],
    ["keeps what it told when gaps are heard of late, and adds up to the batch functions after them", true],
  ])("%s", (_, surprises) => {
    const cases = marketCase(400).filter(({ bars }) => bars.length > 0);
    fc.assert(
      fc.property(cases, fc.integer(), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 80 }), (market, seed, top, steps) => {
        followStream(market, { seed, top, steps, surprises });
      }),
      { numRuns: 60, endOnFailure: true },
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

  it("goes on when a gap lies ahead", () => {
    const { gaps, shelf } = loaded(200);
    const studies = new WindowStudies();
    studies.request({ timeframeSec: 60, ticksPerRow: 1, studies: { cvd: {} } });
    takePatch(studies, shelf);
    gaps.add(log.timeSec[199] + 1, log.timeSec[199] + 9);
    expect(takePatch(studies, shelf).changes.map(({ reset }) => reset)).toEqual([null]);
  });

  describe("when a gap is found among bars already folded", () => {
    const selection = {
      timeframeSec: 5,
      ticksPerRow: 4,
      studies: { ...ALL_STUDIES, bursts: { thresholdLots: 3000 }, imbalances: { minimumLots: 1, ratio: 1, stackRows: 2, maximumAgeSec: 600 }, exhaustion: { lookback: 2, deltaShare: 1, volumeShare: 2 } },
    };

    /** The studies of 250 bars, told, and then again when a gap over the bars 150 to 199 has become known. */
    function surprised() {
      const { columns, gaps, shelf } = loaded(250);
      const studies = new WindowStudies();
      studies.request(selection);
      const store = new StudyStore();
      store.apply(takePatch(studies, shelf));
      const before = { events: toldEvents(store), tape: rowsOf(store, "tape"), imbalances: rowsOf(store, "imbalances"), cvd: rowsOf(store, "cvd") };
      gaps.add(log.timeSec[150], log.timeSec[199] + 1);
      store.apply(takePatch(studies, shelf));
      return { columns, gaps, shelf, studies, store, before };
    }

    function rowsOf(store: StudyStore, name: "tape" | "imbalances" | "cvd"): Record<string, number>[] {
      return rowsOfSeries(store.study(name)?.series ?? expect.fail(`${name} is unknown`));
    }

    const withoutTrust = (rows: readonly Record<string, number>[]) => rows.map((row) => ({ ...row, reliable: 0 }));

    it("keeps every event that was told, and says which are no longer reliable", () => {
      const { store, before } = surprised();
      expectOnlyGrown(before.events, toldEvents(store));
      expect(toldEvents(store).map((events) => events.length)).toEqual(before.events.map((events) => events.length));
      const bursts = store.study("bursts")?.events ?? [];
      const lost = bursts.filter(({ timeSec }) => timeSec >= log.timeSec[150] && timeSec <= log.timeSec[199]);
      expect(lost.length).toBeGreaterThan(3);
      expect(new Set(lost.map(({ reliable }) => reliable))).toEqual(new Set([false]));
      expect(bursts.filter(({ confirmedSec }) => confirmedSec < log.timeSec[149]).every(({ reliable }) => reliable)).toBe(true);
    });

    it("keeps every row that was told, and says which are no longer reliable", () => {
      const { store, before } = surprised();
      expect(withoutTrust(rowsOf(store, "tape"))).toEqual(withoutTrust(before.tape));
      expect(rowsOf(store, "tape").filter(({ timeSec }) => timeSec < log.timeSec[150]).every(({ reliable }) => reliable === 1)).toBe(true);
      expect(rowsOf(store, "tape").slice(150, 200).every(({ reliable }) => reliable === 0)).toBe(true);
      const endSec = Math.floor(log.timeSec[249] / 5) * 5;
      const ofCompleteBars = (rows: Record<string, number>[]) => rows.filter(({ timeSec }) => timeSec < endSec);
      expect(withoutTrust(ofCompleteBars(rowsOf(store, "imbalances")))).toEqual(withoutTrust(ofCompleteBars(before.imbalances)));
      expect(ofCompleteBars(rowsOf(store, "cvd")).filter(({ timeSec }) => timeSec + 5 > log.timeSec[150]).every(({ reliable }) => reliable === 0)).toBe(true);
    });

    it("goes on from there, ends the zones it has told of, and stands a second surprise", () => {
      const { columns, gaps, shelf, studies, store } = surprised();
      const openZones = () => {
        const events = store.study("imbalances")?.events ?? [];
        const ended = new Set(events.filter(({ kind }) => kind === "stacked-imbalance-end").map(({ side, timeSec, lowTicks }) => `${side} ${timeSec} ${lowTicks}`));
        return events.filter(({ kind, side, timeSec, lowTicks }) => kind === "stacked-imbalance" && !ended.has(`${side} ${timeSec} ${lowTicks}`));
      };
      expect(openZones().length).toBeGreaterThan(0);
      const told = toldEvents(store);
      columns.applyClosed(250, sliceBars(log, 250, 275));
      settle(studies, shelf);
      gaps.add(log.timeSec[240], log.timeSec[245]);
      studies.work(shelf, EVERYTHING, 0);
      gaps.add(log.timeSec[100], log.timeSec[105]);
      columns.applyClosed(275, sliceBars(log, 275, 300));
      store.apply(takePatch(studies, shelf));
      expectOnlyGrown(told, toldEvents(store));
      expect(store.study("bursts")?.events.length).toBeGreaterThan(told[3].length);
      columns.closeThrough(log.timeSec[299] + 700, 300);
      store.apply(takePatch(studies, shelf));
      expectOnlyGrown(told, toldEvents(store));
      expect(openZones()).toEqual([]);
    });
  });

  it("tells the newest bars of a long history before the rest, and then all of it", () => {
    const long = seededBars({ seed: 8, count: 20_000, maxLevels: 4 });
    const columns = new Columns();
    columns.begin(acknowledgement(0));
    columns.applyClosed(0, long);
    const shelf = shelfOver(columns, new GapList());
    for (const studies of [{ footprint: {} }, { imbalances: { minimumLots: null, ratio: 1.1 } }, { footprint: {}, imbalances: { ratio: 1.1 } }] as const) {
      const window = new WindowStudies();
      window.request({ timeframeSec: 2, ticksPerRow: 2, studies });
      const known = new StudyStore();
      const whole = new StudyStore();
      window.work(shelf, EVERYTHING, 0);
      const first = window.take(EVERYTHING) ?? expect.fail("the newest bars come first");
      known.apply(first);
      window.work(shelf, EVERYTHING, 0);
      expect(window.take(EVERYTHING)).toBeNull();
      whole.apply(takePatch(window, shelf));
      for (const name of Object.keys(studies) as (keyof typeof studies)[]) {
        const newest = rowsOfSeries(known.study(name)?.series ?? expect.fail(`${name} was not told`));
        const all = rowsOfSeries(whole.study(name)?.series ?? expect.fail(`${name} was not told`));
        expect(newest.length).toBeGreaterThan(100);
        expect(all.length).toBeGreaterThan(4 * newest.length);
        expect(newest).toEqual(all.slice(-newest.length));
        expect(newest[0]["timeSec"]).toBeGreaterThan(long.timeSec[19_999] - 2 * 2048 - 60);
        expect(known.study(name)?.events).toEqual([]);
      }
    }
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
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { tape: { windowSec: 29 } } }, "tape.windowSec", "tape.windowSec 29 must be a whole number from 30 to 3600"],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { tape: { meanFactor: -1 } } }, "tape.meanFactor", /^tape.meanFactor -1 must be a number from 0/],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { imbalances: { maximumAgeSec: 0 } } }, "imbalances.maximumAgeSec", /^imbalances.maximumAgeSec 0 must be a whole number from 1/],
    [{ timeframeSec: 1, ticksPerRow: 1, studies: { profile: { peaks: { leastHigh: 1.5 } } } }, "profile.peaks.leastHigh", "profile.peaks.leastHigh 1.5 must be a number from 0 to 1"],
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
