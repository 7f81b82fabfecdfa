import type { ParsedInstrument } from "../core/market/instrument.ts";
import { emptyWindow } from "../core/view/empty-window.ts";
import { formatPrice } from "../core/view/number-format.ts";
import type { EmptyViewReading } from "./app/chart-snapshot.ts";
import type { SceneState } from "./scene/scene-state.ts";

/** So long nothing has to be in sight before it is said: a picture that is on its way comes sooner. */
const PATIENCE_MS = 400;

/**
 * What to say of a window in which nothing traded; null where something is in sight, and before there are cells.
 * @param isKnown all that is known of the window's time stands in the pool: nothing is said otherwise, since seconds on their way look like empty ones.
 */
export function emptyViewReading({ pool, viewport, gaps }: Pick<SceneState, "pool" | "viewport" | "gaps">, instrument: ParsedInstrument, isKnown: boolean): EmptyViewReading | null {
  const empty = pool === null || !isKnown ? null : emptyWindow(pool, viewport);
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

/** Lets through what is said of an empty window once it has been empty for a while. */
export class EmptyViewWatch {
  #sinceMs: number | null = null;

  read(reading: EmptyViewReading | null, nowMs: number): EmptyViewReading | null {
    if (reading === null) this.#sinceMs = null;
    else this.#sinceMs ??= nowMs;
    return this.#sinceMs !== null && nowMs - this.#sinceMs >= PATIENCE_MS ? reading : null;
  }
}
