import type { OrderFlowEventKind } from "../../core/orderflow/signals/order-flow-event.ts";
import type { CellMode } from "../../core/view/cell-text.ts";
import type { PaletteName } from "../../core/view/palette.ts";
import type { SceneState } from "../scene/scene-state.ts";

/** A picture to look at and to compare: what the scene is given. */
export interface SceneCase {
  readonly columnSec: number;
  readonly ticksPerRow: number;
  readonly mode: CellMode;
  /** Seconds and ticks shown; the window ends a little after the newest bar. */
  readonly spanSec: number;
  readonly spanTicks: number;
  readonly outline: SceneState["outline"];
  /** Numbers in the cells. */
  readonly numbers: boolean;
  /** Largest cell of the colour scale, in lots. */
  readonly highLots: number;
  /** How far back a heat trail looks; none when left out. */
  readonly trailSec?: number;
  /** Running delta in a pane of its own, and the average price with its bands; neither when left out. */
  readonly cvd?: "line" | "candles";
  /** Zones of stacked imbalances; none when left out. */
  readonly zones?: boolean;
  /** The volume of the hours shown at every price, and where it stands; none when left out. */
  readonly profile?: "over" | "beside";
  /** The point of control of every bar, its diagonal imbalances, and its statistics. */
  readonly marks?: boolean;
  /** A signal of every kind. */
  readonly signals?: boolean;
  /** The chosen one of them, by its kind; none when left out. */
  readonly chosenSignal?: OrderFlowEventKind;
  readonly palette?: PaletteName;
}
