import { number, onOff, type SettingField } from "./setting-fields.ts";
import type { SignalKind } from "./indicators.ts";
import type { SignalRuleName } from "./signal-rules.ts";

/** One rule that finds signals: its numbers, and the kinds of signal that it gives. */
export interface RuleGroup {
  readonly rule: SignalRuleName;
  readonly title: string;
  readonly says: string;
  readonly kinds: readonly SignalKind[];
  /** Paths within the rule's own choice. */
  readonly fields: readonly SettingField[];
}

const PART = { whole: false, step: 0.1 } as const;
const PERCENT = { whole: false, step: 5 } as const;

/** What can be tuned of the signals, with a preview of what it would find. */
export const RULE_GROUPS: readonly RuleGroup[] = [
  {
    rule: "absorption",
    title: "Absorption",
    says: "One side trades hard for some seconds, and the price holds.",
    kinds: ["absorption"],
    fields: [
      number(["signals", "absorption", "windowSec"], "Window", 1, 300, "s"),
      number(["signals", "absorption", "deviations"], "Volume above the mean by", 0, 20, "σ", PART),
      number(["signals", "absorption", "minimumVolume"], "Or least volume", 0, 1e9, "volume", { ...PART, blank: "automatic" }),
      number(["signals", "absorption", "dominance"], "One side over the other", 1, 100, "×", PART),
      number(["signals", "absorption", "rangeShare"], "Range below, of the price", 0.001, 10, "%", { whole: false, step: 0.01 }),
      number(["signals", "absorption", "holdShare"], "Move up to, of the usual range", 0, 1000, "%", PERCENT),
    ],
  },
  {
    rule: "exhaustion",
    title: "Exhaustion",
    says: "The price goes on, but delta and volume dry up.",
    kinds: ["exhaustion"],
    fields: [
      number(["signals", "exhaustion", "lookback"], "Highest or lowest close of", 2, 500, "bars"),
      number(["signals", "exhaustion", "deltaShare"], "Delta below, of the previous", 0, 1000, "%", PERCENT),
      number(["signals", "exhaustion", "volumeShare"], "Volume below, of the mean", 0, 1000, "%", PERCENT),
    ],
  },
  {
    rule: "bursts",
    title: "Bursts, pullbacks, pushes",
    says: "Seconds in which one side trades far more than before, and what follows them.",
    kinds: ["burst", "pullback", "push"],
    fields: [
      number(["signals", "bursts", "deviations"], "Starts above the mean by", 0, 20, "σ", PART),
      number(["signals", "bursts", "windowSec"], "Mean of the last", 30, 3600, "s", { step: 30 }),
      number(["signals", "bursts", "thresholdVolume"], "Or volume per second above", 0, 1e9, "volume", { ...PART, blank: "automatic" }),
      number(["signals", "bursts", "leastRetrace"], "Pullback gives back at least", 0, 100, "%", PERCENT),
      number(["signals", "bursts", "mostRetrace"], "Pullback gives back at most", 0, 100, "%", PERCENT),
      number(["signals", "bursts", "withinSec"], "Each follows within", 1, 600, "s"),
    ],
  },
  {
    rule: "sweeps",
    title: "Liquidity sweeps",
    says: "The price takes out a recent extreme on volume and comes straight back.",
    kinds: ["sweep"],
    fields: [
      number(["signals", "sweeps", "lookbackSec"], "Extreme of the last", 2, 3600, "s"),
      number(["signals", "sweeps", "withinSec"], "Comes back within", 0, 600, "s"),
      number(["signals", "sweeps", "volumeFactor"], "Volume over the mean", 0, 100, "×", PART),
      number(["signals", "sweeps", "sideShare"], "Least share of one side", 0, 100, "%", PERCENT),
      number(["signals", "sweeps", "wickFactor"], "Wick over body", 0, 100, "×", PART),
    ],
  },
  {
    rule: "imbalances",
    title: "Stacked imbalances",
    says: "Adjacent rows of a bar in which one side outweighs the other, diagonally. The same numbers mark imbalances on the chart.",
    kinds: ["stack"],
    fields: [
      number(["imbalances", "ratio"], "One side over the other", 1, 1000, "×", PART),
      number(["imbalances", "minimumVolume"], "Least volume of a row", 0, 1e9, "volume", { ...PART, blank: "automatic" }),
      number(["imbalances", "stackRows"], "Adjacent rows", 2, 50, "rows"),
      onOff(["imbalances", "emptyCountsAsOne"], "An empty opposite row counts as one lot"),
    ],
  },
];
