import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkChoice, DEFAULT_CHOICES } from "../../../client/state/choices.ts";
import { RULE_GROUPS } from "../../../client/state/rule-fields.ts";
import { type NumberField, SETTING_SECTIONS, SETTINGS, type SettingField } from "../../../client/state/setting-fields.ts";
import { groupThousands } from "../../../core/view/number-format.ts";
import { changeAt, defaultAt, defaultsOf, isInForce, readNumber, valueAt, writeNumber } from "../../../client/state/setting-values.ts";

const BASE = { ...DEFAULT_CHOICES, scaleLocked: false };
const FIELDS = [...SETTINGS, ...RULE_GROUPS].flatMap(({ fields }) => fields);
const NUMBERS = FIELDS.filter((field): field is NumberField => field.kind === "number");
const labelOf = ({ path }: SettingField): string => path.join(".");

describe("the settings' fields", () => {
  it("stand in the panel's sections, each once", () => {
    expect(SETTINGS.map(({ name }) => name)).toEqual(SETTING_SECTIONS);
    expect(new Set(FIELDS.map(labelOf)).size).toBe(FIELDS.length);
  });

  for (const field of FIELDS) {
    it(`${labelOf(field)} has a default that its choice accepts`, () => {
      const value = defaultAt(field.path);
      expect(value).not.toBeUndefined();
      expect(changeAt(BASE, field.path, value)).toEqual({ [field.path[0]]: BASE[field.path[0]] });
    });
  }

  it("offer every value of a choice, and no other", () => {
    for (const field of FIELDS) {
      if (field.kind !== "choice") continue;
      for (const { value } of field.options) expect(valueAt({ ...BASE, ...changeAt(BASE, field.path, value) }, field.path), labelOf(field)).toBe(value);
      expect(field.options.map(({ value }) => value)).toContain(defaultAt(field.path));
      expect(() => changeAt(BASE, field.path, "moon"), labelOf(field)).toThrow("expected");
    }
  });

  for (const field of NUMBERS) {
    it(`${labelOf(field)} takes its bounds and nothing beyond, like its schema`, () => {
      const scale = field.unit === "%" ? 100 : 1;
      for (const bound of [field.least, field.most]) {
        const stored = readNumber(field, String(bound));
        expect(valueAt({ ...BASE, ...settled(field, stored) }, field.path)).toBe(stored);
        expect(writeNumber(field, stored)).toBe(String(bound));
      }
      for (const [beyond, sign] of [
        [field.least, -1],
        [field.most, 1],
      ] as const) {
        const value = beyond + sign * Math.max(1, Math.abs(beyond)) * 0.5;
        expect(() => readNumber(field, String(value))).toThrow(new RegExp(`^${field.name.replaceAll(/[()]/g, ".")} is .+; expected a`));
        expect(() => settled(field, value / scale)).toThrow("expected");
      }
    });
  }
});

describe("readNumber", () => {
  const minutes = numberAt("trail.minutes");

  it("says the field, what was typed and what was expected", () => {
    expect(() => readNumber(minutes, "0")).toThrow('Minutes is "0"; expected a whole number from 1 to 1,440 min');
    expect(() => readNumber(minutes, " ")).toThrow("Minutes is empty; expected a whole number");
    expect(() => readNumber(minutes, "1.5")).toThrow("expected a whole number");
  });

  it("refuses what is no number, in every field, with a sentence", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NUMBERS), fc.string(), (field, text) => {
        try {
          const value = readNumber(field, text);
          expect(value === null ? field.blank : Number.isFinite(value)).toBeTruthy();
        } catch (error) {
          expect((error as Error).message).toContain(`${field.name} is `);
        }
      }),
    );
  });

  it("reads back what it writes", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NUMBERS), fc.double({ min: 0, max: 1, noNaN: true }), (field, share) => {
        const text = String(Math.round(field.least + share * (Math.min(field.most, 1000) - field.least)) || field.least);
        expect(writeNumber(field, readNumber(field, text))).toBe(text);
      }),
    );
  });

  it("takes nothing for automatic", () => {
    expect(readNumber(numberAt("signals.absorption.minimumVolume"), "")).toBeNull();
  });

  it("takes the separators that the screen writes, between thousands and nowhere else", () => {
    const volume = numberAt("signals.absorption.minimumVolume");
    expect(readNumber(minutes, "1,440")).toBe(1440);
    expect(readNumber(volume, "1,500")).toBe(1500);
    expect(readNumber(volume, "1,000,000.25")).toBe(1_000_000.25);
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(999), (whole, thousandths) => {
        const text = `${whole}.${String(thousandths).padStart(3, "0")}`;
        if (Number(text) <= volume.most) expect(readNumber(volume, groupThousands(text))).toBe(Number(text));
      }),
    );
    for (const text of ["2,5", "0,500", "1,50", "1,5000", "1500,000", "1,500,00", ",500", "1,500,", "1.500,25", "1,,500", "12,345,6.5"]) {
      expect(() => readNumber(volume, text), text).toThrow(`is "${text}"; expected a number from 0 to 1,000,000,000, or nothing for automatic, with a point before decimals and commas between thousands only`);
    }
  });
});

describe("changes", () => {
  it("leave everything else as it was, in lists too", () => {
    const { vwap } = { ...BASE, ...changeAt(BASE, ["vwap", "bands", "2"], true) };
    expect(vwap).toEqual({ ...BASE.vwap, bands: [true, true, true] });
    expect(changeAt(BASE, ["scaleLocked"], true)).toEqual({ scaleLocked: true });
  });

  it("put a section's fields back, and no other", () => {
    const changed = { ...BASE, ...changeAt({ ...BASE, theme: "light" }, ["profile", "minutes"], 7), theme: "light" as const };
    const back = { ...changed, ...defaultsOf(changed, fieldsOf("profile")) };
    expect(back.profile).toEqual(BASE.profile);
    expect(back.theme).toBe("light");
  });

  it("know which settings have an effect", () => {
    const [span, minutes] = fieldsOf("trail");
    expect([isInForce(BASE, span), isInForce(BASE, minutes)]).toEqual([true, true]);
    expect(isInForce({ ...BASE, ...changeAt(BASE, ["trail", "span"], "session") }, minutes)).toBe(false);
  });
});

function numberAt(label: string): NumberField {
  const found = NUMBERS.find((field) => labelOf(field) === label);
  if (found === undefined) throw new Error(`there is no field ${label}`);
  return found;
}

function fieldsOf(section: string): readonly SettingField[] {
  return SETTINGS.find(({ name }) => name === section)?.fields ?? [];
}

/** The choice with a value in its place, checked by its schema; bounds that only hold together with another number are kept apart. */
function settled(field: NumberField, value: number | null) {
  const base = field.path[2] === "leastRetrace" || field.path[2] === "mostRetrace" ? widened() : BASE;
  return changeAt(base, field.path, value);
}

function widened() {
  const bursts = { ...BASE.signals.bursts, leastRetrace: 0, mostRetrace: 1 };
  return { ...BASE, signals: checkChoice("signals", { ...BASE.signals, bursts }) };
}
