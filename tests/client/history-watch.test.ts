import { expect, it } from "vitest";
import { HistoryWatch } from "../../client/history-watch.ts";
import { NO_STREAM_STATUS } from "../../protocol/no-stream-status.ts";

const LIVE = { ...NO_STREAM_STATUS, connection: "live", bars: 1000, barsExpected: 1000 } as const;

it("tells how much of the history is there until all of it is, and no more of the bars on their way after that", () => {
  const watch = new HistoryWatch();
  expect(watch.read("BTC", { ...LIVE, bars: 0, barsExpected: 0 })).toBeNull();
  expect(watch.read("BTC", { ...LIVE, bars: 890 })).toBe(0.89);
  expect(watch.read("BTC", LIVE)).toBeNull();
  expect(watch.read("BTC", { ...LIVE, barsExpected: 1010 })).toBeNull();
});

it("begins anew after a connection that was cut, and with another market", () => {
  const watch = new HistoryWatch();
  expect(watch.read("BTC", LIVE)).toBeNull();
  expect(watch.read("BTC", { ...LIVE, connection: "reconnecting" })).toBeNull();
  expect(watch.read("BTC", { ...LIVE, barsExpected: 2000 })).toBe(0.5);
  expect(watch.read("BTC", { ...LIVE, bars: 2000, barsExpected: 2000 })).toBeNull();
  expect(watch.read("ETH", { ...LIVE, bars: 250 })).toBe(0.25);
});
