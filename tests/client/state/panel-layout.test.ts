import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkChoice } from "../../../client/state/choices.ts";
import { readLayout } from "../../../client/state/layout-file.ts";
import { PANEL_NAMES } from "../../../client/state/panels.ts";
import { arrangementOf } from "./panel-layout.ts";

const WHOLE = arrangementOf(PANEL_NAMES);
const text = JSON.stringify(WHOLE);

describe("an arrangement of the panels from outside", () => {
  it("is taken as the dock wrote it", () => {
    fc.assert(
      fc.property(fc.subarray([...PANEL_NAMES]), fc.integer({ min: 200, max: 4000 }), (panels, width) => {
        const arrangement = arrangementOf(panels, width);
        expect(checkChoice("panels", JSON.parse(JSON.stringify(arrangement)))).toEqual(arrangement);
      }),
    );
    expect(checkChoice("panels", null)).toBeNull();
  });

  it("opens no windows and floats nothing", () => {
    const { grid } = WHOLE;
    const windows = { popoutGroups: [{ grid, url: "https://elsewhere/", position: null }], floatingGroups: [{ data: { id: "f", views: ["tape"] }, position: {} }], edgeGroups: {} };
    expect(checkChoice("panels", { ...WHOLE, ...windows })).toEqual(WHOLE);
    expect(readLayout(JSON.stringify({ flowglass: "layout", version: 1, choices: { panels: { ...WHOLE, ...windows } } }))).toEqual({ layout: { choices: { panels: WHOLE } } });
  });

  it("is refused when anything but the chart and the panels stands in it", () => {
    for (const strange of [
      text.replace('"contentComponent":"tape"', '"contentComponent":"frame"'),
      text.replaceAll('"tape"', '"frame"'),
      text.replace('"views":["tape"]', '"views":["frame"]'),
      text.replace('"contentComponent":"tape"', '"contentComponent":"signals"'),
      text.replace('"orientation":"HORIZONTAL"', '"orientation":"DIAGONAL"'),
      text.replace('"width":1240', '"width":"wide"'),
      '{"a":1}',
      "[]",
      '"tape"',
    ]) {
      expect(strange).not.toBe(text);
      expect(() => checkChoice("panels", JSON.parse(strange)), strange).toThrow(/^panels is .+; expected an arrangement of chart, micro-footprint, signals, tape, indicators, or null$/s);
    }
  });
});
