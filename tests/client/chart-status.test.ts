import { describe, expect, it } from "vitest";
import { barAgeSec, drawingReading, firstSpanSec, latencyMs, loadingShare, priceReading, streamNowMs, veilReading } from "../../client/chart-status.ts";
import { ALL_DAY_UTC, parseInstrument } from "../../core/market/instrument.ts";
import { NO_STREAM_STATUS } from "../../protocol/no-stream-status.ts";

const BTC = parseInstrument({ symbol: "BTCUSDT", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "BTC", session: ALL_DAY_UTC });
const LIVE = {
  ...NO_STREAM_STATUS,
  connection: "live",
  symbols: [BTC],
  instrument: BTC,
  bars: 1000,
  barsExpected: 1000,
  lastSec: 5000,
  lastPriceTicks: 616_598,
  streamTimeMs: 5_000_400,
  receivedAtMs: 5_000_412,
} as const;

describe("the status bar", () => {
  it("tells the change since the session's start with its sign", () => {
    expect(priceReading({ ...LIVE, sessionOpenTicks: 616_474 }, BTC)).toEqual({ text: "61,659.8", change: "+12.4", changePercent: "+0.02 %", direction: 1 });
    expect(priceReading({ ...LIVE, sessionOpenTicks: 618_003 }, BTC)).toEqual({ text: "61,659.8", change: "−140.5", changePercent: "−0.23 %", direction: -1 });
    expect(priceReading(LIVE, BTC)).toMatchObject({ change: "", direction: 0 });
    expect(priceReading(NO_STREAM_STATUS, BTC)).toBeNull();
  });

  it("lets the stream's clock run on between heartbeats, a recording's not", () => {
    expect(streamNowMs(LIVE, 5_001_412, true)).toBe(5_001_400);
    expect(streamNowMs(LIVE, 5_001_412, false)).toBe(5_000_400);
    expect(barAgeSec(LIVE, 5_001_400)).toBe(1.4);
    expect(barAgeSec(LIVE, 4_999_000)).toBe(0);
    expect(barAgeSec({ ...LIVE, connection: "ended" }, 5_001_400)).toBeNull();
  });

  it("tells latency only where the two clocks can be compared", () => {
    expect(latencyMs(LIVE)).toBe(12);
    expect(latencyMs({ ...LIVE, connection: "replay" })).toBeNull();
    expect(latencyMs({ ...LIVE, streamTimeMs: 1 })).toBeNull();
    expect(latencyMs({ ...LIVE, streamTimeMs: 5_000_415 })).toBe(0);
  });

  it("tells of frames only while there are any", () => {
    const recentScriptMs = { p50: 1.23, p95: 4, p99: 9, count: 12 };
    expect(drawingReading({ framesPerSec: 0, recentScriptMs })).toBeNull();
    expect(drawingReading({ framesPerSec: 4, recentScriptMs })).toEqual({ frames: 4, middle: "1.2 ms", most: "4.0 ms" });
  });

  it("shows progress while history arrives, and none for the bars on their way at any time", () => {
    expect(loadingShare(LIVE)).toBeNull();
    expect(loadingShare({ ...LIVE, bars: 999 })).toBeNull();
    expect(loadingShare({ ...LIVE, bars: 250 })).toBe(0.25);
    expect(loadingShare({ ...LIVE, bars: 0, barsExpected: 1 })).toBeNull();
  });
});

describe("the first window", () => {
  it("is no longer than a recording that is shorter, with the room beside the newest second", () => {
    expect(firstSpanSec({ ...LIVE, connection: "ended", firstSec: 4939 }, 5)).toBeCloseTo(67, 0);
    expect(firstSpanSec({ ...LIVE, connection: "ended", firstSec: 0 }, 5)).toBe(300);
    expect(firstSpanSec({ ...LIVE, connection: "ended", firstSec: 4999 }, 5)).toBe(20);
  });

  it("leaves room for what a market that goes on will bring, and waits for older history", () => {
    expect(firstSpanSec({ ...LIVE, firstSec: 4939 }, 5)).toBe(300);
    expect(firstSpanSec({ ...LIVE, connection: "ended", firstSec: 4939, bars: 60 }, 5)).toBe(300);
  });
});

describe("the veil", () => {
  it("is lifted when there is a picture", () => {
    expect(veilReading(LIVE, "BTCUSDT", true)).toBeNull();
    expect(veilReading({ ...LIVE, connection: "reconnecting", message: "No word for 6 s" }, null, true)).toBeNull();
  });

  it("names a market that is not there and offers those that are, even over the picture of another", () => {
    expect(veilReading(LIVE, "DOGE", true)).toMatchObject({ title: "There is no market “DOGE” here", offerSymbols: true });
  });

  it("has its own words for each reason", () => {
    const title = (more: object): string | undefined => veilReading({ ...LIVE, ...more }, null, false)?.title;
    expect(title({ connection: "connecting", instrument: null })).toBe("Connecting");
    expect(title({ connection: "reconnecting" })).toBe("No server within reach");
    expect(title({ connection: "refused" })).toBe("The server refused");
    expect(title({ bars: 10 })).toBe("Loading BTCUSDT");
    expect(title({ bars: 0, barsExpected: 0, lastSec: null })).toBe("No trades yet");
  });
});
