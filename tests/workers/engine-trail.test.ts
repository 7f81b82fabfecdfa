import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NO_GAPS } from "../../core/orderflow/fold/gaps.ts";
import { rangeProfile } from "../../core/orderflow/profile/volume-profile.ts";
import { HEADER_COUNT, HEADER_LOW_ROW, HEADER_OFFSET, HEADER_STRIDE } from "../../core/view/cell-pool.ts";
import { heatCodeOf } from "../../core/view/heat-code.ts";
import { ScriptedFeed } from "../support/scripted-feed.ts";
import { testInstrument } from "../support/seeded-bars.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { EngineUnderTest, type TestWindow, until } from "./engine-under-test.ts";

const ONE = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
const MINUTE = { kind: "seconds", seconds: 60 } as const;

describe("the heat trail of a window", () => {
  let feed: ScriptedFeed;
  let server: TestServer;
  let under: EngineUnderTest;

  beforeEach(async () => {
    feed = new ScriptedFeed(testInstrument("TEST"), { seed: 20, historySec: 1500 });
    server = await startTestServer([feed]);
    under = new EngineUnderTest();
  });

  afterEach(async () => {
    under.close();
    await server.close("the test is over");
  });

  const log = () => server.logs.get("TEST") ?? expect.fail("the server has TEST");

  /** The screen that follows the newest second. */
  const screen = () => {
    const bars = log().columns;
    const toSec = bars.timeSec[bars.length - 1] + 20;
    const middle = bars.closeTicks[bars.length - 1];
    return { fromSec: toSec - 200, toSec, lowTicks: middle - 200, highTicks: middle + 200 };
  };

  const heldColumn = (window: TestWindow, column: number): string[] => {
    const mirror = window.store.trail.trailFor(ONE)?.mirror;
    if (mirror === undefined) return ["no trail"];
    const header = (column - mirror.firstColumn) * HEADER_STRIDE;
    return Array.from({ length: mirror.headers[header + HEADER_COUNT] ?? 0 }, (_, at) => [mirror.headers[header + HEADER_LOW_ROW] + at, mirror.cells[mirror.headers[header + HEADER_OFFSET] + at]])
      .filter(([, code]) => code > 0)
      .map((cell) => cell.join(":"));
  };

  const profileOf = (column: number): string[] => {
    const { rows } = rangeProfile(log().columns, NO_GAPS, column - 59, column + 1, 1);
    return Array.from({ length: rows.length }, (_, at) => `${rows.row[at]}:${heatCodeOf(rows.bidLots[at] + rows.askLots[at])}`);
  };

  const holds = (window: TestWindow): boolean => {
    const bars = log().columns;
    const last = bars.timeSec[bars.length - 1];
    return [0, 1, 30, 150].every((back) => heldColumn(window, last - back).join() === profileOf(last - back).join());
  };

  it("is the volume profile of the minute before each column, second after second, and goes when it is not wanted", async () => {
    const window = under.openWindow({ viewport: screen(), trail: MINUTE });
    await window.link.control.connect(server.liveUrl);
    for (let second = 0; second < 6; second++) {
      await until(() => holds(window));
      feed.advance(3);
      window.show({ viewport: screen(), trail: MINUTE });
    }
    await until(() => holds(window));
    window.show({ viewport: screen(), trail: null, serial: 1 });
    await until(() => window.patches.some(({ served }) => served === 1));
    const told = window.patches.length;
    feed.advance(3);
    await until(() => window.patches.length > told);
    expect(window.patches.slice(told).every(({ trail }) => trail === null)).toBe(true);
  });

  it("says that a request is answered when all of the trail has been told", async () => {
    const window = under.openWindow({ viewport: screen(), trail: MINUTE });
    await window.link.control.connect(server.liveUrl);
    await until(() => holds(window) && window.store.status?.bars === log().columns.length);
    const earlier = { ...screen(), fromSec: screen().fromSec - 900, toSec: screen().toSec - 900 };
    window.show({ viewport: earlier, trail: { kind: "session" }, serial: 7 });
    await until(() => window.patches.some(({ served }) => served === 7));
    expect(window.store.trail.shown?.span).toEqual({ kind: "session" });
    expect(heldColumn(window, Math.floor(earlier.toSec) - 100).length).toBeGreaterThan(0);
  });

  it("tells the exact volume at a price up to a second, on request and under the pointer alike", async () => {
    const bars = log().columns;
    const at = bars.length - 40;
    const query = { timeSec: bars.timeSec[at], priceTicks: bars.closeTicks[at], columnSec: 5, ticksPerRow: 2 };
    const column = Math.floor(query.timeSec / 5) * 5;
    const window = under.openWindow({ viewport: screen(), trail: MINUTE, pointer: query, exactKey: { ...ONE, columnSec: 5, ticksPerRow: 2 }, pool: { ...ONE, columnSec: 5, ticksPerRow: 2 } });
    await window.link.control.connect(server.liveUrl);
    await until(() => window.store.status?.bars === log().nextSeq);
    await window.settled();
    const { rows } = rangeProfile(bars, NO_GAPS, column - 55, column + 5, 2);
    const row = rows.row.subarray(0, rows.length).indexOf(Math.floor(query.priceTicks / 2));
    const expected = { fromSec: column - 55, toSec: column + 5, bidLots: rows.bidLots[row], askLots: rows.askLots[row], trades: rows.trades[row] };
    expect(window.store.pointer?.trail).toEqual(expected);
    expect(await window.link.control.trailAt({ symbol: "TEST", ...query, span: MINUTE })).toEqual(expected);
    const session = await window.link.control.trailAt({ symbol: "TEST", ...query, span: { kind: "session" } });
    expect(session?.trades).toBeGreaterThanOrEqual(expected.trades);
    expect(await window.link.control.trailAt({ symbol: "TEST", ...query, timeSec: query.timeSec + 1e6, span: MINUTE })).toBeNull();
    expect(await window.link.control.trailAt({ symbol: "NOBODY", ...query, span: MINUTE })).toBeNull();
  });
});
