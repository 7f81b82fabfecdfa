/** The part of a wheel event that decides. */
export interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages, as in `WheelEvent`. */
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
}

/** What a turn of the wheel means. Factors > 1 show more; `panCssPx` moves the window towards later. */
export interface WheelMove {
  readonly timeFactor: number;
  readonly priceFactor: number;
  readonly panCssPx: number;
}

const CSS_PX_PER_LINE = 33;
const CSS_PX_PER_PAGE = 400;
/** A hundred pixels, one notch of most wheels, change the span by a sixth. */
const ZOOM_PER_CSS_PX = 0.0015;
/** A pinch on a trackpad comes as a wheel with Ctrl and small numbers. */
const PINCH_PER_CSS_PX = 0.01;
const MAX_TURN_CSS_PX = 400;
const MAX_PINCH_CSS_PX = 40;

/**
 * Reads a turn of the wheel: alone it zooms time, with Shift or over the price axis price, with Ctrl (and as a pinch) both; sideways it pans.
 * The zoom is exponential in the distance, so that many small turns of a trackpad end where one large turn of a wheel does.
 */
export function readWheel(turn: WheelTurn, overPriceAxis: boolean): WheelMove {
  const unit = turn.deltaMode === 1 ? CSS_PX_PER_LINE : turn.deltaMode === 2 ? CSS_PX_PER_PAGE : 1;
  const x = turn.deltaX * unit;
  const y = turn.deltaY * unit;
  if (turn.ctrlKey) {
    const factor = Math.exp(within(y, MAX_PINCH_CSS_PX) * PINCH_PER_CSS_PX);
    return { timeFactor: factor, priceFactor: factor, panCssPx: 0 };
  }
  if (turn.shiftKey || overPriceAxis) {
    const along = Math.abs(y) >= Math.abs(x) ? y : x;
    return { timeFactor: 1, priceFactor: Math.exp(within(along, MAX_TURN_CSS_PX) * ZOOM_PER_CSS_PX), panCssPx: 0 };
  }
  if (Math.abs(x) > Math.abs(y)) return { timeFactor: 1, priceFactor: 1, panCssPx: x };
  return { timeFactor: Math.exp(within(y, MAX_TURN_CSS_PX) * ZOOM_PER_CSS_PX), priceFactor: 1, panCssPx: 0 };
}

function within(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
