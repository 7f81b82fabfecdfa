import type { DecimalStep } from "../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { CellMode } from "../core/view/cell-text.ts";
import { HEAT_CODES_PER_OCTAVE, lotsOfHeatCode } from "../core/view/heat-code.ts";
import type { ScaleScope } from "../core/view/heat-scale.ts";
import { HEAT_FORMULAS, type HeatStyle, RAMP_BUY, RAMP_HEAT, RAMP_SELL, RAMP_SIZE } from "../core/view/heat-style.ts";
import { formatVolume } from "../core/view/number-format.ts";
import { HIGH_SHARE } from "../core/view/heat-cutoffs.ts";
import type { LegendReading } from "./app/chart-snapshot.ts";
import { trailSpanText } from "./chart-trail.ts";
import { type CutoffChoices, DEFAULT_CUTOFF_CHOICES } from "./state/cutoffs.ts";
import type { SceneTrail } from "./scene/scene-state.ts";

const TITLES: Readonly<Record<CellMode, string>> = {
  volume: "Volume",
  delta: "Delta",
  bidAsk: "Bid × Ask",
  imbalance: "Imbalance",
  trades: "Trades",
};
const TRADES: DecimalStep = { mantissa: 1, decimals: 0 };
const MARK_CHARS = 6;
const SAMPLES = 64;

/** The numbers and colours of a style's scale, as the legend shows them. One ramp from nothing to the most, or two that meet in the middle. */
export function legendReading(
  style: HeatStyle,
  mode: CellMode,
  scope: ScaleScope,
  locked: boolean,
  instrument: ParsedInstrument,
  cutoffs: CutoffChoices = DEFAULT_CUTOFF_CHOICES,
  trail: SceneTrail | null = null,
): LegendReading {
  const isTwoSided = style.formula !== HEAT_FORMULAS.total;
  return {
    mode,
    title: TITLES[mode],
    unit: mode === "trades" || mode === "imbalance" ? "" : instrument.volumeUnit,
    scope: scopeText(scope, mode, cutoffs),
    locked,
    colors: isTwoSided
      ? [...sampleRamp(style.palette, RAMP_SELL, SAMPLES / 2).reverse(), ...sampleRamp(style.palette, RAMP_BUY, SAMPLES / 2)]
      : sampleRamp(style.palette, RAMP_HEAT, SAMPLES),
    marks: isTwoSided ? twoSidedMarks(style, mode, instrument.lot, cutoffs.low !== null) : oneSidedMarks(style, mode === "trades" ? TRADES : instrument.lot),
    trail: trail === null ? null : trailReading(trail, instrument),
  };
}

/** Of what the scale is made, and the shares of the cells at its ends where they are no volumes: `visible · p20–p98`. */
function scopeText(scope: ScaleScope, mode: CellMode, { low, high }: CutoffChoices): string {
  if (mode === "imbalance") return "fixed";
  if (scope === "bar") return "each bar’s own";
  const takesVolumes = mode !== "trades";
  const isFixed = "volume" in high && takesVolumes;
  const top = isFixed ? "" : percentileText("share" in high ? high.share : HIGH_SHARE);
  const bottom = low !== null && "share" in low ? percentileText(low.share) : "";
  if (isFixed && bottom === "") return "fixed";
  return [scope, bottom === "" || top === "" ? bottom + top : `${bottom}–${top}`].join(" · ");
}

function percentileText(share: number): string {
  return `p${Number((share * 100).toFixed(2))}`;
}

/** The trail's own scale: of all that traded at a price in the time it looks back on, whatever the cells show. */
function trailReading({ pool, style, span }: SceneTrail, { lot }: ParsedInstrument): NonNullable<LegendReading["trail"]> {
  const { palette, lowCode, highCode } = style;
  const isCount = pool.content === "trades";
  return {
    title: "Trail",
    scope: span.kind === "session" ? "session so far" : `last ${trailSpanText(span)}`,
    colors: sampleRamp(palette, RAMP_HEAT, SAMPLES),
    marks: [lowCode, (lowCode + highCode) / 2, highCode].map((code, index) => ({ at: index / 2, text: valueText(code, isCount ? TRADES : lot) })),
  };
}

function oneSidedMarks(style: HeatStyle, step: DecimalStep): LegendReading["marks"] {
  if (style.perColumn) return [{ at: 0, text: "0" }, { at: 0.5, text: "" }, { at: 1, text: "largest" }];
  const middle = (style.lowCode + style.highCode) / 2;
  return [
    { at: 0, text: valueText(style.lowCode, step) },
    { at: 0.5, text: valueText(middle, step) },
    { at: 1, text: valueText(style.highCode, step) },
  ];
}

function twoSidedMarks(style: HeatStyle, mode: CellMode, lot: DecimalStep, hasLow: boolean): LegendReading["marks"] {
  const [left, right] = mode === "delta" ? ["−", "+"] : ["bid ", "ask "];
  const middle = mode === "imbalance" ? "1:1" : hasLow ? `±${valueText(style.lowCode, lot)}` : "0";
  if (style.perColumn) return [{ at: 0, text: `${left}most` }, { at: 0.5, text: middle }, { at: 1, text: `${right}most` }];
  const most = mode === "imbalance" ? ratioText(style.highCode - style.lowCode) : valueText(style.highCode, lot);
  return [
    { at: 0, text: left + most },
    { at: 0.5, text: middle },
    { at: 1, text: right + most },
  ];
}

function valueText(code: number, step: DecimalStep): string {
  return formatVolume(Math.round(lotsOfHeatCode(Math.round(code))), step, MARK_CHARS);
}

/** Distance of two heat codes as a ratio: `4.0×`. */
function ratioText(distance: number): string {
  const ratio = 2 ** (distance / HEAT_CODES_PER_OCTAVE);
  return `${ratio.toFixed(ratio < 10 ? 1 : 0)}×`;
}

function sampleRamp(palette: Uint32Array, ramp: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const pixel = palette[ramp * RAMP_SIZE + Math.round((index * (RAMP_SIZE - 1)) / (count - 1))];
    return ((pixel & 255) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 255);
  });
}
