import type { ReactElement } from "react";
import { BENCH_CHOICES, type BenchSettings } from "./bench-settings.ts";

interface BenchControlsProps {
  readonly settings: BenchSettings;
  readonly disabled: boolean;
  readonly onChange: (settings: BenchSettings) => void;
}

const CELL_WORDS: Readonly<Record<number, string>> = { 10_000: "10 k", 100_000: "100 k", 1_000_000: "1 M", 10_000_000: "10 M" };

/** What a run is made of. */
export function BenchControls({ settings, disabled, onChange }: BenchControlsProps): ReactElement {
  const change = (part: Partial<BenchSettings>): void => onChange({ ...settings, ...part });
  return (
    <fieldset className="bench-controls" disabled={disabled}>
      <legend className="visually-hidden">Settings of the run</legend>
      <Choice name="Cells" options={BENCH_CHOICES.cells} value={settings.cells} wordOf={(cells) => CELL_WORDS[cells]} onChoose={(cells) => change({ cells })} />
      <Choice name="Bars per second" options={BENCH_CHOICES.barsPerSec} value={settings.barsPerSec} wordOf={String} onChoose={(barsPerSec) => change({ barsPerSec })} />
      <Choice name="Charts" options={BENCH_CHOICES.charts} value={settings.charts} wordOf={String} onChoose={(charts) => change({ charts })} />
      <Choice name="Renderer" options={BENCH_CHOICES.renderer} value={settings.renderer} wordOf={String} onChoose={(renderer) => change({ renderer })} />
      <Choice name="Movement" options={BENCH_CHOICES.movementSec} value={settings.movementSec} wordOf={(sec) => `${sec} s`} onChoose={(movementSec) => change({ movementSec })} />
      <label className="bench-choice">
        <span>Seed</span>
        <input
          type="number"
          min={1}
          value={settings.seed}
          onChange={({ target }) => {
            if (target.validity.valid && target.valueAsNumber > 0) change({ seed: Math.floor(target.valueAsNumber) });
          }}
        />
      </label>
    </fieldset>
  );
}

interface ChoiceProps<Option extends number | string> {
  readonly name: string;
  readonly options: readonly Option[];
  readonly value: Option;
  readonly wordOf: (option: Option) => string;
  readonly onChoose: (option: Option) => void;
}

function Choice<Option extends number | string>({ name, options, value, wordOf, onChoose }: ChoiceProps<Option>): ReactElement {
  return (
    <div className="bench-choice">
      <span>{name}</span>
      <div className="segmented" role="radiogroup" aria-label={name}>
        {options.map((option) => (
          <button key={option} type="button" role="radio" aria-checked={option === value} onClick={() => onChoose(option)}>
            {wordOf(option)}
          </button>
        ))}
      </div>
    </div>
  );
}
