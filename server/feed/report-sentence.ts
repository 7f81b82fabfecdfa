import type { FeedReport } from "./market-feed.ts";

/** Nothing read yet. */
export const EMPTY_REPORT: FeedReport = { lines: 0, trades: 0, badLines: 0, nonMarket: 0, duplicates: 0, otherSymbols: 0, gaps: 0 };

/** What two passes have read together. */
export function addReports(a: FeedReport, b: FeedReport): FeedReport {
  return {
    lines: a.lines + b.lines,
    trades: a.trades + b.trades,
    badLines: a.badLines + b.badLines,
    nonMarket: a.nonMarket + b.nonMarket,
    duplicates: a.duplicates + b.duplicates,
    otherSymbols: a.otherSymbols + b.otherSymbols,
    gaps: a.gaps + b.gaps,
  };
}

/** `rec.gz: 21,313 trades in 93,954 lines; left out: 2 bad lines (first: line 7: ...); 1 gap`. */
export function reportSentence(file: string, report: FeedReport, firstBadLine: string): string {
  const leftOut = [
    report.badLines > 0 ? `${countOf(report.badLines, "bad line")} (first: ${firstBadLine})` : "",
    report.nonMarket > 0 ? countOf(report.nonMarket, "non-market print") : "",
    report.duplicates > 0 ? countOf(report.duplicates, "duplicate") : "",
    report.otherSymbols > 0 ? countOf(report.otherSymbols, "trade", "of other symbols") : "",
  ].filter((part) => part !== "");
  const parts = [
    `${countOf(report.trades, "trade")} in ${countOf(report.lines, "line")}`,
    leftOut.length > 0 ? `left out: ${leftOut.join(", ")}` : "",
    report.gaps > 0 ? `${countOf(report.gaps, "gap")} where trade ids jump` : "",
  ].filter((part) => part !== "");
  return `${file}: ${parts.join("; ")}`;
}

function countOf(count: number, noun: string, rest = ""): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}${rest === "" ? "" : ` ${rest}`}`;
}
