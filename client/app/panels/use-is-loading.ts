import type { ChartSnapshot } from "../chart-snapshot.ts";
import { useReading } from "../session.ts";

/** `true` while what a panel lists is on its way: nothing newest is there, or bars are that the panel's part has not been told of. */
export function useIsLoading(part: "tape" | "microFootprint" | "signals"): boolean {
  return useReading((snapshot) => !snapshot.isCurrent || snapshot.connection.state === "connecting" || isAwaited(snapshot, part));
}

function isAwaited(snapshot: ChartSnapshot, part: "tape" | "microFootprint" | "signals"): boolean {
  if (part === "signals") return snapshot.loading !== null && snapshot.signals.length === 0;
  return snapshot[part] === null && snapshot.bars > 0;
}
