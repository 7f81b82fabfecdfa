import type { DecimalStep } from "../market/decimal-step.ts";
import type { CellContent } from "./cell-pool.ts";
import { HEAT_FORMULAS, type HeatFormula } from "./heat-style.ts";
import { formatDelta, formatVolume } from "./number-format.ts";

/** What cells show. */
export const CELL_MODES = ["volume", "delta", "bidAsk", "imbalance", "trades"] as const;
export type CellMode = (typeof CELL_MODES)[number];

/** How each mode is drawn: the pool's content, the formula of its colour, and the least width in which its text says something, CSS px. */
export const CELL_MODE_DRAWING: Readonly<Record<CellMode, { readonly content: CellContent; readonly formula: HeatFormula; readonly textWidthCssPx: number }>> = {
  volume: { content: "volume", formula: HEAT_FORMULAS.total, textWidthCssPx: 34 },
  delta: { content: "volume", formula: HEAT_FORMULAS.delta, textWidthCssPx: 40 },
  bidAsk: { content: "volume", formula: HEAT_FORMULAS.side, textWidthCssPx: 60 },
  imbalance: { content: "volume", formula: HEAT_FORMULAS.ratio, textWidthCssPx: 34 },
  trades: { content: "trades", formula: HEAT_FORMULAS.total, textWidthCssPx: 34 },
};

const BETWEEN_SIDES = " × ";
const TRADES: DecimalStep = { mantissa: 1, decimals: 0 };
/** Ratios from here on are all the same to a reader. */
const LARGEST_RATIO = 1000;

/** The exact content of one cell. */
export interface CellVolumes {
  readonly bidLots: number;
  readonly askLots: number;
  readonly trades: number;
}

/** The text of a cell in at most `maxChars` characters; "" when nothing true fits. */
export function cellText(mode: CellMode, cell: CellVolumes, lot: DecimalStep, maxChars: number): string {
  switch (mode) {
    case "volume":
      return formatVolume(cell.bidLots + cell.askLots, lot, maxChars);
    case "delta":
      return formatDelta(cell.askLots - cell.bidLots, lot, maxChars);
    case "bidAsk":
      return formatSides(cell.bidLots, cell.askLots, lot, maxChars);
    case "imbalance":
      return formatRatio(cell.bidLots, cell.askLots, maxChars);
    case "trades":
      return formatVolume(cell.trades, TRADES, maxChars);
  }
}

/** Both sides, bid first: `21.6 × 15.5`. Each side gets the same room. */
export function formatSides(bidLots: number, askLots: number, lot: DecimalStep, maxChars: number): string {
  const room = Math.floor((maxChars - BETWEEN_SIDES.length) / 2);
  const bid = formatVolume(bidLots, lot, room);
  const ask = formatVolume(askLots, lot, room);
  return bid === "" || ask === "" ? "" : bid + BETWEEN_SIDES + ask;
}

/**
 * How many times the larger side is the smaller, with an arrow for the side where there is room: `▲3.2×` (ask), `▼12×` (bid), `1.0×`.
 * Where one side did not trade there is no ratio: `ask` or `bid` names the side that did. Rounded down, so a threshold is never shown as reached too early.
 */
export function formatRatio(bidLots: number, askLots: number, maxChars: number): string {
  if (bidLots === 0 && askLots === 0) return fits("0", maxChars);
  if (bidLots === 0) return fits("ask", maxChars);
  if (askLots === 0) return fits("bid", maxChars);
  const text = ratioText(Math.max(bidLots, askLots), Math.min(bidLots, askLots));
  const arrow = bidLots === askLots ? "" : askLots > bidLots ? "▲" : "▼";
  return fits(arrow + text, maxChars) || fits(text, maxChars);
}

function ratioText(larger: number, smaller: number): string {
  const ratio = Math.floor(larger / smaller);
  if (ratio >= LARGEST_RATIO) return `>${LARGEST_RATIO - 1}×`;
  if (ratio >= 10) return `${ratio}×`;
  return `${ratio}.${Math.floor(((larger - ratio * smaller) * 10) / smaller)}×`;
}

function fits(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : "";
}
