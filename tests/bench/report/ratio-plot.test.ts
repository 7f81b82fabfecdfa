import { describe, expect, it } from "vitest";
import type { BenchRow } from "../../../bench/measure/bench-result.ts";
import { ratioPlot } from "../../../bench/report/ratio-plot.ts";

function row(name: string, ratio: number | null, target: number | null = null): BenchRow {
  return { name, median: 1, p95: 1, mad: 0, unit: "ms", ratio, target };
}

function plotOf(...rows: readonly BenchRow[]): string | null {
  return ratioPlot({ name: "wire", title: 'Ratios < 2 & "more"', rows });
}

describe("ratioPlot", () => {
  it("draws one bar for each ratio, largest first, without the lower bound itself", () => {
    const svg = plotOf(row("small", 1.5), row("bare loop: copy", 1), row("large", 20), row("counter", null)) ?? "";
    expect(svg.match(/<rect/g)).toHaveLength(2);
    expect(svg.indexOf("large")).toBeLessThan(svg.indexOf("small"));
  });

  it("marks the target, and a ratio above it by another colour", () => {
    const svg = plotOf(row("over", 5, 3), row("under", 2, 3)) ?? "";
    expect(svg.match(/class="limit"/g)).toHaveLength(2);
    expect(svg.match(/<rect class="over"/g)).toHaveLength(1);
  });

  it("is well-formed whatever stands in names and titles", () => {
    const svg = plotOf(row("a < b & c", 2)) ?? "";
    const parsed = svg.replaceAll(/<[^<>]+>/g, "");
    expect(parsed).not.toMatch(/[<>]|&(?!amp;|lt;|quot;)/);
  });

  it("gives up where there is no ratio", () => {
    expect(plotOf(row("counter", null))).toBeNull();
  });
});
