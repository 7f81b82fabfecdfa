import { stepsToNumber } from "../../../core/market/decimal-step.ts";
import type { TableUnits } from "../../../protocol/table.ts";
import type { StudyEvent } from "../collect-events.ts";
import { isoTime } from "./json-table.ts";

/** Seconds that are moments; the others are spans. */
const MOMENTS: ReadonlySet<string> = new Set(["confirmedSec", "pullbackSec"]);
/** Names that would otherwise be those of an amount beside them. */
const SHARES: Readonly<Record<string, string>> = { retrace: "retrace_share" };

/**
 * The evidence of an event as JSON text: names in snake case, prices and volumes in the instrument's units, moments as ISO 8601, and when the event became known.
 * What does not exist, such as a mean where a threshold was given, is null.
 */
export function evidenceJson({ evidence, confirmedSec }: StudyEvent, units: TableUnits): string {
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries({ confirmedSec, ...evidence })) {
    const name = nameOf(key);
    if (Object.hasOwn(values, name)) throw new RangeError(`two values of the evidence are called ${name}`);
    values[name] = valueOf(key, value, units);
  }
  return JSON.stringify(values);
}

function valueOf(key: string, value: unknown, { tick, lot }: TableUnits): unknown {
  if (typeof value !== "number") return value;
  if (!Number.isFinite(value)) return null;
  if (key.endsWith("Ticks")) return stepsToNumber(value, tick);
  if (key.endsWith("Lots")) return stepsToNumber(value, lot);
  return MOMENTS.has(key) ? isoTime(value) : value;
}

/** `meanVolumeLots` to `mean_volume`, `firstLots` to `first_volume`, `extremeTicks` to `extreme`, `withinSec` to `within_seconds`. */
function nameOf(key: string): string {
  if (Object.hasOwn(SHARES, key)) return SHARES[key];
  if (key.endsWith("Lots")) {
    const stem = snake(key.slice(0, -"Lots".length));
    return /(^|_)(volume|delta)$/.test(stem) ? stem : `${stem}_volume`;
  }
  if (key.endsWith("Ticks")) return snake(key.slice(0, -"Ticks".length));
  if (key.endsWith("Sec")) return `${snake(key.slice(0, -"Sec".length))}_${MOMENTS.has(key) ? "timestamp" : "seconds"}`;
  return snake(key);
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
