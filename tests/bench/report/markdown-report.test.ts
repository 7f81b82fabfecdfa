import { describe, expect, it } from "vitest";
import { figureText } from "../../../bench/report/figure-text.ts";
import { markdownReport, type Report } from "../../../bench/report/markdown-report.ts";

const REPORT: Report = {
  facts: { command: "npm run bench", date: "2026-01-02T03:04", commit: "abc1234", elapsedSec: 61.6, programs: [{ name: "hot/wire.bench.ts", elapsedSec: 12.4, exitCode: 0 }, { name: "server/rest.bench.ts", elapsedSec: 49, exitCode: 1 }], machine: { processor: "two cores" } },
  results: [
    {
      name: "wire",
      title: "Encoding | decoding",
      rows: [{ name: "encode | a bar", median: 0.0123, p95: 1234.5, mad: null, bound: 0.005, unit: "ms", ratio: 2.5, target: 2 }],
      tables: [{ title: "Movements", head: ["setup", "fps"], rows: [["heat | far", 59.94], ["live", null], ["pan", 3]] }],
      notes: ["one reader could not"],
    },
  ],
  targets: [
    { bench: "wire", what: "encode", target: "<= 2", measured: 2.5, unit: "x", holds: false, isGate: true },
    { bench: "frames", what: "fps", target: ">= 58", measured: 60, unit: "", holds: true, isGate: false },
  ],
  missing: ["peers"],
  notMeasured: ["peers: 86400x400"],
  plots: new Map([["wire", "plots/wire.svg"]]),
};

function between(text: string, from: string, to: string): string {
  return text.slice(text.indexOf(from), text.indexOf(to));
}

describe("markdownReport", () => {
  const text = markdownReport(REPORT);

  it("says by which command, when and where it was made", () => {
    expect(text).toContain("Made by `npm run bench` in 62 s on 2026-01-02T03:04, commit abc1234.");
    expect(text).toContain("| processor | two cores |");
  });

  it("puts what was missed first, and only that", () => {
    const missed = between(text, "## Where targets are missed", "## All targets");
    expect(missed).toContain("| wire | encode | <= 2 | 2.50 x | **no** | gate |");
    expect(missed).not.toContain("fps");
  });

  it("counts and lists every target, also those that hold", () => {
    const all = between(text, "## All targets", "## wire");
    expect(all).toContain("1 of 2 hold.");
    expect(all).toContain("| frames | fps | >= 58 | 60.0 | yes |  |");
  });

  it("names what has no figures", () => {
    expect(text).toContain("**Without figures in this run:** peers.");
    expect(text).toContain("**Ended with a failure:** server/rest.bench.ts.");
    expect(text).toContain("- one reader could not");
  });

  it("shows tables of other figures, what was left out, and how long everything took", () => {
    expect(text).toContain("Movements:\n\n| setup | fps |\n| --- | --- |\n| heat \\| far | 59.9 |\n| live | – |\n| pan | 3 |");
    expect(text).toContain("## Not measured in this run\n\n- peers: 86400x400");
    expect(text).toContain("| hot/wire.bench.ts | 12 | 0 |\n| server/rest.bench.ts | 49 | 1 |");
  });

  it("keeps a table whole whatever stands in a name", () => {
    expect(text).toContain("| encode \\| a bar | 0.0123 | 1,235 | – | 0.00500 | ms | 2.50x | 2.00 |");
    expect(text).toContain("![Ratios of wire](plots/wire.svg)");
  });

  it("tells a lower bound as one, and a target without a figure as missed", () => {
    const line = { bench: "peers", what: "pan", target: ">= 5", unit: "x", isGate: true };
    const targets = [
      { ...line, measured: 2400, isAtLeast: true, holds: true },
      { ...line, measured: null, holds: false },
    ];
    const told = markdownReport({ ...REPORT, targets });
    expect(told).toContain("| peers | pan | >= 5 | > 2,400 x | yes | gate |");
    expect(told).toContain("| peers | pan | >= 5 | – | **no** | gate |");
  });

  it("says so when everything holds", () => {
    expect(markdownReport({ ...REPORT, targets: REPORT.targets.slice(1) })).toContain("Every target that was measured holds.");
  });
});

describe("figureText", () => {
  it.each([
    [0, "0"],
    [0.000123, "0.000123"],
    [0.0456, "0.0456"],
    [1.234, "1.23"],
    [12.34, "12.3"],
    [123.4, "123"],
    [-12.34, "-12.3"],
    [1_234_567.8, "1,234,568"],
    [Number.NaN, "–"],
    [null, "–"],
  ])("writes %s as %s", (value, text) => {
    expect(figureText(value)).toBe(text);
  });
});
