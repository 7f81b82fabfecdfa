import { describe, expect, it } from "vitest";
import { type ParsedInstrument, parseInstrument } from "../../core/market/instrument.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";
import type { AnyStudyChange, ParametersInForce } from "../../protocol/studies.ts";
import { SAMPLE_EVENTS } from "../../client/gallery/sample-events.ts";
import { findSecond, secondRows } from "../../client/app/panels/second-rows.ts";
import { signalReading } from "../../client/signal-reading.ts";
import { choicesOfAddress } from "../../client/state/choices-url.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import { ChartPanels, secondsAround } from "../../client/chart-panels.ts";
import { StudyStore } from "../../client/data/study-store.ts";

const LIVE = { kind: "live" } as const;
const STEP = { mantissa: 1, decimals: 1 };

describe("the rows of a list by second", () => {
  it("puts a header before the entries of each second, either way round", () => {
    const timeSec = Float64Array.of(5, 5, 7);
    expect([...secondRows(timeSec)]).toEqual([-1, 0, 1, -3, 2]);
    expect([...secondRows(timeSec, true)]).toEqual([-3, 2, -2, 1, 0]);
    expect(secondRows(new Float64Array(0))).toHaveLength(0);
  });

  it("finds a second or says that it is not there", () => {
    expect(findSecond(Float64Array.of(3, 5, 9), 5)).toBe(1);
    expect(findSecond(Float64Array.of(3, 5, 9), 6)).toBe(-1);
    expect(findSecond(new Float64Array(0), 6)).toBe(-1);
  });
});

describe("the micro-footprint", () => {
  const levels = {
    symbol: "TEST",
    fromSec: 0,
    toSec: 30,
    timeSec: Float64Array.of(1, 1, 2, 2),
    priceTicks: Int32Array.of(10, 11, 10, 12),
    bidLots: Float64Array.of(2, 0, 0, 9),
    askLots: Float64Array.of(0, 6, 7, 0),
    trades: Int32Array.of(1, 1, 1, 1),
    imbalance: Uint8Array.of(0, 1, 0, 2),
  };
  const choices = { ...createChoicesStore(null, "").getState(), openPanels: ["micro-footprint"] as const };
  const source = { choices, instrument: { symbol: "TEST", tick: STEP, lot: STEP } as ParsedInstrument, studies: new StudyStore(), lastSec: 30, held: { bars: 9, trades: 9 }, focus: LIVE };
  const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

  it("asks the engine for the marks, by the rule and the threshold that hold on the chart", async () => {
    const asked: unknown[] = [];
    const panels = new ChartPanels(async (query) => {
      asked.push(query);
      return levels;
    });
    panels.read(source);
    await nextTurn();
    expect(panels.read(source).microFootprint).toMatchObject({ imbalance: levels.imbalance, rule: { ratio: 3, minimumLots: null }, tick: STEP });
    panels.read({ ...source, choices: { ...choices, imbalances: { ...choices.imbalances, minimumVolume: 1.5, ratio: 4 } } });
    await nextTurn();
    const rule = { emptyCountsAsOne: false, stackRows: 3 };
    expect(asked).toEqual([
      { symbol: "TEST", fromSec: 0, toSec: 30, imbalances: { ...rule, ratio: 3, minimumLots: null } },
      { symbol: "TEST", fromSec: 0, toSec: 30, imbalances: { ...rule, ratio: 4, minimumLots: 15 } },
    ]);
  });

  it("is another one as soon as any number of it is, and the same while none is", async () => {
    let told: typeof levels = levels;
    const panels = new ChartPanels(async () => ({ ...told }));
    const read = async (trades: number) => {
      panels.read({ ...source, held: { bars: 9, trades } });
      await nextTurn();
      return panels.read({ ...source, held: { bars: 9, trades } }).microFootprint;
    };
    const first = await read(1);
    expect(await read(2)).toBe(first);
    told = { ...levels, askLots: Float64Array.of(0, 6, 8, 0) };
    expect((await read(3))?.askLots[2]).toBe(8);
    told = { ...told, imbalance: Uint8Array.of(0, 1, 1, 2) };
    expect((await read(4))?.imbalance?.[2]).toBe(1);
  });
});

describe("the seconds of the micro-footprint", () => {
  it("are the newest thirty, thirty either side of the pointer's, or thirty either side of the whole bar, as many as are told at a time", () => {
    expect(secondsAround({ kind: "live" }, 1000)).toEqual({ fromSec: 970, toSec: 1000 });
    expect(secondsAround({ kind: "pointer", sec: 500 }, 1000)).toEqual({ fromSec: 470, toSec: 531 });
    expect(secondsAround({ kind: "bar", sec: 480, lengthSec: 60 }, 1000)).toEqual({ fromSec: 450, toSec: 570 });
    expect(secondsAround({ kind: "bar", sec: 3600, lengthSec: 3600 }, 9000)).toEqual({ fromSec: 3570, toSec: 4170 });
  });
});

describe("an address with panels=off", () => {
  it("closes the panels without a complaint", () => {
    expect(choicesOfAddress("?panels=off")).toEqual({ choices: {}, problems: [], panelsOff: true });
    expect(choicesOfAddress("?panels=on").panelsOff).toBe(false);
  });
});

describe("the list of signals", () => {
  /** As many bursts, a second apart, and as many pullbacks. */
  const told = (events: number): StudyStore => {
    const studies = new StudyStore();
    const at = (index: number, kind: "buying-burst" | "micro-pullback"): OrderFlowEvent => ({ ...SAMPLE_EVENTS[kind], timeSec: 1000 + index, confirmedSec: 1002 + index });
    const made = Array.from({ length: events }, (_, index) => [at(index, "buying-burst"), at(index, "micro-pullback")]).flat();
    studies.apply({ dropped: [], changes: [{ study: "bursts", reset: {} as ParametersInForce, tail: null, events: made } as unknown as AnyStudyChange], profile: null, refusal: null });
    return studies;
  };
  const listed = (events: number, isPullbackShown: boolean) => {
    const choices = createChoicesStore(null, "?signals=off").getState();
    const { alerts } = choices.signals;
    const signals = { ...choices.signals, alerts: { ...alerts, pullback: { ...alerts.pullback, shown: isPullbackShown } } };
    const panels = new ChartPanels(async () => null);
    const source = { choices: { ...choices, signals, openPanels: ["signals"] as const }, instrument, studies: told(events), lastSec: null, held: { bars: 0, trades: 0 }, focus: LIVE };
    const parts = panels.read(source);
    expect(panels.read(source).signals).toBe(parts.signals);
    return parts;
  };

  it("holds the newest 500 and knows how many there are of the kinds that are shown, whether or not the chart shows them", () => {
    const { signals, signalCount } = listed(400, true);
    expect([signals.length, signalCount]).toEqual([500, 800]);
    expect([signals[0].knownSec, signals[499].knownSec]).toEqual([1401, 1152]);
    expect(listed(400, false)).toMatchObject({ signalCount: 400, signals: { length: 400 } });
    expect(listed(12_345, false)).toMatchObject({ signalCount: 12_345, signals: { length: 500 } });
    expect(listed(0, true)).toMatchObject({ signalCount: 0, signals: [] });
  });

  const instrument = parseInstrument({ symbol: "BTCUSDT", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "BTC", session: { timeZone: "UTC", start: "00:00" } });
  const measured = (event: OrderFlowEvent): string | undefined => signalReading(event, instrument)?.measured;

  it("says of a burst how much of the volume its side traded", () => {
    expect(measured(SAMPLE_EVENTS["buying-burst"])).toBe("4 s · bought 94.600 of 118.000");
    expect(measured(SAMPLE_EVENTS["selling-burst"])).toBe("4 s · sold 94.600 of 118.000");
  });

  it("tells a sweep that came back within its second as that", () => {
    const sweep = SAMPLE_EVENTS["upside-sweep"];
    expect(measured(sweep)).toMatch(/ in 2 s$/);
    expect(measured({ ...sweep, confirmedSec: sweep.timeSec })).toMatch(/ within the second$/);
  });

  it("tells when an event was known beside the moment it is about", () => {
    const burst = SAMPLE_EVENTS["buying-burst"];
    expect(signalReading(burst, instrument)).toMatchObject({ timeSec: burst.timeSec, knownSec: burst.timeSec + 2 });
  });
});
