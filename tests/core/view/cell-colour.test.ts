import fc from "fast-check";
import { expect, it } from "vitest";
import { cellColour } from "../../../core/view/cell-colour.ts";
import type { CellPool } from "../../../core/view/cell-pool.ts";
import { HEAT_FORMULAS, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { fitPoolCamera } from "../../../core/view/pool-camera.ts";
import { HeatRaster } from "../../../core/view/raster.ts";

const PALETTE = Uint32Array.from({ length: RAMP_COUNT * RAMP_SIZE }, (_, index) => 0xff000000 + index * 7);
const code = fc.integer({ min: 0, max: 0xffff });

it("is the colour that the rasteriser paints", () => {
  fc.assert(
    fc.property(code, code, code, fc.integer({ min: 256, max: 40_000 }), fc.boolean(), code, fc.constantFrom(...Object.values(HEAT_FORMULAS)), (bid, ask, lowCode, span, perColumn, maxCode, formula) => {
      const style: HeatStyle = { formula, lowCode, highCode: lowCode + span, perColumn, gapX: false, gapY: false, palette: PALETTE, background: 0xff102030 };
      const pool: CellPool = {
        columnSec: 1,
        ticksPerRow: 1,
        content: "volume",
        firstColumn: 0,
        columnCount: 1,
        cellCount: 1,
        headers: Int32Array.of(0, 0, 1, maxCode),
        cells: Uint32Array.of((bid | (ask << 16)) >>> 0),
        candles: new Int32Array(4),
      };
      const frame = new Uint32Array(1);
      const camera = fitPoolCamera({ fromSec: 0, toSec: 1, lowTicks: -0.5, highTicks: 0.5 }, { widthPx: 1, heightPx: 1 }, 1, 1, 0);
      new HeatRaster().draw(frame, 1, 1, pool, camera, style);
      expect(cellColour(bid, ask, style, perColumn ? maxCode : style.highCode)).toBe(frame[0]);
    }),
  );
});
