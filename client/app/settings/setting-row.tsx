import type { ReactElement } from "react";
import type { SettingField } from "../../state/setting-fields.ts";
import { isInForce, type SettingsBase, valueAt } from "../../state/setting-values.ts";
import { NumberInput } from "./number-input.tsx";
import { presetText, sentenceCase } from "./setting-text.ts";
import { Switch } from "./switch.tsx";

interface SettingRowProps {
  readonly field: SettingField;
  readonly base: SettingsBase;
  /** What the field had on a first visit. */
  readonly preset: unknown;
  readonly volumeUnit: string;
  /** What the field belongs to, where its name alone does not say it. */
  readonly group?: string;
  readonly onChange: (value: unknown) => void;
}

/** A setting: its name, its control, and the way back to its default where it differs. */
export function SettingRow({ field, base, preset, volumeUnit, group, onChange }: SettingRowProps): ReactElement {
  const label = group === undefined ? field.name : `${group}: ${field.name}`;
  const value = valueAt(base, field.path);
  return (
    <div className="setting" data-changed={value !== preset}>
      <span className="setting-name" title={field.hint}>
        {field.name}
      </span>
      <Control field={field} label={label} value={value} preset={preset} isInForce={isInForce(base, field)} volumeUnit={volumeUnit} onChange={onChange} />
      <button
        type="button"
        className="setting-reset"
        aria-label={`${label}: back to ${presetText(field, preset)}`}
        title={`Back to ${presetText(field, preset)}`}
        disabled={value === preset}
        onClick={() => onChange(preset)}
      >
        ↺
      </button>
    </div>
  );
}

interface ControlProps extends Pick<SettingRowProps, "field" | "volumeUnit" | "onChange"> {
  readonly label: string;
  readonly value: unknown;
  readonly preset: unknown;
  readonly isInForce: boolean;
}

function Control({ field, label, value, preset, isInForce: inForce, volumeUnit, onChange }: ControlProps): ReactElement {
  switch (field.kind) {
    case "switch":
      return <Switch label={label} isOn={value === true} onChange={onChange} disabled={!inForce} />;
    case "choice":
      return (
        <select
          aria-label={label}
          title={field.hint}
          disabled={!inForce}
          value={String(value)}
          onChange={(event) => onChange(field.options.find((option) => String(option.value) === event.target.value)?.value)}
        >
          {field.options.map((option) => (
            <option key={option.value} value={String(option.value)}>
              {sentenceCase(option.text)}
            </option>
          ))}
        </select>
      );
    case "number":
      return <NumberInput field={field} label={label} value={value} preset={preset} volumeUnit={volumeUnit} disabled={!inForce} onChange={onChange} />;
  }
}
