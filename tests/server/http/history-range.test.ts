import { describe, expect, it } from "vitest";
import { parseHistoryRange } from "../../../server/http/history-range.ts";
import { MAX_HISTORY_SEC } from "../../../server/limits.ts";

const FIRST_SEC = 1_700_000_000;
const END_SEC = FIRST_SEC + 30 * 24 * 3600;
const parse = (query: string, firstSec: number | null = FIRST_SEC, endSec: number | null = END_SEC) =>
  parseHistoryRange(new URLSearchParams(query), firstSec, endSec);

describe("the range of a history request", () => {
  it.each([
    ["all there is, as far back as permitted", "", { fromSec: END_SEC - MAX_HISTORY_SEC, toSec: END_SEC }],
    ["the time before `to`, as far back as permitted", `to=${(END_SEC - 10) * 1000}`, { fromSec: END_SEC - 10 - MAX_HISTORY_SEC, toSec: END_SEC - 10 }],
    ["from the first bar", `to=${(FIRST_SEC + 10) * 1000}`, { fromSec: FIRST_SEC, toSec: FIRST_SEC + 10 }],
    ["up to the last bar", `from=${(END_SEC - 5) * 1000}`, { fromSec: END_SEC - 5, toSec: END_SEC }],
    ["nothing before the first bar", `to=${(FIRST_SEC - 10) * 1000}`, { fromSec: FIRST_SEC - 10, toSec: FIRST_SEC - 10 }],
    ["nothing after the last bar", `from=${(END_SEC + 5) * 1000}`, { fromSec: END_SEC + 5, toSec: END_SEC + 5 }],
    ["a day, which begins at midnight UTC", "from=2023-11-20&to=2023-11-21", { fromSec: 1_700_438_400, toSec: 1_700_524_800 }],
    ["times before 1970", "from=-2000&to=-1000", { fromSec: -2, toSec: -1 }],
  ])("is %s", (_name, query, range) => {
    expect(parse(query)).toEqual(range);
  });

  it("is empty where there are no bars", () => {
    expect(parse("", null, null)).toEqual({ fromSec: 0, toSec: 0 });
    expect(parse("from=5000", null, null)).toEqual({ fromSec: 5, toSec: 5 });
  });

  it("may be exactly as long as permitted", () => {
    expect(parse(`from=0&to=${MAX_HISTORY_SEC * 1000}`)).toEqual({ fromSec: 0, toSec: MAX_HISTORY_SEC });
    expect(parse(`from=0&to=${(MAX_HISTORY_SEC + 1) * 1000}`)).toMatchObject({ code: "range-too-long", field: "to" });
  });

  it.each(["2026-1-3", "2026-01-31 09:30:00Z", "1.5", "1e3", "0x10", "Infinity", "now", " 5", "2026-02-30T00:00:00Z"])("refuses %s", (text) => {
    expect(parse(`from=${encodeURIComponent(text)}`)).toMatchObject({ code: "bad-time", field: "from" });
  });
});
