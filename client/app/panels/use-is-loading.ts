import type { ChartSnapshot } from "../chart-snapshot.ts";
import { useReading } from "../session.ts";

/** `true` while what a panel lists is still on its way: the history comes, or bars are there that the panel's part has not been told of. */
export function useIsLoading(part: "tape" | "microFootprint" | "signals"): boolean {
  return useReading((snapshot: ChartSnapshot) => snapshot.loading !== null || snapshot.connection.state === "connecting" || (snapshot[part] === null && snapshot.bars > 0));
}
