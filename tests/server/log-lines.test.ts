import { describe, expect, it } from "vitest";
import { createLogLines, LOG_LEVELS, type LogLevel } from "../../server/log-lines.ts";

function said(level: LogLevel): string[] {
  const lines: string[] = [];
  const log = createLogLines(level, () => Date.UTC(2026, 0, 2, 3, 4, 5, 678), (at, line) => lines.push(`${at}|${line}`));
  for (const each of LOG_LEVELS) log[each](`a ${each}`);
  return lines;
}

describe("createLogLines", () => {
  it("writes time, level and sentence", () => {
    expect(said("warn")).toEqual(["error|03:04:05 error a error\n", "warn|03:04:05 warn  a warn\n"]);
  });

  it("says more with every level", () => {
    expect(LOG_LEVELS.map((level) => said(level).length)).toEqual([1, 2, 3, 4]);
  });
});
