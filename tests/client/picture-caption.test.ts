import { describe, expect, it } from "vitest";
import { captionTexts } from "../../client/picture-caption.ts";

const FACTS = { symbol: "BTCUSDT", timeframe: "1s", fromSec: 1_723_161_291.4, toSec: 1_723_161_597, utcOffsetSec: 0, legend: { title: "Volume", unit: "BTC", scope: "visible · p98" } };

describe("the caption of a saved picture", () => {
  it("says what is seen, when, and on which clock", () => {
    expect(captionTexts(FACTS)).toEqual({ title: "BTCUSDT · 1s bars · Volume", window: "2024-08-08 23:54:51 – 23:59:57 UTC", scale: "BTC, visible · p98" });
  });

  it("names both days of a window over midnight, in the clock that was chosen", () => {
    expect(captionTexts({ ...FACTS, toSec: 1_723_161_601, utcOffsetSec: 0 }).window).toBe("2024-08-08 23:54:51 – 2024-08-09 00:00:01 UTC");
    expect(captionTexts({ ...FACTS, utcOffsetSec: 7200 }).window).toBe("2024-08-09 01:54:51 – 01:59:57 UTC+2");
  });

  it("leaves out a unit that a scale has not", () => {
    expect(captionTexts({ ...FACTS, legend: { ...FACTS.legend, unit: "" } }).scale).toBe("visible · p98");
  });
});
