import { describe, expect, it } from "vitest";
import { ChartHeat } from "../../client/chart-heat.ts";
import { ChartPicture } from "../../client/chart-picture.ts";
import { DEFAULT_CHOICES } from "../../client/state/choices.ts";
import { layoutChart } from "../../core/view/chart-layout.ts";
import { panViewport } from "../../core/view/viewport.ts";

const VIEW = { fromSec: 0, toSec: 300, lowTicks: 0, highTicks: 400 };
const NEAR = { fromSec: 0, toSec: 30, lowTicks: 0, highTicks: 20 };
const LAYOUT = layoutChart(1280, 720, 1);

describe("the level of detail of a picture", () => {
  it("is the same object while a pan is all that differs, whatever another picture shows", () => {
    const [picture, other] = [new ChartPicture(new ChartHeat()), new ChartPicture(new ChartHeat())];
    const detail = picture.detailFor(DEFAULT_CHOICES, VIEW, LAYOUT);
    const near = other.detailFor(DEFAULT_CHOICES, NEAR, LAYOUT);
    expect(near).not.toEqual(detail);
    expect(picture.detailFor(DEFAULT_CHOICES, panViewport(VIEW, 17.3, 3), LAYOUT)).toBe(detail);
    expect(other.detailFor(DEFAULT_CHOICES, NEAR, LAYOUT)).toBe(near);
  });

  it("is chosen anew for another window, bar length, row height, mode or size", () => {
    const picture = new ChartPicture(new ChartHeat());
    const detail = picture.detailFor(DEFAULT_CHOICES, VIEW, LAYOUT);
    for (const changed of [{ timeframe: "1m" }, { rowTicks: 50 }, { mode: "bidAsk" }] as const) {
      expect(picture.detailFor({ ...DEFAULT_CHOICES, ...changed }, VIEW, LAYOUT)).not.toBe(detail);
    }
    expect(picture.detailFor(DEFAULT_CHOICES, VIEW, layoutChart(900, 720, 1))).not.toBe(detail);
    expect(picture.detailFor(DEFAULT_CHOICES, NEAR, LAYOUT)).not.toBe(detail);
  });
});
