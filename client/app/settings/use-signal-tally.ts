import { useEffect, useState } from "react";
import type { SignalRules } from "../../state/signal-rules.ts";
import { useChoice, useReading, useSession } from "../session.ts";
import { type RulesTally, watchTally } from "./tally-watch.ts";

const NOT_YET: RulesTally = { now: null, proposed: null, isWorking: true, problem: "" };

/** What rules find in today's session of the market on the chart, kept up with the data. @param proposed null: nothing is proposed. */
export function useSignalTally(now: SignalRules, proposed: SignalRules | null): RulesTally {
  const { chart, signals } = useSession();
  const symbol = useReading((snapshot) => snapshot.instrument?.symbol);
  const rowTicks = useReading((snapshot) => snapshot.rowTicks);
  const timeframe = useChoice((state) => state.timeframe);
  const session = useChoice((state) => state.session);
  const [tally, setTally] = useState(NOT_YET);
  const asked = JSON.stringify([now, proposed, symbol, rowTicks, timeframe, session]);
  useEffect(() => {
    const [inForce, draft] = JSON.parse(asked) as [SignalRules, SignalRules | null];
    return watchTally({ count: (rules) => signals.count(rules), dataVersion: () => chart.snapshot().bars }, inForce, draft, setTally);
  }, [asked, chart, signals]);
  return tally;
}
