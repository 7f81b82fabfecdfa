import type { TableUnits } from "../../../protocol/table.ts";
import type { StudyEvent } from "../collect-events.ts";
import { evidenceJson } from "./evidence-json.ts";

/** What every list of events has. */
export function eventNumbers(events: readonly StudyEvent[]) {
  return {
    timestamp: events.map(({ timeSec }) => timeSec),
    reliable: events.map(({ reliable }) => (reliable ? 1 : 0)),
  };
}

/** The events' evidence as JSON texts. */
export function evidenceTexts(events: readonly StudyEvent[], units: TableUnits): string[] {
  return events.map((event) => evidenceJson(event, units));
}
