import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ariaOfKey, type KeyPress, labelOfKey } from "../../../client/state/key-name.ts";
import { bindingOfKey, KEYMAP, keyLabelOf } from "../../../client/state/keymap.ts";

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false, altGraph: false, ...more };
}

describe("the keyboard", () => {
  it("gives no key two meanings, and each its binding", () => {
    const keys = KEYMAP.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const binding of KEYMAP) {
      for (const key of binding.keys) {
        const shifted = key.startsWith("Shift+");
        const ctrlKey = key.startsWith("Mod+");
        expect(bindingOfKey(press(key.replace(/^(?:Shift|Mod)\+/, ""), { shiftKey: shifted, ctrlKey }))).toBe(binding);
      }
    }
  });

  it("leaves the browser's own shortcuts alone", () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYMAP.flatMap((binding) => binding.keys)), fc.constantFrom("ctrlKey", "altKey", "metaKey"), (key, modifier) => {
        expect(bindingOfKey(press(key, { [modifier]: true }))).toBeNull();
      }),
    );
  });

  it("tells Shift with a letter from the letter, and takes signs as they are typed", () => {
    expect(bindingOfKey(press("F", { code: "KeyF", shiftKey: true }))).toBeNull();
    expect(bindingOfKey(press("M", { code: "KeyM", shiftKey: true }))?.command).toEqual({ kind: "mode-step", direction: -1 });
    expect(bindingOfKey(press("?", { code: "Slash", shiftKey: true }))?.command).toEqual({ kind: "toggle", choice: "help" });
    expect(bindingOfKey(press("+", { code: "Equal", shiftKey: true }))?.command).toMatchObject({ kind: "zoom", axis: "time" });
    expect(bindingOfKey(press("ArrowUp", { code: "ArrowUp", shiftKey: true }))?.command).toMatchObject({ kind: "zoom", axis: "price" });
    expect(bindingOfKey(press("ArrowLeft", { code: "ArrowLeft", shiftKey: true }))).toBeNull();
  });

  it("works on other keyboards", () => {
    expect(bindingOfKey(press("а", { code: "KeyF" }))?.command).toEqual({ kind: "toggle", choice: "follow" });
    expect(bindingOfKey(press("&", { code: "Digit1" }))?.command).toEqual({ kind: "timeframe", timeframe: "1s" });
    expect(bindingOfKey(press("9", { code: "Numpad9" }))?.command).toEqual({ kind: "timeframe", timeframe: "1h" });
    expect(bindingOfKey(press("[", { code: "Digit8", ctrlKey: true, altKey: true, altGraph: true }))?.command).toEqual({ kind: "row-step", direction: -1 });
    expect(bindingOfKey(press("q", { code: "KeyA" }))).toBeNull();
  });

  it("repeats movements, not switches", () => {
    expect(bindingOfKey(press("ArrowLeft", { repeat: true }))).not.toBeNull();
    expect(bindingOfKey(press("t", { repeat: true }))).toBeNull();
  });

  it("writes every first key as its label and its announcement say", () => {
    for (const { keys, label } of KEYMAP) if (keys.length > 0) expect(labelOfKey(keys[0])).toBe(label);
    expect(["Shift+arrowup", "Mod+k", " ", "+", "/"].map(ariaOfKey)).toEqual(["Shift+ArrowUp", "Control+K Meta+K", "Space", "Plus", "/"]);
  });

  it("names the key of a command", () => {
    expect(keyLabelOf({ kind: "toggle", choice: "follow" })).toBe("F");
    expect(keyLabelOf({ kind: "timeframe", timeframe: "1m" })).toBe("5");
    expect(keyLabelOf({ kind: "zoom", axis: "price", factor: 7 })).toBe("");
  });
});
