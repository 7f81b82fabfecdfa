import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VALUE_AREA_DEFAULTS, valueArea } from "../../../../core/orderflow/profile/value-area.ts";
import { twinValueArea } from "./profile-twin.ts";
import { columnsOf, plainProfile, rowsOf } from "../rows-of.ts";

describe("value area", () => {
  //  row  lots
  //   16    5
  //   15   10     pair above the POC: 15 + 20 = 35, pair below: 25 + 10 = 35: a tie, both sides reach 0 rows: above
  //   14   15
  //   13   20
  //   12   40     POC, total 125, 70 % = 87.5: 40, +35 above = 75, +35 below = 110
  //   11   25
  //   10   10
  const rows = rowsOf([10, 10], [11, 25], [12, 40], [13, 20], [14, 15], [15, 10], [16, 5]);

  it("expands by pairs from the point of control until the share is met", () => {
    expect(valueArea(rows)).toEqual({ pocRow: 12, lowRow: 10, highRow: 14, volumeLots: 110, totalLots: 125 });
    expect(valueArea(rows, { share: 0.6, rowsPerStep: 2 })).toMatchObject({ lowRow: 12, highRow: 14, volumeLots: 75 });
    expect(valueArea(rows, { share: 0.61, rowsPerStep: 2 })).toMatchObject({ lowRow: 10, highRow: 14 });
  });

  it("expands by single rows when asked", () => {
    // 40, +25 (11) = 65, +20 (13) = 85, +15 (14) = 100
    expect(valueArea(rows, { share: 0.7, rowsPerStep: 1 })).toMatchObject({ lowRow: 11, highRow: 14, volumeLots: 100 });
  });

  it("counts rows without volume as rows, and gives a tie to the side that reaches less far", () => {
    // pairs: above {21: 0, 22: 6}, below {19: 5, 18: 0}; then above {23: 0, 24: 0} ties with nothing: below is exhausted at 18
    expect(valueArea(rowsOf([18, 0], [19, 5], [20, 9], [22, 6], [30, 2]), { share: 0.9, rowsPerStep: 2 })).toMatchObject({ lowRow: 18, highRow: 22, volumeLots: 20 });
    expect(valueArea(rowsOf([0, 1], [10, 9], [20, 1]), { share: 1, rowsPerStep: 2 })).toMatchObject({ lowRow: 0, highRow: 20 });
    // Empty pairs in turn up to 16 and down to 4, then up to 18, and 19..20 holds more than 2..3.
    expect(valueArea(rowsOf([0, 1], [10, 9], [20, 1]), { share: 0.9, rowsPerStep: 2 })).toMatchObject({ lowRow: 4, highRow: 20 });
  });

  it("has no area without rows and a single row for a single price", () => {
    expect(valueArea(rowsOf())).toBeNull();
    expect(valueArea(rowsOf([-7, 3]))).toEqual({ pocRow: -7, lowRow: -7, highRow: -7, volumeLots: 3, totalLots: 3 });
  });

  it("passes the range between far prices in no time", () => {
    const far = rowsOf([-2_000_000_000, 30], [0, 40], [2_000_000_000, 30]);
    expect(valueArea(far)).toMatchObject({ pocRow: 0, lowRow: -1_999_999_996, highRow: 2_000_000_000, volumeLots: 70 });
    expect(valueArea(far, { share: 1, rowsPerStep: 1 })).toMatchObject({ lowRow: -2_000_000_000, highRow: 2_000_000_000 });
  });

  it("equals the rule walked row by row", () => {
    fc.assert(
      fc.property(plainProfile, fc.integer({ min: 1, max: 100 }), fc.constantFrom(1 as const, 2 as const), (plain, percent, rowsPerStep) => {
        const twin = twinValueArea(plain, [BigInt(percent), 100n], rowsPerStep);
        expect(valueArea(columnsOf(plain), { share: percent / 100, rowsPerStep })).toMatchObject({ lowRow: twin.low, highRow: twin.high, volumeLots: twin.lots });
      }),
      { numRuns: 5000 },
    );
  });

  it.each([0, 1.1, Number.NaN])("refuses a share of %d", (share) => {
    expect(() => valueArea(rows, { ...VALUE_AREA_DEFAULTS, share })).toThrow(/^valueArea\.share .* must be/);
  });
});
