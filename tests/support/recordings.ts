import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { projectPath } from "../../scripts/project-root.mjs";

/** Why a test that needs recordings is skipped. */
export const NO_RECORDINGS = "there are no recorded trades at ../shared/data";

/** A trade as it stands in a recording, read in the slow, obvious way. */
export interface RecordedTrade {
  readonly timeSec: number;
  readonly priceTicks: number;
  readonly sizeLots: number;
  /** Who was the aggressor. */
  readonly side: "buy" | "sell";
}

const DECIMALS = 15;
const NS_PER_SEC = 1_000_000_000n;

/**
 * A file of the folder with recorded market data beside the project; a user's clone has none.
 * @param path inside that folder, for example `trades/binance_usdm_btcusdt_20240808.csv.gz`
 * @returns its absolute path, or `undefined` when it is absent: skip the test then, with {@link NO_RECORDINGS} as the reason
 */
export function findRecording(path: string): string | undefined {
  const file = projectPath("..", "shared", "data", ...path.split("/"));
  return existsSync(file) ? file : undefined;
}

/**
 * The trades of a `ts_ns,price,size,side` recording, in the file's order.
 * @param file absolute path of a .csv.gz
 * @param tickSize decimal string, for example `"0.1"`
 * @param lotSize decimal string
 */
export function readRecordedTrades(file: string, tickSize: string, lotSize: string): RecordedTrade[] {
  const [, ...lines] = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  const tick = scale(tickSize);
  const lot = scale(lotSize);
  return lines.map((line) => {
    const [timeNs, price, size, side] = line.trimEnd().split(",");
    return {
      timeSec: Number(BigInt(timeNs) / NS_PER_SEC),
      priceTicks: Number(scale(price) / tick),
      sizeLots: Number(scale(size) / lot),
      side: side === "B" ? "buy" : "sell",
    };
  });
}

/** A decimal text times 10^15, exactly. */
function scale(decimal: string): bigint {
  const [whole, fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(DECIMALS, "0"));
}
