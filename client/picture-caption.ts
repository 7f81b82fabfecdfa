import type { LegendReading } from "./app/chart-snapshot.ts";
import { clockText } from "../core/view/clock-text.ts";
import { offsetWords } from "./time-zone.ts";

/** What a saved picture shows. */
export interface CaptionFacts {
  readonly symbol: string;
  readonly timeframe: string;
  readonly fromSec: number;
  readonly toSec: number;
  /** Local time minus UTC, of the clock that was chosen. */
  readonly utcOffsetSec: number;
  readonly legend: Pick<LegendReading, "title" | "unit" | "scope">;
}

/** The words of a caption. */
export interface CaptionTexts {
  readonly title: string;
  readonly window: string;
  readonly scale: string;
}

/** The words that say what a picture shows, to somebody who sees nothing but the picture. */
export function captionTexts({ symbol, timeframe, fromSec, toSec, utcOffsetSec, legend }: CaptionFacts): CaptionTexts {
  const from = Math.floor(fromSec) + utcOffsetSec;
  const to = Math.floor(toSec) + utcOffsetSec;
  const isOneDay = dateText(from) === dateText(to);
  return {
    title: `${symbol} · ${timeframe} bars · ${legend.title}`,
    window: `${dateText(from)} ${clockText(from)} – ${isOneDay ? "" : `${dateText(to)} `}${clockText(to)} ${offsetWords(utcOffsetSec)}`,
    scale: [legend.unit, legend.scope].filter((part) => part !== "").join(", "),
  };
}

function dateText(localSec: number): string {
  return new Date(localSec * 1000).toISOString().slice(0, 10);
}
