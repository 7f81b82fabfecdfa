import { marketParameters } from "./asked-market.ts";

/** What the bench offers; the first of each is not necessarily the default. */
export const BENCH_CHOICES = {
  cells: [10_000, 100_000, 1_000_000, 10_000_000],
  barsPerSec: [0, 1, 10, 60],
  charts: [1, 2, 4, 9],
  renderer: ["auto", "canvas", "webgl"],
  movementSec: [1, 3, 10, 30],
} as const;

/** A run of the bench. */
export interface BenchSettings {
  /** Cells of history of each chart. */
  readonly cells: number;
  /** Seconds of the market that pass in one of ours; 0: the market stands still. */
  readonly barsPerSec: number;
  readonly charts: number;
  readonly renderer: (typeof BENCH_CHOICES.renderer)[number];
  /** Length of each movement of the camera. */
  readonly movementSec: number;
  /** Of the market: the same seed, the same trades. */
  readonly seed: number;
}

export const DEFAULT_BENCH: BenchSettings = { cells: 1_000_000, barsPerSec: 1, charts: 1, renderer: "auto", movementSec: 3, seed: 7 };

const MOST_SEED = 2 ** 31 - 1;
const NAMES = { cells: "cells", barsPerSec: "rate", charts: "charts", renderer: "renderer", movementSec: "seconds", seed: "seed" } as const;

/** Settings of an address and a sentence for each that cannot be honoured; what it does not say is {@link DEFAULT_BENCH}. */
export function readBenchSettings(search: string): { readonly settings: BenchSettings; readonly problems: readonly string[] } {
  const asked = new URLSearchParams(search);
  const problems: string[] = [];
  const settings: Record<string, unknown> = { ...DEFAULT_BENCH };
  for (const key of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
    const text = asked.get(NAMES[key]);
    if (text === null) continue;
    const value = key === "renderer" ? text : Number(text);
    if (isOffered(key, value)) settings[key] = value;
    else problems.push(`${NAMES[key]} is "${text}", expected ${key === "seed" ? "a whole number above 0" : BENCH_CHOICES[key].join(", ")}.`);
  }
  const names: readonly string[] = Object.values(NAMES);
  for (const name of new Set(asked.keys())) {
    if (name !== "run" && !names.includes(name)) problems.push(`${name} is no setting of the bench, expected ${names.join(", ")}, or run.`);
  }
  return { settings: settings as unknown as BenchSettings, problems };
}

/** The address that asks for these settings again. */
export function benchSearch(settings: BenchSettings): string {
  const asked = new URLSearchParams();
  for (const key of Object.keys(NAMES) as (keyof typeof NAMES)[]) asked.set(NAMES[key], String(settings[key]));
  return `?${asked.toString()}`;
}

/** The address of one chart of a run: the product's own page, the heat and its axes alone, on a seeded market. */
export function chartSearch({ cells, barsPerSec, renderer, seed }: BenchSettings, chart: number): string {
  const asked = new URLSearchParams({ ...marketParameters({ cells, barsPerSec, seed: seed + chart }), renderer, indicators: "off", panels: "off" });
  return `?${asked.toString()}`;
}

function isOffered(key: keyof typeof NAMES, value: number | string): boolean {
  if (key === "seed") return Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= MOST_SEED;
  return (BENCH_CHOICES[key] as readonly (number | string)[]).includes(value);
}
