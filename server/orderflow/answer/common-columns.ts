import type { DecimalStep } from "../../../core/market/decimal-step.ts";
import type { TableColumn } from "../../../protocol/table.ts";

/** Start of a row's bar, or the second of an event. */
export const TIMESTAMP: TableColumn = { name: "timestamp", kind: "time", description: "Start of the bar, or the second of the event." };

/** Says `reliable: false` where seconds are missing. */
export const RELIABLE: TableColumn = {
  name: "reliable",
  kind: "flag",
  omit: 1,
  description: "`false` where the data this was computed from has a gap. JSON leaves it out otherwise.",
};

/** Says `estimated: true` where the source gave no levels. */
export const ESTIMATED: TableColumn = {
  name: "estimated",
  kind: "flag",
  omit: 0,
  description: "`true` where the source gave bars without levels, so that volume stands on the close. JSON leaves it out otherwise.",
};

/** The measured values of an event, and the thresholds that were in force. */
export const EVIDENCE: TableColumn = {
  name: "evidence",
  kind: "object",
  description: "The measured values and the thresholds that were in force, and when the event became known.",
};

/** A number of a row. */
export function numberColumn(kind: "price" | "volume" | "number", name: string, description: string): TableColumn {
  return { name, kind, description };
}

/** A volume shared out over a count, in the instrument's units, rounded once: the nearest double to the exact quotient. `NaN` for a count of 0. */
export function meanVolume(lots: number, count: number, { mantissa, decimals }: DecimalStep): number {
  return count === 0 ? Number.NaN : (lots * mantissa) / (count * 10 ** decimals);
}
