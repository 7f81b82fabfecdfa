import { type FocusEvent, type KeyboardEvent, type ReactElement, useId, useState } from "react";
import type { NumberField } from "../../state/setting-fields.ts";
import { expectationOf, readNumber, writeNumber } from "../../state/setting-values.ts";
import { numberOfTyped } from "../../state/typed-number.ts";
import { presetText, sentenceCase } from "./setting-text.ts";

interface NumberInputProps {
  readonly field: NumberField;
  /** How it is called to people who cannot see it. */
  readonly label: string;
  readonly value: unknown;
  /** What it had on a first visit. */
  readonly preset: unknown;
  /** The instrument's unit of volume. */
  readonly volumeUnit: string;
  readonly disabled?: boolean;
  /** Takes a value that the field accepts. */
  readonly onChange: (value: number | null) => void;
}

/** A typed number: Enter and leaving the field take it, the arrows step it at once, Escape puts back what stood there. What cannot be taken is said and not taken. */
export function NumberInput({ field, label, value, preset, volumeUnit, disabled = false, onChange }: NumberInputProps): ReactElement {
  const written = writeNumber(field, value);
  const bounds = `${sentenceCase(expectationOf(field))}; at first ${presetText(field, preset)}`;
  const [typed, setTyped] = useState<string | null>(null);
  const problemId = useId();
  const problem = typed === null ? "" : problemOf(field, typed);
  const take = (text: string): void => {
    if (problemOf(field, text) !== "") return setTyped(text);
    setTyped(null);
    const read = readNumber(field, text);
    if (writeNumber(field, read) !== written) onChange(read);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (event.key === "Enter") take(event.currentTarget.value);
    else if (event.key === "Escape" && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    } else if (direction !== 0) {
      event.preventDefault();
      take(stepped(field, typed ?? written, direction));
    }
  };
  const unit = field.unit === "volume" ? volumeUnit : field.unit;
  return (
    <span className="setting-number">
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={unit === "" ? label : `${label}, ${unit}`}
        aria-invalid={problem !== ""}
        aria-describedby={problem === "" ? undefined : problemId}
        title={bounds}
        aria-description={bounds}
        placeholder={field.blank}
        disabled={disabled}
        value={typed ?? written}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={(event: FocusEvent<HTMLInputElement>) => typed !== null && take(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="setting-unit">{unit}</span>
      {problem === "" ? null : (
        <span id={problemId} className="setting-problem" role="alert">
          {problem}.
        </span>
      )}
    </span>
  );
}

function problemOf(field: NumberField, text: string): string {
  try {
    readNumber(field, text);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** One step up or down, within the bounds, without the dust of binary fractions; from an empty field to the least. What is no number stays as it was typed. */
function stepped({ least, most, step }: NumberField, text: string, direction: 1 | -1): string {
  const value = numberOfTyped(text);
  if (Number.isNaN(value) && text.trim() !== "") return text;
  const next = text.trim() === "" ? least : value + direction * step;
  return String(Number(Math.max(least, Math.min(most, next)).toPrecision(12)));
}
