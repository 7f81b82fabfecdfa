import * as v from "valibot";
import type { Timeframe } from "../../core/market/timeframe.ts";
import type { TableColumn } from "../../protocol/table.ts";
import { ESTIMATED, RELIABLE, TIMESTAMP } from "./answer/common-columns.ts";
import { footprintBatches, type FootprintLevels } from "./footprint-batches.ts";
import { commonFields, PRICE_TICK } from "./request/request-fields.ts";
import { toTicksPerRow } from "./request/request-steps.ts";
import { defineStudy, type StudyRoute } from "./study-route.ts";

/** A study that lists the rows of each bar: what is particular to it. */
export interface FootprintStudy extends Pick<StudyRoute, "path" | "summary" | "description" | "example"> {
  /** The default. */
  readonly timeframe: Timeframe;
  /** The columns of a row, and what stands in them. */
  readonly items: readonly TableColumn[];
  readonly describe: (levels: FootprintLevels) => Readonly<Record<string, Float64Array>>;
}

/** Makes a route that lists the rows of each bar. */
export function defineFootprintStudy({ timeframe, items, describe, ...texts }: FootprintStudy): StudyRoute {
  return defineStudy({
    ...texts,
    request: v.strictObject({ ...commonFields(timeframe), price_tick: PRICE_TICK }),
    answer: { columns: [TIMESTAMP, { name: "levels", kind: "list", description: "The traded rows of the bar.", items }, RELIABLE, ESTIMATED] },
    respond: (context, request) => ({
      units: context.instrument,
      batches: footprintBatches(context, toTicksPerRow(context.instrument, request.price_tick), describe),
    }),
  });
}
