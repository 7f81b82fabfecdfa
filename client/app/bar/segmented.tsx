import { type KeyboardEvent, type ReactElement, useRef } from "react";

interface SegmentedProps<Value extends string> {
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly hint: string }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly className?: string;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** One of a few, side by side. One stop of the Tab key; the arrows go through the values. */
export function Segmented<Value extends string>({ name, options, value, onChoose, className = "" }: SegmentedProps<Value>): ReactElement {
  const group = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = options.findIndex((option) => option.value === value);
    const next = (index + step + options.length) % options.length;
    onChoose(options[next].value);
    group.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    <div ref={group} className={`segmented ${className}`} role="radiogroup" aria-label={name} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          title={option.hint}
          onClick={() => onChoose(option.value)}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
