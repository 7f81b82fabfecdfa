import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHOICE_NAMES, checkChoice, DEFAULT_CHOICES } from "../../../client/state/choices.ts";
import { choicesOfAddress } from "../../../client/state/choices-url.ts";
import { createChoicesStore } from "../../../client/state/choices-store.ts";

function memory(initial: Record<string, string> = {}): Pick<Storage, "getItem" | "setItem"> & { readonly kept: Map<string, string> } {
  const kept = new Map(Object.entries(initial));
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe("checkChoice", () => {
  it("accepts every default", () => {
    for (const name of CHOICE_NAMES) expect(checkChoice(name, DEFAULT_CHOICES[name])).toEqual(DEFAULT_CHOICES[name]);
  });

  it("refuses anything else with a sentence that names the choice and what was expected", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHOICE_NAMES), fc.anything(), (name, value) => {
        try {
          checkChoice(name, value);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as RangeError).message).toMatch(new RegExp(`^${name}[.\\w]* is .+; expected .+`, "s"));
        }
      }),
    );
    expect(() => checkChoice("mode", "heat")).toThrow('mode is "heat"; expected one of volume, delta, bidAsk, imbalance, trades');
    expect(() => checkChoice("rowTicks", 0)).toThrow('rowTicks is 0; expected "auto" or a whole number of ticks from 1 to 1000000');
    expect(() => checkChoice("timeframe", "10s")).toThrow("1s, 5s, 15s");
  });

  it("takes cut-offs and sessions from an address, and says what is wrong with others", () => {
    expect(choicesOfAddress('?cutoffs={"low":{"share":0.1},"high":{"volume":12.5}}&session={"timeZone":"America/Chicago","start":"08:30","end":"15:00"}')).toMatchObject({
      choices: { cutoffs: { low: { share: 0.1 }, high: { volume: 12.5 } }, session: { timeZone: "America/Chicago", start: "08:30", end: "15:00" } },
      problems: [],
    });
    expect(checkChoice("cutoffs", { high: { share: 0.9 } })).toEqual({ low: null, high: { share: 0.9 } });
    for (const value of [{ low: { share: 0.9 }, high: { share: 0.9 } }, { low: { volume: 3 }, high: { volume: 2 } }, { high: { share: 2 } }, { high: { lots: 2 } }, 7]) {
      expect(() => checkChoice("cutoffs", value)).toThrow(/^cutoffs is .+; expected a low and a high end/);
    }
    expect(() => checkChoice("session", { timeZone: "UTC", start: "08:30", end: "08:30" })).toThrow(/session\.end "08:30" must be another time/);
    expect(() => checkChoice("session", { timeZone: "UTC", start: "08:30", end: 9 })).toThrow(/^session is/);
  });

  it("reads auto row height", () => {
    expect(checkChoice("rowTicks", "auto")).toBeNull();
    expect(checkChoice("rowTicks", 25)).toBe(25);
  });
});

describe("choicesOfAddress", () => {
  it("reads every parameter", () => {
    expect(
      choicesOfAddress("?symbol=ES.H2&timeframe=5m&mode=bidAsk&theme=light&renderer=canvas&hud=1&rowTicks=20&scope=bar&outline=off&palette=green-red"),
    ).toEqual({
      choices: {
        symbol: "ES.H2",
        timeframe: "5m",
        mode: "bidAsk",
        theme: "light",
        renderer: "canvas",
        hud: true,
        rowTicks: 20,
        scope: "bar",
        outline: "off",
        palette: "green-red",
      },
      problems: [],
      panelsOff: false,
    });
    expect(choicesOfAddress('?cvd={"style":"candles"}&profile=off').choices).toEqual({
      cvd: { ...DEFAULT_CHOICES.cvd, style: "candles" },
      profile: { ...DEFAULT_CHOICES.profile, shown: false },
    });
    expect(choicesOfAddress("?indicators=off").choices.signals?.shown).toBe(false);
    for (const [text, isOn] of [["on", true], ["true", true], ["1", true], ["off", false], ["false", false], ["0", false]] as const) {
      expect(choicesOfAddress(`?signals=${text}&hud=${text}&panels=${text}&indicators=${text}`)).toMatchObject({
        choices: { signals: { shown: isOn }, hud: isOn },
        problems: [],
        panelsOff: !isOn,
      });
    }
    expect(choicesOfAddress("?hud=0&rowTicks=auto&other=7")).toEqual({ choices: { hud: false, rowTicks: null }, problems: [], panelsOff: false });
  });

  it("says what it cannot honour and keeps the rest", () => {
    const { choices, problems } = choicesOfAddress("?symbol=%00bad&timeframe=1m&rowTicks=-3");
    expect(choices).toEqual({ timeframe: "1m" });
    expect(problems).toHaveLength(2);
    expect(problems[1]).toContain('rowTicks is "-3"');
  });

  it("leaves to the reader how signals make themselves known, and says so", () => {
    const { choices, problems } = choicesOfAddress('?signals={"muted":false,"alerts":{"burst":{"sound":true,"volume":1,"shown":false},"sweep":{"notify":true}},"sweeps":{"lookbackSec":90}}');
    const { signals } = DEFAULT_CHOICES;
    expect(choices.signals).toEqual({ ...signals, alerts: { ...signals.alerts, burst: { ...signals.alerts.burst, shown: false } }, sweeps: { ...signals.sweeps, lookbackSec: 90 } });
    expect(problems).toEqual(["The address asks for signals.muted, signals.alerts.burst.sound, signals.alerts.burst.volume, signals.alerts.sweep.notify: how signals make themselves known is chosen on the page itself."]);
    expect(choicesOfAddress('?signals={"alerts":{"burst":{"shown":"no"}}}').problems[0]).toContain('signals.alerts.burst.shown is "no"');
    expect(choicesOfAddress('?signals={"alerts":7}').problems).toHaveLength(1);
  });

  it("sets nothing that belongs to the reader's place", () => {
    for (const search of ['?keys={"toggle follow":["q"]}', '?panels={"grid":{},"panels":{}}', "?panels=null", "?recentSymbols=ES"]) {
      const { choices, problems } = choicesOfAddress(search);
      expect(choices, search).toEqual({});
      const name = /\w+/.exec(search)?.[0];
      expect(problems, search).toEqual([`The address asks for ${name}, which is chosen on the page itself${name === "panels" ? "; it may say panels=on or panels=off" : ""}.`]);
    }
    expect(choicesOfAddress("?renderer=canvas&hud=on&panels=on")).toEqual({ choices: { renderer: "canvas", hud: true }, problems: [], panelsOff: false });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (search) => {
        expect(choicesOfAddress(search).choices).toBeTypeOf("object");
      }),
    );
  });
});

describe("createChoicesStore", () => {
  it("takes the address before memory before defaults", () => {
    const storage = memory({ "flowglass.choices": JSON.stringify({ mode: "delta", theme: "light", symbol: "OLD" }) });
    const state = createChoicesStore(storage, "?mode=trades").getState();
    expect(state).toMatchObject({ mode: "trades", theme: "light", symbol: "OLD", symbolAsked: false, timeframe: "1s", follow: true });
  });

  it("remembers what is changed, and nothing that only the address asked for", () => {
    const storage = memory();
    const store = createChoicesStore(storage, "?mode=trades&symbol=ES");
    expect(store.getState().symbolAsked).toBe(true);
    store.setState({ theme: "light", follow: false });
    expect(JSON.parse(storage.kept.get("flowglass.choices") ?? "")).toEqual({ theme: "light" });
    expect(createChoicesStore(storage, "").getState()).toMatchObject({ theme: "light", mode: "volume", follow: true });
  });

  it("keeps the reader's own alerts and mute, whatever the address says of signals", () => {
    const { signals } = DEFAULT_CHOICES;
    const own = { ...signals, muted: true, alerts: { ...signals.alerts, burst: { shown: true, sound: true, volume: 0.2, flash: true, notify: false } } };
    const storage = memory({ "flowglass.choices": JSON.stringify({ signals: own }) });
    for (const search of ["?signals=on", "?indicators=off", '?signals={"muted":false,"alerts":{"burst":{"sound":false,"flash":false},"sweep":{"sound":true}}}', '?shared=1&signals={"alerts":{"sweep":{"sound":true}}}', "?shared=1"]) {
      const { muted, alerts } = createChoicesStore(storage, search).getState().signals;
      expect({ muted, alerts }, search).toEqual({ muted: true, alerts: own.alerts });
      expect(createChoicesStore(null, search).getState().signals.alerts, search).toEqual(signals.alerts);
    }
    expect(createChoicesStore(storage, '?signals={"alerts":{"burst":{"shown":false}}}').getState().signals.alerts.burst).toEqual({ ...own.alerts.burst, shown: false });
  });

  it("survives a damaged or absent storage", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const state = createChoicesStore(memory({ "flowglass.choices": text }), "").getState();
        for (const name of CHOICE_NAMES) expect(checkChoice(name, state[name])).toEqual(state[name]);
      }),
    );
    const full = { getItem: () => null, setItem: () => { throw new Error("quota exceeded"); } };
    const store = createChoicesStore(full, "");
    store.setState({ mode: "delta" });
    expect(store.getState().mode).toBe("delta");
    expect(createChoicesStore(null, "").getState().mode).toBe("volume");
  });
});
