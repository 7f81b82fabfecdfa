import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import type { BarSink } from "../../server/bar-builder.ts";
import type { LogLevel, LogLines } from "../../server/log-lines.ts";

/** A bar sink that keeps everything, and the order in which it came. */
export class CollectedBars implements BarSink {
  readonly columns = new BarColumns();
  readonly gaps: [number, number][] = [];
  /** `bar:<sec>`, `gap:<from>-<to>`, `closed:<sec>`, `end`. */
  readonly order: string[] = [];

  bars(bars: BarView, from: number, to: number): void {
    this.columns.append(bars, from, to);
    for (let index = from; index < to; index++) this.order.push(`bar:${bars.timeSec[index]}`);
  }

  gap(fromSec: number, toSec: number): void {
    this.gaps.push([fromSec, toSec]);
    this.order.push(`gap:${fromSec}-${toSec}`);
  }

  closedThrough(sec: number): void {
    this.order.push(`closed:${sec}`);
  }

  end(): void {
    this.order.push("end");
  }
}

/** A log that keeps its sentences as `warn: ...`. */
export function keptLog(): LogLines & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (level: LogLevel) => (sentence: string) => void lines.push(`${level}: ${sentence}`);
  return { lines, error: keep("error"), warn: keep("warn"), info: keep("info"), debug: keep("debug") };
}
