import { describe, expect, it } from "vitest";
import type { CutoffChoices } from "../../client/state/cutoffs.ts";
import { legendReading } from "../../client/chart-legend.ts";
import { ALL_DAY_UTC, parseInstrument } from "../../core/market/instrument.ts";
import { CELL_MODE_DRAWING, CELL_MODES, type CellMode } from "../../core/view/cell-text.ts";
import { HEAT_CODES_PER_OCTAVE, heatCodeOf } from "../../core/view/heat-code.ts";
import type { HeatStyle } from "../../core/view/heat-style.ts";
import { buildPalette } from "../../core/view/palette.ts";
import { THEMES } from "../../core/view/theme.ts";

const BTC = parseInstrument({ symbol: "BTCUSDT", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "BTC", session: ALL_DAY_UTC });

function styleOf(mode: CellMode, highCode: number, perColumn = false): HeatStyle {
  return {
    formula: CELL_MODE_DRAWING[mode].formula,
    lowCode: heatCodeOf(1),
    highCode,
    perColumn,
    gapX: false,
    gapY: false,
    palette: buildPalette(THEMES.dark, "blue-orange"),
    background: 0,
  };
}

describe("the legend", () => {
  it("names the volumes of its ends with their unit", () => {
    const legend = legendReading(styleOf("volume", heatCodeOf(9700)), "volume", "visible", false, BTC);
    expect(legend).toMatchObject({ title: "Volume", unit: "BTC", scope: "visible · p98", locked: false });
    expect(legend.marks.map(({ at }) => at)).toEqual([0, 0.5, 1]);
    expect(legend.marks[0].text).toBe("0.001");
    expect(Number(legend.marks[2].text)).toBeCloseTo(9.7, 1);
  });

  it("says by which shares or volumes its ends were chosen", () => {
    const scopeOf = (cutoffs: CutoffChoices, mode: CellMode = "volume"): string => legendReading(styleOf(mode, heatCodeOf(9700)), mode, "visible", false, BTC, cutoffs).scope;
    expect(scopeOf({ low: { share: 0.2 }, high: { share: 0.995 } })).toBe("visible · p20–p99.5");
    expect(scopeOf({ low: { volume: 1 }, high: { volume: 20 } })).toBe("fixed");
    expect(scopeOf({ low: { share: 0.2 }, high: { volume: 20 } })).toBe("visible · p20");
    expect(scopeOf({ low: { volume: 1 }, high: { volume: 20 } }, "trades")).toBe("visible · p98");
    const delta = legendReading(styleOf("delta", heatCodeOf(9700)), "delta", "visible", false, BTC, { low: { volume: 0.001 }, high: { share: 0.98 } });
    expect(delta.marks[1].text).toBe("±0.001");
  });

  it("counts trades without a unit", () => {
    const legend = legendReading(styleOf("trades", heatCodeOf(40)), "trades", "session", true, BTC);
    expect(legend).toMatchObject({ unit: "", scope: "session · p98", locked: true });
    expect(legend.marks[2].text).toBe("40");
  });

  it("has two sides with their names or signs where the colour tells the side", () => {
    expect(legendReading(styleOf("delta", heatCodeOf(1000)), "delta", "visible", false, BTC).marks.map(({ text }) => text)).toEqual(["−1.000", "0", "+1.000"]);
    const ratio = legendReading(styleOf("imbalance", heatCodeOf(1) + 2 * HEAT_CODES_PER_OCTAVE), "imbalance", "visible", false, BTC);
    expect(ratio.marks.map(({ text }) => text)).toEqual(["bid 4.0×", "1:1", "ask 4.0×"]);
    expect(ratio.scope).toBe("fixed");
  });

  it("gives no volume that holds for all bars when each has its own scale", () => {
    for (const mode of CELL_MODES) {
      const legend = legendReading(styleOf(mode, heatCodeOf(1000), true), mode, "bar", false, BTC);
      expect(legend.scope).toBe(mode === "imbalance" ? "fixed" : "each bar’s own");
      expect(legend.colors).toHaveLength(64);
      if (mode !== "imbalance") expect(legend.marks[legend.marks.length - 1].text).toMatch(/largest|most/);
    }
  });
});
