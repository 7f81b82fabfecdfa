import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pointOfControl } from "../../../../core/orderflow/profile/point-of-control.ts";
import { twinPointOfControl } from "./profile-twin.ts";
import { columnsOf, plainProfile, rowsOf } from "../rows-of.ts";

describe("point of control", () => {
  const pocRow = (...pairs: [number, number][]): number => {
    const rows = rowsOf(...pairs);
    return rows.row[pointOfControl(rows)];
  };

  it("is the row with the most volume", () => {
    expect(pocRow([10, 4], [11, 9], [12, 8])).toBe(11);
  });

  it("goes to the row nearest the middle of the price range, then to the higher price", () => {
    expect(pocRow([10, 9], [13, 9], [20, 1])).toBe(13);
    expect(pocRow([10, 1], [13, 9], [17, 9], [20, 1])).toBe(17);
    expect(pocRow([-4, 9], [-3, 9])).toBe(-3);
  });

  it("is -1 without rows", () => {
    expect(pointOfControl(rowsOf())).toBe(-1);
  });

  it("follows the rule for the whole volume and for either side", () => {
    fc.assert(
      fc.property(plainProfile, (plain) => {
        const rows = columnsOf(plain);
        expect(rows.row[pointOfControl(rows)]).toBe(twinPointOfControl(plain));
        expect(rows.row[pointOfControl(rows, 0, rows.length, "bid")]).toBe(twinPointOfControl(plain, ({ bid }) => bid));
        expect(rows.row[pointOfControl(rows, 0, rows.length, "ask")]).toBe(twinPointOfControl(plain, ({ ask }) => ask));
      }),
      { numRuns: 1000 },
    );
  });
});
