import type { DecimalStep } from "../core/market/decimal-step.ts";
import type { SessionRule } from "../core/market/instrument.ts";
import type { OrderFlowEventKind } from "../core/orderflow/signals/order-flow-event.ts";
import type { EngineControl } from "../protocol/worker-api.ts";
import type { SignalTally } from "./app/signal-port.ts";
import { signalKindOf } from "./chart-signals.ts";
import { signalStudies } from "./signal-studies.ts";
import { SIGNAL_KINDS, type SignalKind } from "./state/indicators.ts";
import type { SignalRules } from "./state/signal-rules.ts";

/** The market and the bars that signals are counted over. */
export interface TallyScene {
  readonly symbol: string;
  readonly lot: DecimalStep;
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
  /** The sessions that were chosen; null: the instrument's own. */
  readonly session: SessionRule | null;
}

type Preview = (query: Parameters<EngineControl["previewSignals"]>[0]) => ReturnType<EngineControl["previewSignals"]>;

/** How many signals of each kind some rules find in the session; null when a newer question has taken this one's place. @throws RangeError naming the parameter. */
export async function tallySignals(preview: Preview, { symbol, lot, timeframeSec, ticksPerRow, session }: TallyScene, rules: SignalRules): Promise<SignalTally | null> {
  const told = await preview({ symbol, timeframeSec, ticksPerRow, session, studies: signalStudies(rules, rules.imbalances, lot) });
  if (told === null) return null;
  const counts = Object.fromEntries(SIGNAL_KINDS.map((kind) => [kind, 0])) as Record<SignalKind, number>;
  for (const [name, count] of Object.entries(told.counts)) {
    const kind = signalKindOf({ kind: name as OrderFlowEventKind });
    if (kind !== null) counts[kind] += count;
  }
  return { fromSec: told.fromSec, counts };
}
