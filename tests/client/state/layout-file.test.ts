import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Choices, CHOICE_NAMES, checkChoice, DEFAULT_CHOICES, OUTLINES, RENDERER_CHOICES, SCALE_SCOPES, THEME_NAMES, TIME_ZONES } from "../../../client/state/choices.ts";
import { checkIndicator, type IndicatorName } from "../../../client/state/indicators.ts";
import { FIRST_LAYOUT, type Layout, layoutOf, readLayout, writeLayout } from "../../../client/state/layout-file.ts";
import { PANEL_NAMES } from "../../../client/state/panels.ts";
import { TIMEFRAMES } from "../../../core/market/timeframe.ts";
import { arrangementOf } from "./panel-layout.ts";
import { CELL_MODES } from "../../../core/view/cell-text.ts";
import { PALETTE_NAMES } from "../../../core/view/palette.ts";

function settings<Name extends IndicatorName>(name: Name, ...values: readonly unknown[]): fc.Arbitrary<Choices[Name]> {
  return fc.constantFrom(...values.map((value) => checkIndicator(name, value))) as fc.Arbitrary<Choices[Name]>;
}

const share = fc.double({ min: 0, max: 0.5, noNaN: true });

/** Choices as a user can make them. */
const anyChoices: fc.Arbitrary<Choices> = fc.record({
  timeframe: fc.constantFrom(...TIMEFRAMES),
  rowTicks: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  mode: fc.constantFrom(...CELL_MODES),
  scope: fc.constantFrom(...SCALE_SCOPES),
  outline: fc.constantFrom(...OUTLINES),
  palette: fc.constantFrom(...PALETTE_NAMES),
  theme: fc.constantFrom(...THEME_NAMES),
  renderer: fc.constantFrom(...RENDERER_CHOICES),
  zone: fc.constantFrom(...TIME_ZONES),
  hud: fc.boolean(),
  firstMinutes: fc.integer({ min: 1, max: 1440 }),
  session: fc.option(fc.constantFrom({ timeZone: "UTC", start: "00:00" }, { timeZone: "America/Chicago", start: "08:30", end: "15:00" })),
  cutoffs: fc.record({ low: fc.option(fc.record({ share })), high: fc.oneof(fc.constant({ share: 0.98 }), fc.record({ volume: fc.double({ min: 0, max: 1e6, noNaN: true }) })) }),
  panels: fc.option(fc.subarray([...PANEL_NAMES]).map((panels) => arrangementOf(panels))),
  keys: fc.dictionary(fc.constantFrom("toggle follow", "centre-price"), fc.array(fc.constantFrom("q", "Shift+q"))),
  trail: settings("trail", true, false, { span: "session" }, { minutes: 90 }),
  cvd: settings("cvd", true, { style: "candles", reset: 4, heightShare: 0.3 }),
  profile: settings("profile", false, { range: "minutes", minutes: 12, valueAreaShare: 0.5 }),
}).map((part) => ({ ...DEFAULT_CHOICES, ...part }) as unknown as Choices);

const anyPanels = fc.subarray([...PANEL_NAMES]);

function layoutIn(text: string): Layout {
  const reading = readLayout(text);
  return "layout" in reading ? reading.layout : expect.fail(reading.problems.join("\n"));
}

function problemsIn(change: (file: { openPanels: unknown; version: unknown; choices: Record<string, unknown> }) => void): readonly string[] {
  const file = JSON.parse(writeLayout(FIRST_LAYOUT)) as { openPanels: unknown; version: unknown; choices: Record<string, unknown> };
  change(file);
  const reading = readLayout(JSON.stringify(file));
  return "problems" in reading ? reading.problems : [];
}

describe("a layout file", () => {
  it("gives back every choice that was saved, but the market", () => {
    fc.assert(
      fc.property(anyChoices, anyPanels, (choices, openPanels) => {
        const layout = layoutIn(writeLayout(layoutOf({ ...choices, symbol: "BTCUSDT" }, openPanels)));
        expect(layout.openPanels).toEqual(openPanels);
        expect(layout.choices).not.toHaveProperty("symbol");
        for (const name of CHOICE_NAMES) if (Object.hasOwn(layout.choices, name)) expect(layout.choices[name]).toEqual(JSON.parse(JSON.stringify(checkChoice(name, choices[name]))));
        expect({ ...DEFAULT_CHOICES, ...layout.choices, symbol: null }).toEqual({ ...JSON.parse(JSON.stringify(choices)), symbol: null });
      }),
      { numRuns: 40 },
    );
  });

  it("names every field that is wrong, and is then no layout", () => {
    const problems = problemsIn(({ choices }) => {
      choices["mode"] = "heat";
      choices["rowTicks"] = 0;
      choices["colour"] = 1;
      choices["trail"] = { shown: "yes", minutes: 0, span: "session", length: 3 };
      choices["cvd"] = { heihgtShare: 0.2 };
      choices["session"] = { timeZone: "Mars/Olympus", start: "00:00" };
    });
    expect(problems).toHaveLength(7);
    for (const field of ["choices.colour is not a setting", "choices.mode is \"heat\"; expected one of", "choices.rowTicks is 0", "choices.trail.shown is \"yes\"", "choices.trail.minutes is 0", "choices.cvd.heihgtShare is not a setting", "choices.session is"]) {
      expect(problems.some((problem) => problem.startsWith(field)), field).toBe(true);
    }
    expect(problemsIn(({ choices }) => void (choices["trail"] = { length: 3 }))).toEqual(["choices.trail.length is not a setting of this version."]);
    expect(problemsIn((file) => void (file.openPanels = ["charts"]))[0]).toContain('openPanels is ["charts"]; expected a list of');
    expect(problemsIn((file) => void (file.version = 2))).toEqual(["The file is a layout of version 2; expected version 1."]);
  });

  it("leaves alone what it leaves out", () => {
    expect(layoutIn('{"flowglass":"layout","version":1,"choices":{"mode":"delta"}}').choices).toEqual({ mode: "delta" });
    expect(layoutIn('{"flowglass":"layout","version":1,"choices":{"mode":"delta"}}').openPanels).toBeUndefined();
    expect(layoutIn('{"flowglass":"layout","version":1,"openPanels":[],"choices":{}}').openPanels).toEqual([]);
    expect(problemsIn((file) => void (file.openPanels = null))[0]).toContain("openPanels is null; expected a list of");
  });

  it("says what is wrong with any other file", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const reading = readLayout(text);
        expect("problems" in reading && reading.problems.length > 0 && reading.problems.every((problem) => problem.endsWith("."))).toBe(true);
      }),
    );
  });
});
