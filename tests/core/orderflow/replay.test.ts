import { beforeEach, describe, expect, it } from "vitest";
import type { BarView } from "../../../core/market/bar-view.ts";
import { type AbsorptionEvent, AbsorptionFold, absorptions } from "../../../core/orderflow/signals/absorption.ts";
import { EXHAUSTION_DEFAULTS, type ExhaustionEvent, ExhaustionFold, exhaustions } from "../../../core/orderflow/signals/exhaustion.ts";
import { createImbalanceSeries } from "../../../core/orderflow/footprint/imbalance-series.ts";
import { type LiquiditySweepEvent, LiquiditySweepFold, liquiditySweeps } from "../../../core/orderflow/signals/liquidity-sweep.ts";
import { type BurstFlowEvent, MicroPullbackFold, microPullbacks } from "../../../core/orderflow/signals/micro-pullback.ts";
import type { OrderFlowEvent } from "../../../core/orderflow/signals/order-flow-event.ts";
import { STACKED_IMBALANCE_DEFAULTS, StackedImbalanceFold, stackedImbalances, type ZoneEvent } from "../../../core/orderflow/footprint/stacked-imbalance.ts";
import { NO_RECORDINGS } from "../../support/recordings.ts";
import { recordedMarket, recordedTrades, recordingFile, RECORDINGS } from "./recorded-markets.ts";

const exhaustion = { ...EXHAUSTION_DEFAULTS, timeframeSec: 5 };
const imbalance = { ...STACKED_IMBALANCE_DEFAULTS, timeframeSec: 15, ticksPerRow: 10, maximumAgeSec: 60 };

/** Every study of events as it runs live: one second after the other, each list held by the one who listens. */
function liveStudies(gaps: Float64Array) {
  const [absorption, exhausted, flow, sweeps, zones] = [[], [], [], [], []] as [AbsorptionEvent[], ExhaustionEvent[], BurstFlowEvent[], LiquiditySweepEvent[], ZoneEvent[]];
  const folds = [new AbsorptionFold(), new ExhaustionFold(exhaustion), new MicroPullbackFold(), new LiquiditySweepFold(), new StackedImbalanceFold(imbalance)] as const;
  const output = { imbalances: createImbalanceSeries(), events: zones };
  const append = (bars: BarView, index: number): void => {
    folds[0].append(bars, index, index + 1, gaps, absorption);
    folds[1].append(bars, index, index + 1, gaps, exhausted);
    folds[2].append(bars, index, index + 1, gaps, flow);
    folds[3].append(bars, index, index + 1, gaps, sweeps);
    folds[4].append(bars, index, index + 1, gaps, output);
  };
  return { lists: [absorption, exhausted, flow, sweeps, zones] as readonly OrderFlowEvent[][], append };
}

/** A whole recording, one of them a day, bar by bar: what was said stays said, and is what the whole recording says at once. */
describe.each(RECORDINGS)("replay of $name", (recording) => {
  const file = recordingFile(recording);

  beforeEach(({ skip }) => skip(file === undefined, NO_RECORDINGS));

  it("only adds events, known at their time, and never changes one", () => {
    const { bars, gaps } = recordedMarket(file === undefined ? [] : recordedTrades(recording, file));
    const { lists, append } = liveStudies(gaps);
    const said: string[][] = lists.map(() => []);
    for (let index = 0; index < bars.length; index++) {
      append(bars, index);
      lists.forEach((list, study) => {
        expect(list.length).toBeGreaterThanOrEqual(said[study].length);
        for (const event of list.slice(said[study].length)) {
          said[study].push(JSON.stringify(event));
          Object.freeze(event);
          Object.freeze(event.evidence);
          expect(event.confirmedSec).toBeLessThanOrEqual(bars.timeSec[index] + 1);
          expect(event.timeSec).toBeLessThanOrEqual(event.confirmedSec);
        }
      });
    }
    expect(lists.map((list) => list.map((event) => JSON.stringify(event)))).toEqual(said);
    expect(lists).toEqual([
      absorptions(bars, gaps),
      exhaustions(bars, gaps, exhaustion),
      microPullbacks(bars, gaps),
      liquiditySweeps(bars, gaps),
      stackedImbalances(bars, gaps, imbalance).events,
    ]);
  });
});
