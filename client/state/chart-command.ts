import type { Timeframe } from "../../core/market/timeframe.ts";
import type { ToggledIndicator } from "./indicators.ts";
import type { PanelName } from "./panels.ts";
import type { SettingSectionName } from "./setting-fields.ts";

/** What a key or a control can ask of the chart. One vocabulary for both, so that every control has its key and every key its control. */
export type ChartCommand =
  | { readonly kind: "timeframe"; readonly timeframe: Timeframe }
  | { readonly kind: "row-step"; readonly direction: 1 | -1 }
  | { readonly kind: "row-auto" }
  | { readonly kind: "mode-step"; readonly direction: 1 | -1 }
  /** Next value of a choice that has few. */
  | { readonly kind: "next"; readonly choice: "scope" | "outline" | "palette" | "theme" | "renderer" | "zone" }
  /** On or off. */
  | { readonly kind: "toggle"; readonly choice: "follow" | "paused" | "scaleLocked" | "hud" | "help" | "symbols" | "commands" | "session" | "cutoffs" }
  | { readonly kind: "toggle-indicator"; readonly indicator: ToggledIndicator }
  | { readonly kind: "centre-price" }
  | { readonly kind: "fit-all" }
  /** Back to the first sight of the market. */
  | { readonly kind: "reset-view" }
  /** Flies to the newest gap, then to the one before it, and so on. */
  | { readonly kind: "show-gap" }
  /** Shares of the window; positive is later and higher. */
  | { readonly kind: "pan"; readonly time: number; readonly price: number }
  /** Factor > 1 shows more. */
  | { readonly kind: "zoom"; readonly axis: "time" | "price"; readonly factor: number }
  /** Saves what the chart shows as a PNG file. */
  | { readonly kind: "save-picture" }
  /** Copies an address that shows the same again: market, window and options. */
  | { readonly kind: "copy-link" }
  /** Saves the seconds of the window with all their price levels as a file. */
  | { readonly kind: "export"; readonly format: "csv" | "arrow" }
  /** Layout, settings and keys: saved as a file, opened from one, as on a first visit, or as they were before. */
  | { readonly kind: "layout"; readonly act: "save" | "open" | "reset" | "undo" }
  /** Opens or closes a panel beside the chart. */
  | { readonly kind: "toggle-panel"; readonly panel: PanelName }
  /** Opens the settings at a part of theirs; without one, opens or closes them. */
  | { readonly kind: "settings"; readonly section?: SettingSectionName }
  /** The panels of a first visit, where they stood then. */
  | { readonly kind: "reset-panels" }
  /** Opens the footprint of the chosen bar; of the newest one when none is. */
  | { readonly kind: "show-bar" }
  | { readonly kind: "close" };
