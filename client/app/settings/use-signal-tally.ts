import { useEffect, useState } from "react";
import type { SignalRules } from "../../state/signal-rules.ts";
import { useChoice, useReading, useSession } from "../session.ts";
import type { SignalPort, SignalTally } from "../signal-port.ts";

/** What rules find today: those in force, and those proposed. */
export interface RulesTally {
  readonly now: SignalTally | null;
  readonly proposed: SignalTally | null;
  /** They are being counted. */
  readonly isWorking: boolean;
  /** Why they cannot be counted, as a sentence; "" when they can. */
  readonly problem: string;
}

const NOT_YET: RulesTally = { now: null, proposed: null, isWorking: true, problem: "" };
const SETTLE_MS = 350;

/** Counts what the rules find in today's session, once changes have settled; a change in between makes the count void. @param proposed null: nothing is proposed. */
export function useSignalTally(now: SignalRules, proposed: SignalRules | null): RulesTally {
  const { signals } = useSession();
  const symbol = useReading((snapshot) => snapshot.instrument?.symbol);
  const rowTicks = useReading((snapshot) => snapshot.rowTicks);
  const timeframe = useChoice((state) => state.timeframe);
  const session = useChoice((state) => state.session);
  const [tally, setTally] = useState(NOT_YET);
  const asked = JSON.stringify([now, proposed, symbol, rowTicks, timeframe, session]);
  useEffect(() => {
    let isVoid = false;
    const tell = (told: (before: RulesTally) => RulesTally): void => {
      if (!isVoid) setTally(told);
    };
    const timer = setTimeout(() => {
      tell((before) => ({ ...before, isWorking: true }));
      countBoth(signals, asked).then(
        (told) => told !== null && tell(() => ({ ...told, isWorking: false, problem: "" })),
        (error: unknown) => tell((before) => ({ ...before, proposed: null, isWorking: false, problem: error instanceof Error ? error.message : String(error) })),
      );
    }, SETTLE_MS);
    return () => {
      isVoid = true;
      clearTimeout(timer);
    };
  }, [asked, signals]);
  return tally;
}

/** One after the other: a question takes the place of one still at work. */
async function countBoth(signals: SignalPort, asked: string): Promise<Pick<RulesTally, "now" | "proposed"> | null> {
  const [inForce, draft] = JSON.parse(asked) as [SignalRules, SignalRules | null];
  const now = await signals.count(inForce);
  if (now === null || draft === null) return now === null ? null : { now, proposed: null };
  const proposed = await signals.count(draft);
  return proposed === null ? null : { now, proposed };
}
