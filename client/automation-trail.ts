import { formatSteps } from "../core/market/decimal-step.ts";
import { timeframeSec } from "../core/market/timeframe.ts";
import { checkPrice, checkTime } from "./automation-checks.ts";
import type { Chart } from "./chart.ts";
import { trailWanted } from "./chart-trail.ts";
import type { EngineLink } from "./data/window-link.ts";

/** The exact heat trail of one cell: what traded in its row from `from` up to `to`, ISO 8601 UTC. Volumes as decimal text in the instrument's unit. */
export interface TrailAnswer {
  readonly from: string;
  readonly to: string;
  readonly bid: string;
  readonly ask: string;
  readonly bidLots: number;
  readonly askLots: number;
  readonly trades: number;
}

const MS_PER_SEC = 1000;

/** Reads the trail of the cell that holds a time and a price, as the choices in force ask for it. Null while none is shown, and where none can be told. */
export async function readTrailAnswer(chart: Chart, link: EngineLink, time: unknown, price: unknown): Promise<TrailAnswer | null> {
  const { instrument } = chart;
  if (instrument === null) throw new RangeError("There are no data yet; await whenIdle() first");
  const choices = chart.choices.getState();
  const query = {
    symbol: instrument.symbol,
    timeSec: Math.floor(checkTime("time", time)),
    priceTicks: checkPrice("price", price, instrument),
    columnSec: timeframeSec(choices.timeframe),
    ticksPerRow: choices.rowTicks ?? chart.detail.exactKey.ticksPerRow,
  };
  const span = trailWanted(choices);
  const reading = span === null ? null : await link.control.trailAt({ ...query, span, session: choices.session });
  if (reading === null) return null;
  const { fromSec, toSec, bidLots, askLots, trades } = reading;
  return {
    from: new Date(fromSec * MS_PER_SEC).toISOString(),
    to: new Date(toSec * MS_PER_SEC).toISOString(),
    bid: formatSteps(bidLots, instrument.lot),
    ask: formatSteps(askLots, instrument.lot),
    bidLots,
    askLots,
    trades,
  };
}
