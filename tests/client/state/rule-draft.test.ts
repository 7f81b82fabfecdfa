import { describe, expect, it } from "vitest";
import { DEFAULT_CHOICES } from "../../../client/state/choices.ts";
import { defaultsDraft, drafted, draftWith } from "../../../client/state/rule-draft.ts";

const BASE = { ...DEFAULT_CHOICES, scaleLocked: false };
const WINDOW = ["signals", "absorption", "windowSec"] as const;
const RATIO = ["imbalances", "ratio"] as const;

describe("a draft of the signals' rules", () => {
  it("holds the last change of each number, and none that changes nothing", () => {
    const draft = draftWith(draftWith([], BASE, WINDOW, 8), BASE, WINDOW, 9);
    expect(draft).toEqual([{ path: WINDOW, value: 9 }]);
    expect(draftWith(draft, BASE, WINDOW, 5)).toEqual([]);
  });

  it("leaves all that is not in it as it is in force, also when that changes meanwhile", () => {
    const draft = draftWith([], BASE, RATIO, 4);
    const meanwhile = { ...BASE, imbalances: { ...BASE.imbalances, shown: false } };
    expect(drafted(meanwhile, draft)).toEqual({ base: { ...meanwhile, imbalances: { ...meanwhile.imbalances, ratio: 4 } }, problem: "" });
  });

  it("says what cannot hold together", () => {
    const draft = draftWith([], BASE, ["signals", "bursts", "leastRetrace"], 0.9);
    expect(drafted(BASE, draft).problem).toBe("Expected a pullback that gives back at least (leastRetrace) no more than at most (mostRetrace)");
    expect(drafted(BASE, draftWith(draft, BASE, ["signals", "bursts", "mostRetrace"], 0.95)).problem).toBe("");
  });

  it("goes back to the defaults, and is empty where they are in force", () => {
    expect(defaultsDraft(BASE)).toEqual([]);
    const changed = drafted(BASE, draftWith([], BASE, RATIO, 4)).base;
    expect(drafted(changed, defaultsDraft(changed)).base).toEqual(BASE);
  });
});
