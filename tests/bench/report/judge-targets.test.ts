import { describe, expect, it } from "vitest";
import type { BenchResult, BenchRow } from "../../../bench/measure/bench-result.ts";
import { judgeTargets } from "../../../bench/report/judge-targets.ts";

function row(part: Partial<BenchRow>): BenchRow {
  return { name: "encode", median: 3, p95: 4, mad: 0.5, unit: "ms", ratio: 1.5, target: 2, ...part };
}

function result(...rows: readonly BenchRow[]): BenchResult {
  return { name: "wire", title: "Encoding", rows };
}

describe("judgeTargets", () => {
  it("compares the ratio where there is one, and lets the limit itself pass", () => {
    const lines = judgeTargets([result(row({ name: "a", ratio: 2 }), row({ name: "b", ratio: 2.01 }))], []);
    expect(lines.map(({ what, measured, unit, holds, isGate }) => ({ what, measured, unit, holds, isGate }))).toEqual([
      { what: "a", measured: 2, unit: "x", holds: true, isGate: true },
      { what: "b", measured: 2.01, unit: "x", holds: false, isGate: true },
    ]);
  });

  it("compares the median of a counter that has no ratio", () => {
    const [line] = judgeTargets([result(row({ ratio: null, median: 1.2, unit: "frames", target: 1 }))], []);
    expect(line).toEqual({ bench: "wire", what: "encode", target: "<= 1", measured: 1.2, unit: "frames", holds: false, isGate: true });
  });

  it("says nothing of rows without a target", () => {
    expect(judgeTargets([result(row({ target: null }))], [])).toEqual([]);
  });

  it("never holds what could not be measured", () => {
    const [line] = judgeTargets([result(row({ ratio: Number.NaN }))], []);
    expect(line.holds).toBe(false);
  });

  it("reports goals without failing by them, and misses one whose row is gone", () => {
    const goal = { what: "encode a bar", bench: "wire", row: "encode", most: 5, unit: "ms" };
    const lines = judgeTargets([result(row({ target: null }))], [goal, { ...goal, row: "renamed" }, { ...goal, bench: "not run" }]);
    expect(lines.map(({ measured, holds, isGate }) => ({ measured, holds, isGate }))).toEqual([
      { measured: 3, holds: true, isGate: false },
      { measured: null, holds: false, isGate: false },
    ]);
  });

  it("tells what the least such work takes beside a goal", () => {
    const goal = { what: "encode a bar", bench: "wire", row: "encode", most: 2, unit: "ms", leastRow: "bare loop: copy" };
    const copy = row({ name: "bare loop: copy", median: 1.5, target: null });
    expect(judgeTargets([result(row({ target: null }), copy)], [goal])).toMatchObject([{ what: "encode a bar; bare loop: copy: 1.50 ms", measured: 3, holds: false }]);
    expect(judgeTargets([result(row({ target: null }))], [goal])).toMatchObject([{ what: "encode a bar; bare loop: copy: – ms" }]);
  });
});
