import { describe, expect, it } from "vitest";
import { rgbToOklab } from "../../../core/view/oklab.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { contrastOf } from "./contrast.ts";

/** WCAG 2.2 AA for text of any size. */
const READABLE = 4.5;

describe.each(Object.values(THEMES))("the $name theme", (theme) => {
  const surfaces = { background: theme.background, panel: theme.panel, raised: theme.raised };

  it.each(Object.entries(surfaces))("has text that can be read on its %s", (_, surface) => {
    expect(contrastOf(theme.text, surface)).toBeGreaterThanOrEqual(7);
    expect(contrastOf(theme.muted, surface)).toBeGreaterThanOrEqual(READABLE);
  });

  it.each(Object.entries({ background: theme.background, panel: theme.panel }))("has market colours that can be read on its %s", (_, surface) => {
    for (const colour of [theme.buy, theme.sell, theme.pointOfControl, theme.vwap, theme.accent, theme.warning]) {
      expect(contrastOf(colour, surface)).toBeGreaterThanOrEqual(READABLE);
    }
  });

  it("has text that can be read on its filled tags", () => {
    for (const fill of [theme.buy, theme.sell, theme.accent, theme.pointOfControl]) expect(contrastOf(theme.onFill, fill)).toBeGreaterThanOrEqual(READABLE);
  });

  it("steps from background over panel and raised to line", () => {
    const steps = [theme.background, theme.panel, theme.raised, theme.line].map((rgb) => rgbToOklab(rgb).lightness);
    const direction = theme.name === "dark" ? 1 : -1;
    for (let index = 1; index < steps.length; index++) expect((steps[index] - steps[index - 1]) * direction).toBeGreaterThan(0.015);
  });
});
