import type { ReactElement } from "react";

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
