import type { ParsedInstrument } from "../../core/market/instrument.ts";
import { type AxisTicks, PriceTicks, TimeTicks } from "../../core/view/axis-ticks.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import { GUARD, PANNED_GUARD } from "./guard.ts";
import type { PixelScale } from "./pixel-grid.ts";

const TIME_SPACING_CSS_PX = 104;
const PRICE_SPACING_CSS_PX = 56;
const NO_PRICES = new PriceTicks().find(1, 0, 1, 1, { mantissa: 1, decimals: 0 });

/**
 * The ticks of both axes, for the view and a band around it: grid and axes share them, and panning within the band changes nothing at all.
 */
export class ChartTicks {
  readonly #timeTicks = new TimeTicks();
  readonly #priceTicks = new PriceTicks();
  #time: AxisTicks = NO_PRICES;
  #price: AxisTicks = NO_PRICES;
  #scale: PixelScale | null = null;
  #instrument: ParsedInstrument | null = null;
  #utcOffsetSec = 0;
  #fromSec = 0;
  #toSec = 0;
  #lowTicks = 0;
  #highTicks = 0;

  get time(): AxisTicks {
    return this.#time;
  }

  /** Empty without an instrument, whose tick size the labels need. */
  get price(): AxisTicks {
    return this.#price;
  }

  /** Brings the ticks up to a view. */
  update(view: Viewport, scale: PixelScale, pixelRatio: number, instrument: ParsedInstrument | null, utcOffsetSec: number): void {
    const sameScale = scale === this.#scale;
    if (!sameScale || utcOffsetSec !== this.#utcOffsetSec || view.fromSec < this.#fromSec || view.toSec > this.#toSec) {
      this.#findTime(view, scale, pixelRatio, utcOffsetSec, sameScale);
    }
    if (!sameScale || instrument !== this.#instrument || view.lowTicks < this.#lowTicks || view.highTicks > this.#highTicks) {
      this.#findPrice(view, scale, pixelRatio, instrument, sameScale);
    }
    this.#scale = scale;
  }

  #findTime(view: Viewport, scale: PixelScale, pixelRatio: number, utcOffsetSec: number, isPanned: boolean): void {
    const guardSec = (view.toSec - view.fromSec) * (isPanned ? PANNED_GUARD : GUARD);
    this.#fromSec = view.fromSec - guardSec;
    this.#toSec = view.toSec + guardSec;
    this.#utcOffsetSec = utcOffsetSec;
    const widthPx = (this.#toSec - this.#fromSec) * scale.pxPerSec;
    this.#time = this.#timeTicks.find(this.#fromSec, this.#toSec, widthPx, TIME_SPACING_CSS_PX * pixelRatio, utcOffsetSec);
  }

  #findPrice(view: Viewport, scale: PixelScale, pixelRatio: number, instrument: ParsedInstrument | null, isPanned: boolean): void {
    const guardTicks = (view.highTicks - view.lowTicks) * (isPanned ? PANNED_GUARD : GUARD);
    this.#lowTicks = view.lowTicks - guardTicks;
    this.#highTicks = view.highTicks + guardTicks;
    this.#instrument = instrument;
    const heightPx = (this.#highTicks - this.#lowTicks) * scale.pxPerTick;
    const spacingPx = PRICE_SPACING_CSS_PX * pixelRatio;
    this.#price = instrument === null ? NO_PRICES : this.#priceTicks.find(this.#lowTicks, this.#highTicks, heightPx, spacingPx, instrument.tick);
  }
}
