import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StudyStore } from "../../../client/data/study-store.ts";
import { normalizeGaps } from "../../../core/orderflow/fold/gaps.ts";
import { ScriptedFeed } from "../../support/scripted-feed.ts";
import { testInstrument } from "../../support/seeded-bars.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { EngineUnderTest, type TestWindow, until } from "../engine-under-test.ts";
import { ALL_STUDIES, expectWhole } from "./whole-studies.ts";

const SHAPE = { timeframeSec: 60, ticksPerRow: 2 };
const MINUTE = { ...SHAPE, studies: ALL_STUDIES };

describe("studies over the wire", () => {
  let feeds: ScriptedFeed[];
  let server: TestServer;
  let under: EngineUnderTest;

  beforeEach(async () => {
    feeds = ["TEST", "TWO"].map((symbol, index) => new ScriptedFeed(testInstrument(symbol), { seed: 30 + index, historySec: 1500 }));
    server = await startTestServer(feeds);
    under = new EngineUnderTest();
  });

  afterEach(async () => {
    under.close();
    await server.close("the test is over");
  });

  const log = (symbol = "TEST") => server.logs.get(symbol) ?? expect.fail(`the server has no ${symbol}`);

  async function open(): Promise<TestWindow> {
    const window = under.openWindow();
    await window.link.control.connect(server.liveUrl);
    return window;
  }

  /** The window has been told of every closed second and every gap. */
  const isUpToDate = ({ store }: TestWindow, symbol = "TEST"): boolean => {
    const tape = store.studies.study("tape")?.series;
    const bars = log(symbol).columns;
    const { closedThroughSec } = log(symbol);
    return (
      store.symbol === symbol &&
      tape !== null &&
      tape?.length === bars.length &&
      tape.columns.timeSec[0] === bars.timeSec[0] &&
      store.status?.closedThroughSec === closedThroughSec &&
      store.status.gaps.length === log(symbol).gaps.length * 2
    );
  };

  const expectLog = (store: StudyStore, symbol = "TEST"): void => {
    const { columns, gaps, closedThroughSec } = log(symbol);
    const pairs = normalizeGaps(gaps.flatMap(({ fromSec, toSec }) => [fromSec, toSec]));
    expectWhole(store, { ...SHAPE, bars: columns, closedCount: columns.length, gaps: pairs, closedThroughSec: closedThroughSec ?? 0, range: null });
  };

  it("gives the batch results over the server's log, through seconds, gaps, cuts and symbols", async () => {
    const window = await open();
    window.link.requestStudies(MINUTE);
    await until(() => isUpToDate(window));
    await window.settled();
    expectLog(window.store.studies);
    for (let round = 0; round < 12; round++) {
      feeds[0].advance(7);
      if (round % 4 === 1) feeds[0].loseSeconds(3);
      if (round % 4 === 2) await window.link.control.cutConnection();
    }
    feeds[0].advance(2);
    await until(() => isUpToDate(window));
    await window.settled();
    expectLog(window.store.studies);
    window.show({ symbol: "TWO" });
    await until(() => isUpToDate(window, "TWO"));
    await window.settled();
    expectLog(window.store.studies, "TWO");
    expect(window.store.costs?.studyMs).toBeGreaterThan(0);
  });

  it("costs a window that does not ask nothing", async () => {
    const window = await open();
    await until(() => window.store.status?.bars === log().nextSeq);
    feeds[0].advance(3);
    await until(() => window.store.status?.bars === log().nextSeq);
    expect(window.patches.filter(({ studies }) => studies !== null)).toEqual([]);
    expect(window.store.costs?.studyMs).toBe(0);
  });

  it("reads the studies whole, and counts the signals of other parameters without showing them", async () => {
    const window = await open();
    await until(() => window.store.status?.bars === log().nextSeq);
    const patch = (await window.link.control.studies({ symbol: "TEST", ...MINUTE })) ?? expect.fail("TEST is subscribed");
    const store = new StudyStore();
    store.apply(patch);
    expectLog(store);
    const studies = { bursts: { deviations: 1 }, exhaustion: {} };
    const counts = await window.link.control.previewSignals({ symbol: "TEST", timeframeSec: 1, ticksPerRow: 1, studies });
    const whole = await window.link.control.studies({ symbol: "TEST", timeframeSec: 1, ticksPerRow: 1, studies });
    const kinds = (whole?.changes ?? []).flatMap(({ events }) => events.map(({ kind }) => kind));
    const expected: Record<string, number> = {};
    for (const kind of kinds) expected[kind] = (expected[kind] ?? 0) + 1;
    const bars = log().columns;
    expect(kinds.length).toBeGreaterThan(0);
    expect(counts).toEqual({ fromSec: bars.timeSec[0], toSec: bars.timeSec[bars.length - 1] + 1, counts: expected });
    expect(window.patches.filter((shown) => shown.studies !== null)).toEqual([]);
    expect(await window.link.control.studies({ symbol: "NOPE", ...MINUTE })).toBeNull();
  });

  it("refuses parameters by name, on either port", async () => {
    const window = await open();
    await until(() => window.store.status?.bars === log().nextSeq);
    const wrong = { timeframeSec: 60, ticksPerRow: 1, studies: { sweeps: { withinSec: 1000 } } };
    const sentence = /^sweeps.withinSec 1000 must be a whole number/;
    window.link.requestStudies(wrong);
    await until(() => window.store.studies.refusal !== null);
    expect(window.store.studies.refusal).toMatchObject({ field: "sweeps.withinSec", message: expect.stringMatching(sentence) });
    await expect(window.link.control.previewSignals({ symbol: "TEST", ...wrong })).rejects.toThrow(sentence);
    await expect(window.link.control.studies({ symbol: "TEST", timeframeSec: 60, ticksPerRow: 1, studies: { profile: { range: { kind: "visible" } } } })).rejects.toThrow(
      /^profile.range.kind "visible" needs a window/,
    );
  });

  it("answers the newest of several previews", async () => {
    const window = await open();
    await until(() => window.store.status?.bars === log().nextSeq);
    const preview = (deviations: number) => window.link.control.previewSignals({ symbol: "TEST", timeframeSec: 1, ticksPerRow: 1, studies: { bursts: { deviations } } });
    const answers = await Promise.all([preview(1), preview(2), preview(3)]);
    expect(answers.map((answer) => answer === null)).toEqual([true, true, false]);
  });
});
