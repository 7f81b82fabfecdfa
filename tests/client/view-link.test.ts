import { describe, expect, it } from "vitest";
import { checkView } from "../../client/automation-checks.ts";
import { choicesOfAddress } from "../../client/state/choices-url.ts";
import { DEFAULT_CHOICES } from "../../client/state/choices.ts";
import { askedView, viewLink } from "../../client/view-link.ts";
import { ALL_DAY_UTC, parseInstrument } from "../../core/market/instrument.ts";

const BTC = parseInstrument({ symbol: "BTC/USD", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "BTC", session: ALL_DAY_UTC });
const VIEW = { fromSec: 1_723_161_000.25, toSec: 1_723_161_300.5, lowTicks: 616_000, highTicks: 618_001 };

describe("viewLink", () => {
  it("brings back market, options and window", () => {
    const choices = { ...DEFAULT_CHOICES, mode: "bidAsk" as const, rowTicks: 25, cvd: { ...DEFAULT_CHOICES.cvd, shown: false }, zone: "exchange" as const };
    const { search } = new URL(viewLink("http://host:1/?old=1#x", choices, "BTC/USD", BTC, VIEW));
    expect(choicesOfAddress(search)).toMatchObject({
      choices: { symbol: "BTC/USD", mode: "bidAsk", rowTicks: 25, cvd: choices.cvd, zone: "exchange" },
      problems: [],
    });
    expect(checkView(askedView(search), { ...VIEW, fromSec: 0, toSec: 1 }, BTC)).toEqual(VIEW);
  });

  it("leaves out what belongs to the place it was made at", () => {
    const { searchParams } = new URL(viewLink("http://host/", { ...DEFAULT_CHOICES, renderer: "canvas", panels: { a: 1 } }, "BTC/USD", null, null));
    expect([...searchParams.keys()]).toEqual(["symbol"]);
  });
});

describe("askedView", () => {
  it("is null when the address asks for no window", () => {
    expect(askedView("?symbol=ES&mode=delta")).toBeNull();
    expect(askedView("?from=1723161000000")).toEqual({ from: 1_723_161_000_000 });
  });
});
