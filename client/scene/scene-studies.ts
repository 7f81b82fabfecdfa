import type { AnchorRule } from "../../core/orderflow/flow/anchor-periods.ts";
import type { CvdField } from "../../core/orderflow/flow/delta-cvd.ts";
import type { VwapField } from "../../core/orderflow/flow/session-vwap.ts";
import type { Series } from "../../core/orderflow/fold/series.ts";
import type { FootprintField } from "../../core/orderflow/footprint/footprint-bars.ts";
import type { ImbalanceField } from "../../core/orderflow/footprint/imbalance-series.ts";
import type { ZoneEvent } from "../../core/orderflow/footprint/stacked-imbalance.ts";
import type { ProfileNodes } from "../../core/orderflow/profile/profile-peaks.ts";
import type { ValueArea } from "../../core/orderflow/profile/value-area.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";

/** A volume profile as it is drawn. Rows ascend; row `r` holds the ticks from `r * ticksPerRow` on. */
export interface ProfilePicture {
  readonly placement: "over" | "beside";
  /** What the profile sums, in two words: `session`, `visible`, `60 min`. */
  readonly title: string;
  readonly ticksPerRow: number;
  readonly row: Int32Array;
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  /** `false` where the range touches a gap. */
  readonly reliable: boolean;
  readonly valueArea: ValueArea | null;
  readonly nodes: ProfileNodes | null;
}

/** Running delta per bar, in the pane below the plot. */
export interface CvdPicture {
  readonly style: "line" | "candles";
  readonly series: Series<CvdField>;
  /** When it starts again, in two words: `session`, `4 h`, `never`. */
  readonly title: string;
}

/** Volume-weighted average price per bar. */
export interface VwapPicture {
  readonly series: Series<VwapField>;
  /** When the average starts again: its line is broken there. */
  readonly reset: AnchorRule;
  /** Which bands are drawn: at 1, 2 and 3 sigma. */
  readonly bands: readonly [boolean, boolean, boolean];
}

/** One row per bar: its point of control and its sums. */
export type FootprintBars = Series<Exclude<FootprintField, "rowFrom" | "rowTo">>;

/**
 * What the studies say, as far as it is to be drawn; null where a study is off or not told yet. Series change in place: a new object of this kind, never an
 * equal one, says that something did.
 */
export interface SceneStudies {
  /** Length of the bars that CVD, VWAP, footprint and imbalances count, seconds. */
  readonly barSec: number;
  /** Row height of footprint and imbalances. */
  readonly ticksPerRow: number;
  readonly cvd: CvdPicture | null;
  readonly vwap: VwapPicture | null;
  readonly profile: ProfilePicture | null;
  readonly footprint: FootprintBars | null;
  /** Mark the point of control of each bar. */
  readonly barPointOfControl: boolean;
  readonly imbalances: Series<ImbalanceField> | null;
  /** Stacked imbalances and how they ended, in the order in which that became known; empty when not drawn. */
  readonly zones: readonly ZoneEvent[];
  /** The signals to draw, ascending by the second in which they became known. */
  readonly signals: readonly OrderFlowEvent[];
  /** The one of them that was chosen; null: none, or it is not drawn. */
  readonly chosenSignal: OrderFlowEvent | null;
}

/** Nothing asked for. */
export const NO_STUDIES: SceneStudies = {
  barSec: 1,
  ticksPerRow: 1,
  cvd: null,
  vwap: null,
  profile: null,
  footprint: null,
  barPointOfControl: false,
  imbalances: null,
  zones: [],
  signals: [],
  chosenSignal: null,
};
