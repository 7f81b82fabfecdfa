import { expect, it } from "vitest";
import { HistoryWatch } from "../../client/history-watch.ts";
import { NO_STREAM_STATUS } from "../../protocol/no-stream-status.ts";

const LIVE = { ...NO_STREAM_STATUS, connection: "live", bars: 1000, barsExpected: 1000 } as const;

it("tells how much of the history is there until all of it is, and no more of the bars on their way after that", () => {
  const watch = new HistoryWatch();
  expect(watch.read("BTC", { ...LIVE, bars: 0, barsExpected: 0 })).toEqual({ share: null, isCurrent: true });
  expect(watch.read("BTC", { ...LIVE, bars: 890 })).toEqual({ share: 0.89, isCurrent: true });
  expect(watch.read("BTC", LIVE)).toEqual({ share: null, isCurrent: true });
  expect(watch.read("BTC", { ...LIVE, barsExpected: 1010, barsBehind: 10 })).toEqual({ share: null, isCurrent: true });
});

it("takes no bar for the newest while those missed by a cut connection come in their order", () => {
  const watch = new HistoryWatch();
  watch.read("BTC", LIVE);
  expect(watch.read("BTC", { ...LIVE, connection: "reconnecting" })).toEqual({ share: null, isCurrent: true });
  expect(watch.read("BTC", { ...LIVE, barsExpected: 2000, barsBehind: 1000 })).toEqual({ share: 0.5, isCurrent: false });
  expect(watch.read("BTC", { ...LIVE, bars: 1999, barsExpected: 2000, barsBehind: 1 })).toEqual({ share: null, isCurrent: true });
});

it("begins anew with another market", () => {
  const watch = new HistoryWatch();
  watch.read("BTC", LIVE);
  expect(watch.read("ETH", { ...LIVE, bars: 250 })).toEqual({ share: 0.25, isCurrent: true });
});
