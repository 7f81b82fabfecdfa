import type { ParsedInstrument } from "../core/market/instrument.ts";
import { emptyWindow } from "../core/view/empty-window.ts";
import { formatPrice } from "../core/view/number-format.ts";
import type { EmptyViewReading } from "./app/chart-snapshot.ts";
import type { SceneState } from "./scene/scene-state.ts";

/** What to say of a window in which nothing traded; null where something is in sight, and before there are cells. */
export function emptyViewReading({ pool, viewport, gaps }: SceneState, instrument: ParsedInstrument): EmptyViewReading | null {
  const empty = pool === null ? null : emptyWindow(pool, viewport);
  if (empty === null || empty.nearest === null) return null;
  const { traded, nearest } = empty;
  if (traded !== null) {
    const [low, high] = [formatPrice(traded.lowTicks, instrument.tick), formatPrice(traded.highTicks, instrument.tick)];
    return { title: "Nothing traded at these prices", detail: low === high ? `In this time the price was ${low}.` : `In this time the price was between ${low} and ${high}.`, nearest };
  }
  if (liesInGap(gaps, viewport.fromSec, viewport.toSec)) return { title: "This time is missing", detail: "The source lost it; nothing is made up in its place.", nearest };
  return { title: "Nothing traded in this time", detail: "", nearest };
}

function liesInGap(gaps: Float64Array, fromSec: number, toSec: number): boolean {
  for (let at = 0; at < gaps.length; at += 2) if (gaps[at] <= fromSec && gaps[at + 1] >= toSec) return true;
  return false;
}
