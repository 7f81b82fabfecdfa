import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChartCommand } from "../../../client/state/chart-command.ts";
import { checkChoice, type KeyChanges } from "../../../client/state/choices.ts";
import { hasOwnKeys, judgeKey, withFirstKeys, withKey, withSwappedKey } from "../../../client/state/key-changes.ts";
import type { KeyPress } from "../../../client/state/key-name.ts";
import { bindingOfCommand, bindingOfKey, bindingsInForce, commandName, KEYMAP, keyLabelOf, NO_KEY_CHANGES } from "../../../client/state/keymap.ts";

const FOLLOW: ChartCommand = { kind: "toggle", choice: "follow" };
const CENTRE: ChartCommand = { kind: "centre-price" };
const FIT: ChartCommand = { kind: "fit-all" };

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false, altGraph: false, ...more };
}

const FIRST_KEYS = KEYMAP.flatMap(({ keys }) => keys).filter((key) => key !== "escape");
const anyCommand = fc.constantFrom(...KEYMAP.map(({ command }) => command).filter(({ kind }) => kind !== "close"));
const anyKey = fc.constantFrom(...FIRST_KEYS, "q", "w", "Shift+q", "f2", "Mod+b", "pageup");
const anyChange = fc.oneof(
  fc.record({ kind: fc.constantFrom("take", "swap"), command: anyCommand, key: anyKey }),
  fc.record({ kind: fc.constantFrom("first", "none"), command: anyCommand, key: anyKey }),
);

function changed(changes: KeyChanges, { kind, command, key }: { kind: string; command: ChartCommand; key: string }): KeyChanges {
  if (kind === "take") return withKey(changes, command, key);
  if (kind === "swap") return withSwappedKey(changes, command, key);
  return kind === "none" ? withKey(changes, command, null) : withFirstKeys(changes, command);
}

describe("changed keys", () => {
  it("never belong to two commands, whatever is changed in whatever order", () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 20 }), (list) => {
        let changes: KeyChanges = NO_KEY_CHANGES;
        for (const change of list) {
          changes = changed(changes, change);
          const wanted = KEYMAP.flatMap((binding) => changes[commandName(binding.command)] ?? binding.keys);
          expect(new Set(wanted).size).toBe(wanted.length);
          if (change.kind === "take" || change.kind === "swap") expect(bindingOfCommand(change.command, changes)?.keys).toContain(change.key);
          if (change.kind === "first") expect(hasOwnKeys(changes, change.command)).toBe(false);
        }
        expect(checkChoice("keys", JSON.parse(JSON.stringify(changes)))).toEqual(changes);
      }),
    );
  });

  it("lose no key when they are swapped", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCommand, fc.constantFrom(...FIRST_KEYS)), { maxLength: 10 }), (swaps) => {
        let changes: KeyChanges = NO_KEY_CHANGES;
        for (const [command, key] of swaps) {
          const had = bindingOfCommand(command, changes)?.keys ?? [];
          const keysBefore = bindingsInForce(changes).flatMap(({ keys }) => keys);
          changes = withSwappedKey(changes, command, key);
          const isHeldByAnother = keysBefore.includes(key) && !had.includes(key);
          const isExpected = isHeldByAnother ? keysBefore.length : keysBefore.length - had.length + 1;
          expect(bindingsInForce(changes).flatMap(({ keys }) => keys)).toHaveLength(isExpected);
        }
      }),
      { examples: [[[[{ kind: "fit-all" }, "a"], [{ kind: "layout", act: "open" }, "home"]]]] },
    );
  });

  it("work, are named, and leave the old key free", () => {
    const changes = withKey(NO_KEY_CHANGES, FOLLOW, "q");
    expect(bindingOfKey(press("q"), changes)?.command).toEqual(FOLLOW);
    expect(bindingOfKey(press("f"), changes)).toBeNull();
    expect(keyLabelOf(FOLLOW, changes)).toBe("Q");
    expect(keyLabelOf(FOLLOW)).toBe("F");
    expect(bindingOfKey(press("x"), { "no such command": ["x"] })).toBeNull();
  });

  it("come back one by one, with those that were swapped for them", () => {
    const swapped = withSwappedKey(NO_KEY_CHANGES, CENTRE, "f");
    expect(keyLabelOf(FOLLOW, swapped)).toBe("C");
    expect(withFirstKeys(swapped, CENTRE)).toEqual({});
    const taken = withSwappedKey(NO_KEY_CHANGES, FOLLOW, "home");
    expect(bindingOfCommand(FIT, taken)?.keys).toEqual(["f", "a"]);
    expect(withFirstKeys(taken, FIT)).toEqual({});
  });
});

describe("judgeKey", () => {
  const judge = (pressed: KeyPress) => judgeKey(pressed, FOLLOW, NO_KEY_CHANGES);

  it("takes a free key and the command's own", () => {
    expect(judge(press("q"))).toEqual({ kind: "free", key: "q" });
    expect(judge(press("Q", { shiftKey: true }))).toEqual({ kind: "free", key: "Shift+q" });
    expect(judge(press("F2"))).toEqual({ kind: "free", key: "f2" });
    expect(judge(press("b", { ctrlKey: true }))).toEqual({ kind: "free", key: "Mod+b" });
    expect(judge(press("f"))).toEqual({ kind: "free", key: "f" });
  });

  it("says who holds a key", () => {
    expect(judge(press("c"))).toMatchObject({ kind: "held", key: "c", by: { command: CENTRE } });
    expect(judge(press("k", { metaKey: true }))).toMatchObject({ kind: "held", key: "Mod+k" });
  });

  it("waits for more than Shift, and refuses what is the browser's with a sentence", () => {
    for (const key of ["Shift", "Control", "AltGraph", "Dead"]) expect(judge(press(key)).kind).toBe("incomplete");
    const refused = [press("F5"), press("Tab"), press("Enter"), press("Escape"), press("w", { ctrlKey: true }), press("1", { metaKey: true }), press("q", { altKey: true }), press("P", { ctrlKey: true, shiftKey: true })];
    for (const one of refused) {
      const verdict = judge(one);
      expect(verdict.kind, one.key).toBe("refused");
      if (verdict.kind === "refused") expect(verdict.sentence).toMatch(/^[A-Z].+\.$/);
    }
  });

  it("judges a key as it will be found again", () => {
    fc.assert(
      fc.property(fc.constantFrom("q", "Q", "F2", "é", "ж", "5", "%", "PageUp", "{", ","), fc.boolean(), fc.boolean(), (key, shiftKey, ctrlKey) => {
        const pressed = press(key, { shiftKey, ctrlKey });
        const verdict = judge(pressed);
        if (verdict.kind !== "free") return;
        expect(bindingOfKey(pressed, withKey(NO_KEY_CHANGES, FOLLOW, verdict.key))?.command).toEqual(FOLLOW);
      }),
    );
  });
});
