import type { SubAck } from "../../protocol/control-messages.ts";

/** A server's answer: `backlog` bars of history, live from there on. What is not said: a first subscription to epoch `e1`. */
export function acknowledgement(backlog: number, change: Partial<SubAck> = {}): SubAck {
  return {
    type: "subAck",
    id: 1,
    resumed: false,
    streamId: 1,
    symbol: "TEST",
    epoch: "e1",
    firstSec: backlog === 0 ? null : 1_700_000_000,
    liveFromSeq: backlog,
    backlogSeq: { from: 0, to: backlog },
    backlogLevels: 0,
    closedThroughSec: null,
    clock: "replay",
    ...change,
  };
}
