import { describe, expect, it } from "vitest";
import { askedMarket } from "../../../client/bench/asked-market.ts";
import { benchSearch, BENCH_CHOICES, chartSearch, DEFAULT_BENCH, readBenchSettings } from "../../../client/bench/bench-settings.ts";
import { readBenchAddress } from "../../../protocol/bench-market.ts";

describe("bench settings", () => {
  it("come back from the address that they were written into", () => {
    for (const cells of BENCH_CHOICES.cells) {
      for (const renderer of BENCH_CHOICES.renderer) {
        const settings = { ...DEFAULT_BENCH, cells, renderer, charts: 4, barsPerSec: 60, movementSec: 10, seed: 123 };
        expect(readBenchSettings(benchSearch(settings))).toEqual({ settings, problems: [] });
      }
    }
  });

  it("are the usual ones where an address says nothing", () => {
    expect(readBenchSettings("")).toEqual({ settings: DEFAULT_BENCH, problems: [] });
  });

  it.each(["cells=0", "rate=-1", "charts=3", "renderer=gpu", "seconds=", "seed=0", "seed=1.5", "seed=99999999999"])("refuse %s in a sentence and stay as they are", (part) => {
    const { settings, problems } = readBenchSettings(`?${part}`);
    expect(settings).toEqual(DEFAULT_BENCH);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^\w+ is ".*", expected .+\.$/);
  });

  it("give each chart a market of its own, the same for the same seed", () => {
    const markets = [0, 1].map((chart) => askedMarket(chartSearch({ ...DEFAULT_BENCH, cells: 10_000, seed: 5 }, chart)));
    expect(markets.map((address) => (address === null ? null : readBenchAddress(address)))).toEqual([
      { cells: 10_000, barsPerSec: 1, seed: 5 },
      { cells: 10_000, barsPerSec: 1, seed: 6 },
    ]);
  });
});

describe("askedMarket", () => {
  it.each(["", "?symbol=BTCUSDT", "?bench-cells=0&bench-rate=1&bench-seed=1", "?bench-cells=100", "?bench-cells=x&bench-rate=1&bench-seed=1"])("leaves %j to the server", (search) => {
    expect(askedMarket(search)).toBeNull();
  });
});

it("names a setting that the bench does not have, and what there is", () => {
  const { settings, problems } = readBenchSettings("?bars=10&cells=10000&run");
  expect(settings.cells).toBe(10_000);
  expect(problems).toEqual(["bars is no setting of the bench, expected cells, rate, charts, renderer, seconds, seed, or run."]);
});
