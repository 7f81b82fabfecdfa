import type { Series } from "../../core/orderflow/fold/series.ts";
import type { TimeframeFold } from "../../core/orderflow/fold/timeframe-fold.ts";
import type { BarRows, BarStudy } from "./bar-batches.ts";
import type { TableBatch } from "../../protocol/table.ts";

/** Some of a series' rows by column, valid until the series changes. */
export type SeriesRows<Field extends string> = Readonly<Record<Field, Float64Array>>;

/** A study that writes a series with a `timeSec` column, as {@link BarStudy}. @param toBatch makes a table's rows of the series' rows. */
export function seriesStudy<Field extends string>(
  fold: TimeframeFold<Series<Field | "timeSec">>,
  output: Series<Field | "timeSec">,
  toBatch: (rows: SeriesRows<Field | "timeSec">, length: number) => TableBatch,
): BarStudy<Series<Field | "timeSec">> {
  return {
    fold,
    output,
    times: ({ columns, length }) => ({ timeSec: columns.timeSec, length }),
    toBatch: (series, rows) => toBatch(rowsOf(series, rows), rows.to - rows.from),
    clear: (series) => series.truncate(0),
  };
}

function rowsOf<Field extends string>({ fields, columns }: Series<Field>, { from, to }: BarRows): SeriesRows<Field> {
  const rows = {} as Record<Field, Float64Array>;
  for (const field of fields) rows[field] = columns[field].subarray(from, to);
  return rows;
}
