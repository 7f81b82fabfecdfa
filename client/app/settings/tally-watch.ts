import type { SignalRules } from "../../state/signal-rules.ts";
import type { SignalPort, SignalTally } from "../signal-port.ts";

/** What rules find today: those in force, and those proposed. */
export interface RulesTally {
  readonly now: SignalTally | null;
  readonly proposed: SignalTally | null;
  /** They are being counted for the first time. */
  readonly isWorking: boolean;
  /** Why they cannot be counted, as a sentence; "" when they can. */
  readonly problem: string;
}

/** What signals are counted by. */
export interface TallySource {
  readonly count: SignalPort["count"];
  /** Grows with the data: the same number, the same counts. */
  dataVersion(): number;
}

const SETTLE_MS = 350;
/** New seconds are counted this long after the last count: each goes through the whole session. */
const REFRESH_MS = 5000;
const RETRY_MS = 1000;

/**
 * Counts what rules find in today's session, once changes have settled, and again while data go on arriving. A count whose place another one took is repeated.
 * @param proposed null: nothing is proposed.
 * @returns a function that ends it; nothing is told from then on.
 */
export function watchTally(source: TallySource, now: SignalRules, proposed: SignalRules | null, tell: (told: (before: RulesTally) => RulesTally) => void): () => void {
  let isVoid = false;
  let counted = Number.NaN;
  const count = async (): Promise<void> => {
    const version = source.dataVersion();
    if (version !== counted) {
      const told = await countBoth(source, now, proposed);
      if (isVoid) return;
      if (told !== null) counted = version;
      tell((before) => ({ ...before, ...told, isWorking: false }));
    }
    timer = setTimeout(count, Number.isNaN(counted) ? RETRY_MS : REFRESH_MS);
  };
  let timer = setTimeout(() => {
    tell((before) => ({ ...before, isWorking: true }));
    void count();
  }, SETTLE_MS);
  return () => {
    isVoid = true;
    clearTimeout(timer);
  };
}

/** One after the other: a question takes the place of one still at work. Null when that happened to one of these. */
async function countBoth({ count }: TallySource, rules: SignalRules, draft: SignalRules | null): Promise<Partial<RulesTally> | null> {
  try {
    const now = await count(rules);
    if (now === null || draft === null) return now === null ? null : { now, proposed: null, problem: "" };
    const proposed = await count(draft);
    return proposed === null ? null : { now, proposed, problem: "" };
  } catch (error) {
    return { proposed: null, problem: error instanceof Error ? error.message : String(error) };
  }
}
