import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Folder of recordings that are tested against but are no part of the project. */
export const RECORDINGS = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
export const HAS_RECORDINGS = existsSync(RECORDINGS);
export const SKIP_REASON = `skipped: ${RECORDINGS} is absent`;

/** A recording's exact totals, as counted with decimal arithmetic. */
export interface RecordingTotals {
  readonly name: string;
  readonly trades: number;
  readonly buys: number;
  readonly buyVolume: string;
  readonly sellVolume: string;
  readonly low: string;
  readonly high: string;
  readonly prices: number;
  readonly seconds: number;
  readonly busiestSecond: number;
  readonly tickSize: string;
  readonly lotSize: string;
  /** Name of the raw recording with the same trades, or empty. */
  readonly raw: string;
}

const ROWS = `
binance_usdm_btcusdt_20240808|21313|9616|1251.576|1177.790|61590.3|61839.9|1898|344|1647|0.1|0.001|usdm_btcusdt_20240808
binance_usdm_ethusdt_20240808|14076|6984|4960.564|4204.384|2677.90|2684.82|685|344|403|0.01|0.001|
binance_spot_btcusdt_20240808|9757|4103|96.65118|115.38197|61583.22|61860.80|2617|345|950|0.01|0.00001|spot_btcusdt_20240808
binance_spot_ethusdt_20240808|6106|3231|953.0359|1308.2790|2679.00|2685.37|498|320|244|0.01|0.0001|
binance_cm_btcusd_perp_20240808|2286|981|35603|47638|61610.0|61845.0|672|202|232|0.1|1|cm_btcusd_perp_20240808
binance_cm_ethusd_perp_20240808|1732|724|115762|133797|2678.61|2684.85|357|229|153|0.01|1|
binance_spot_BTCUSDT_20260216|10215|5974|22.59500|16.82560|68417.17|68534.00|1226|281|378|0.01|0.00001|
cme_ES_20220124_sierra|2026|1016|1432|1414|4343.25|4347.75|19|58|256|0.25|1|
lobster_AMZN|11419|5904|390733|420022|220.51|226.03|541|3162|80|0.01|1|
`;

export const TOTALS: readonly RecordingTotals[] = ROWS.trim()
  .split("\n")
  .map((row) => {
    const [name, trades, buys, buyVolume, sellVolume, low, high, prices, seconds, busiestSecond, tickSize, lotSize, raw] = row.split("|");
    return {
      name,
      trades: Number(trades),
      buys: Number(buys),
      buyVolume,
      sellVolume,
      low,
      high,
      prices: Number(prices),
      seconds: Number(seconds),
      busiestSecond: Number(busiestSecond),
      tickSize,
      lotSize,
      raw,
    };
  });

export const csvFile = (name: string): string => `${RECORDINGS}trades/${name}.csv.gz`;
export const rawFile = (name: string): string => `${RECORDINGS}binance-raw/${name}.gz`;
