import { describe, expect, it } from "vitest";
import { ChartStudies } from "../../client/chart-studies.ts";
import { StudyStore } from "../../client/data/study-store.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import { createCvdSeries } from "../../core/orderflow/flow/delta-cvd.ts";
import { createVwapSeries } from "../../core/orderflow/flow/session-vwap.ts";
import type { AnyStudyChange, StudyPatch } from "../../protocol/studies.ts";

const { cvd, vwap, ...others } = createChoicesStore(null, "").getState();
const CHOICES = { ...others, cvd: { ...cvd, shown: true }, vwap: { ...vwap, shown: true } };

/** Rows of a study from `from` on, each of the same number in all its fields. */
function rowsOf(study: "cvd" | "vwap", from: number, values: readonly number[], isReset = false): AnyStudyChange {
  const { fields } = study === "cvd" ? createCvdSeries() : createVwapSeries();
  const columns: Record<string, Float64Array> = Object.fromEntries(fields.map((field) => [field, Float64Array.from(values)]));
  return { study, reset: isReset ? {} : null, tail: { from, columns }, events: [] } as unknown as AnyStudyChange;
}

const patchOf = (...changes: readonly AnyStudyChange[]): StudyPatch => ({ dropped: [], changes, profile: null, refusal: null });

function setUp() {
  const store = new StudyStore();
  const studies = new ChartStudies();
  store.apply(patchOf(rowsOf("cvd", 0, [1, 2], true), rowsOf("vwap", 0, [1, 2], true)));
  const look = (choices = CHOICES, of = store) => studies.compose(choices, of, 1, 1);
  return { store, look, first: look() };
}

describe("pictures of running sums", () => {
  it("are the same objects while neither their rows nor their own choices have changed", () => {
    const { store, look, first } = setUp();
    store.apply(patchOf(rowsOf("cvd", 1, [3, 4])));
    const next = look();
    expect(next.cvd).not.toBe(first.cvd);
    expect(next.cvd?.series.length).toBe(3);
    expect(next.vwap).toBe(first.vwap);
    const other = look({ ...CHOICES, chosenSignal: "sweep 1" });
    expect([other.cvd, other.vwap]).toEqual([next.cvd, next.vwap]);
    expect(other.cvd).toBe(next.cvd);
    const candles = look({ ...CHOICES, cvd: { ...CHOICES.cvd, style: "candles" } });
    expect(candles.cvd).toMatchObject({ style: "candles", series: next.cvd?.series });
    expect(candles.vwap).toBe(first.vwap);
  });

  it("are others when all is told anew, in a copy, and when they come back", () => {
    const { store, look, first } = setUp();
    expect(look(CHOICES, store.copy()).cvd?.series).not.toBe(first.cvd?.series);
    expect(look({ ...CHOICES, vwap: { ...CHOICES.vwap, shown: false } }).vwap).toBeNull();
    expect(look().vwap?.series).toBe(first.vwap?.series);
    store.apply(patchOf(rowsOf("vwap", 0, [1, 2], true)));
    expect(look().vwap?.series).not.toBe(first.vwap?.series);
    store.clear();
    expect(look()).toMatchObject({ cvd: null, vwap: null });
  });
});
