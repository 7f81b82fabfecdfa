import type { ReactElement } from "react";
import type { SettingField } from "../../state/setting-fields.ts";
import { isInForce, type SettingsBase, valueAt, writeNumber } from "../../state/setting-values.ts";
import { NumberInput } from "./number-input.tsx";

interface SettingRowProps {
  readonly field: SettingField;
  readonly base: SettingsBase;
  /** What the field had on a first visit. */
  readonly preset: unknown;
  readonly volumeUnit: string;
  readonly onChange: (value: unknown) => void;
}

/** A setting: its name, its control, and the way back to its default where it differs. */
export function SettingRow({ field, base, preset, volumeUnit, onChange }: SettingRowProps): ReactElement {
  const value = valueAt(base, field.path);
  return (
    <div className="setting" data-changed={value !== preset}>
      <span className="setting-name" title={field.hint}>
        {field.name}
      </span>
      <Control field={field} value={value} isInForce={isInForce(base, field)} volumeUnit={volumeUnit} onChange={onChange} />
      <button
        type="button"
        className="setting-reset"
        aria-label={`${field.name}: back to ${presetText(field, preset)}`}
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
  readonly value: unknown;
  readonly isInForce: boolean;
}

function Control({ field, value, isInForce: inForce, volumeUnit, onChange }: ControlProps): ReactElement {
  switch (field.kind) {
    case "switch":
      return <Switch label={field.name} isOn={value === true} onChange={onChange} disabled={!inForce} />;
    case "choice":
      return (
        <select
          aria-label={field.name}
          title={field.hint}
          disabled={!inForce}
          value={String(value)}
          onChange={(event) => onChange(field.options.find((option) => String(option.value) === event.target.value)?.value)}
        >
          {field.options.map((option) => (
            <option key={option.value} value={String(option.value)}>
              {option.text}
            </option>
          ))}
        </select>
      );
    case "number":
      return <NumberInput field={field} label={field.name} value={value} volumeUnit={volumeUnit} disabled={!inForce} onChange={onChange} />;
  }
}

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly disabled?: boolean;
}

/** On or off. */
export function Switch({ label, isOn, onChange, disabled = false }: SwitchProps): ReactElement {
  return (
    <button type="button" role="switch" className="switch" aria-label={label} aria-checked={isOn} disabled={disabled} onClick={() => onChange(!isOn)}>
      <i aria-hidden="true" />
    </button>
  );
}

function presetText(field: SettingField, preset: unknown): string {
  switch (field.kind) {
    case "switch":
      return preset === true ? "on" : "off";
    case "choice":
      return field.options.find(({ value }) => value === preset)?.text ?? String(preset);
    case "number":
      return preset === null ? (field.blank ?? "") : `${writeNumber(field, preset)} ${field.unit === "volume" ? "" : field.unit}`.trim();
  }
}
