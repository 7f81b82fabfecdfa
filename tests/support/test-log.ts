import { BarLog } from "../../server/log.ts";
import { testInstrument } from "./seeded-bars.ts";

/** A log with a standing clock. */
export function createTestLog({ symbol = "TEST", streamId = 1, epoch = "epoch-1" } = {}): BarLog {
  return new BarLog({ instrument: testInstrument(symbol), clock: "replay", streamId, epoch, nowMs: () => 5000 });
}
