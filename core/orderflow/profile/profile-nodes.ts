import { PEAK_DEFAULTS, peakNodes, type PeakParameters, type ProfileNodes } from "./profile-peaks.ts";
import type { ProfileRows } from "./profile-rows.ts";

/** `quantile`: a fifth of the rows each; `peaks`: hills and valleys of the smoothed profile. */
export type NodeMethod = "quantile" | "peaks";

/** Rows there are per node of either kind. */
const QUANTILE = 5;

/**
 * High and low volume nodes of a profile, the micro nodes (STUDIES.md section 1).
 *
 * `quantile`: of the n rows with volume, sorted by volume, then price, the last floor(n / 5) are high and the first floor(n / 5) low.
 * `peaks`: see {@link peakNodes}.
 */
export function profileNodes(rows: ProfileRows, method: NodeMethod, peaks: PeakParameters = PEAK_DEFAULTS): ProfileNodes {
  return method === "peaks" ? peakNodes(rows, peaks) : quantileNodes(rows);
}

function quantileNodes(rows: ProfileRows): ProfileNodes {
  const traded: number[] = [];
  for (let at = 0; at < rows.length; at++) if (rows.volumeAt(at) > 0) traded.push(at);
  traded.sort((a, b) => rows.volumeAt(a) - rows.volumeAt(b) || a - b);
  const count = Math.floor(traded.length / QUANTILE);
  const rowsOf = (entries: readonly number[]): number[] => entries.toSorted((a, b) => a - b).map((at) => rows.row[at]);
  return { highRows: rowsOf(traded.slice(traded.length - count)), lowRows: rowsOf(traded.slice(0, count)) };
}
