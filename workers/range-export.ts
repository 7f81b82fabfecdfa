import { lowerBoundBar } from "../core/market/bar-view.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import { normalizeGaps } from "../core/orderflow/fold/gaps.ts";
import { groupThousands } from "../core/view/number-format.ts";
import { CSV_HEAD, writeCsv } from "../protocol/export/export-csv.ts";
import { countExportRows, type ExportFormat, type ExportMarket, type ExportRows, exportRows, gapsWithin, MAX_EXPORT_ROWS } from "../protocol/export/export-rows.ts";
import type { ExportedRange, ExportListener } from "../protocol/worker-api.ts";
import type { SymbolStream } from "./symbol-stream.ts";

/** Rows between two turns for the socket and the windows: some milliseconds. */
const PART_ROWS = 8192;

/**
 * The closed seconds of `[fromSec, toSec)` with all their price levels, as a file.
 * @param onRows called after each part of the file.
 * @throws RangeError with a sentence when there is nothing to export, when history has not arrived yet, when there is too much for one file, and when its bars
 * are given up meanwhile.
 */
export async function exportRange(stream: SymbolStream, market: ParsedInstrument, fromSec: number, toSec: number, format: ExportFormat, onRows: ExportListener = () => {}): Promise<ExportedRange> {
  const { bars, closedCount, historyComplete, closedThroughSec } = stream.columns;
  const closedSec = Math.max(closedThroughSec, closedCount === 0 ? Number.NEGATIVE_INFINITY : bars.timeSec[closedCount - 1] + 1);
  const endSec = Math.min(Math.ceil(toSec), closedSec);
  const startSec = Math.floor(fromSec);
  if (!historyComplete && (bars.length === 0 || bars.timeSec[0] > startSec)) {
    throw new RangeError("The history of what is on the screen has not arrived yet. Export it when it is loaded.");
  }
  const gaps = gapsWithin(normalizeGaps(stream.gaps.bounds), startSec, endSec);
  const [fromBar, toBar] = [lowerBoundBar(bars, startSec), lowerBoundBar(bars, endSec)];
  const rows = startSec < endSec ? countExportRows(bars, fromBar, toBar, gaps) : 0;
  if (rows === 0) throw new RangeError("No closed second with a trade is on the screen: there is nothing to export.");
  if (rows > MAX_EXPORT_ROWS) {
    throw new RangeError(`What is on the screen has ${groupThousands(String(rows))} rows; one file holds at most ${groupThousands(String(MAX_EXPORT_ROWS))}. Zoom in and export it in parts.`);
  }
  const estimated = countEstimated(bars.estimated, fromBar, toBar);
  const parts = whole(exportRows(() => stream.columns.bars, startSec, endSec, gaps, PART_ROWS), rows, onRows);
  const content = format === "csv" ? await csvFile(parts, market) : await arrowFile(parts, market);
  return { fromSec: startSec, toSec: endSec, bars: toBar - fromBar, rows, gaps: gaps.length / 2, estimated, content };
}

/** The parts as they are, each told of once it is written. @throws RangeError once there are more rows than at the start, and at their end when there are fewer. */
function* whole(parts: Iterable<ExportRows>, rows: number, onRows: ExportListener): Generator<ExportRows> {
  let made = 0;
  for (const part of parts) {
    made += part.length;
    if (made > rows) break;
    yield part;
    onRows(made, rows);
  }
  if (made !== rows) throw new RangeError("The server started anew while the file was made. Export it again when it is loaded.");
}

async function csvFile(parts: Iterable<ExportRows>, market: ExportMarket): Promise<Blob> {
  const texts: Blob[] = [new Blob([CSV_HEAD])];
  for (const rows of parts) {
    texts.push(new Blob([writeCsv(rows, market)]));
    await nextTurn();
  }
  return new Blob(texts, { type: "text/csv" });
}

async function arrowFile(parts: Iterable<ExportRows>, market: ExportMarket): Promise<Blob> {
  const { ArrowExport } = await import("../protocol/export/export-arrow.ts");
  const file = new ArrowExport(market);
  for (const rows of parts) {
    file.write(rows);
    await nextTurn();
  }
  return new Blob([file.finish() as Uint8Array<ArrayBuffer>], { type: "application/vnd.apache.arrow.file" });
}

function countEstimated(estimated: Uint8Array, fromBar: number, toBar: number): number {
  let count = 0;
  for (let bar = fromBar; bar < toBar; bar++) count += estimated[bar];
  return count;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
