import { type KeyboardEvent, type ReactElement, useState } from "react";
import { type CutoffChoice, type CutoffChoices, DEFAULT_CUTOFF_CHOICES, readCutoffs } from "../../state/cutoffs.ts";
import { COMMA_RULE, numberOfTyped } from "../../state/typed-number.ts";
import { useChoice, useReading, useSession } from "../session.ts";

type Kind = "auto" | "share" | "volume";

const FIRST_LOW: Readonly<Record<Kind, CutoffChoice | null>> = { auto: null, share: { share: 0.1 }, volume: { volume: 0 } };
const FIRST_HIGH: Readonly<Record<Kind, CutoffChoice>> = { auto: DEFAULT_CUTOFF_CHOICES.high, share: DEFAULT_CUTOFF_CHOICES.high, volume: { volume: 100 } };

/** Where the colour scale begins and ends: a share of the cells or a volume, at either end. Seen at once, in the cells and in the legend. */
export function CutoffSettings(): ReactElement {
  const { choices } = useSession();
  const cutoffs = useChoice((state) => state.cutoffs);
  const unit = useReading((snapshot) => snapshot.instrument?.volumeUnit ?? "");
  const [problem, setProblem] = useState("");
  const take = (next: CutoffChoices): void => {
    const read = readCutoffs(next);
    setProblem(read === null ? "The low end must lie below the high one." : "");
    if (read !== null) choices.setState({ cutoffs: read });
  };
  return (
    <div className="own-settings">
      <End
        name="Weakest colour"
        kinds={["auto", "share", "volume"]}
        end={cutoffs.low}
        unit={unit}
        onKind={(kind) => take({ ...cutoffs, low: FIRST_LOW[kind] })}
        onEnd={(low) => take({ ...cutoffs, low })}
        onProblem={setProblem}
      />
      <End
        name="Strongest colour"
        kinds={["share", "volume"]}
        end={cutoffs.high}
        unit={unit}
        onKind={(kind) => take({ ...cutoffs, high: FIRST_HIGH[kind] })}
        onEnd={(high) => take({ ...cutoffs, high })}
        onProblem={setProblem}
      />
      {problem === "" ? null : <p role="alert">{problem}</p>}
      <p>
        A percentile leaves so many cells in a hundred at or below it. Volumes hold for the modes volume, delta and bid × ask; trades and imbalance keep
        percentiles. The legend says what is in force.
      </p>
      <button type="button" disabled={cutoffs === DEFAULT_CUTOFF_CHOICES} onClick={() => take(DEFAULT_CUTOFF_CHOICES)}>
        Defaults
      </button>
    </div>
  );
}

interface EndProps {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly end: CutoffChoice | null;
  readonly unit: string;
  readonly onKind: (kind: Kind) => void;
  readonly onEnd: (end: CutoffChoice) => void;
  readonly onProblem: (sentence: string) => void;
}

function End({ name, kinds, end, unit, onKind, onEnd, onProblem }: EndProps): ReactElement {
  const kind: Kind = end === null ? "auto" : "share" in end ? "share" : "volume";
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string): void => {
    setTyped(null);
    const value = numberOfTyped(text);
    const most = kind === "share" ? 100 : 1e15;
    const rule = Number.isNaN(value) && text.includes(",") ? `, ${COMMA_RULE}` : "";
    if (!(value >= 0 && value <= most)) return onProblem(`${name}: “${text}” is not a number from 0 to ${kind === "share" ? 100 : "1e15"}${rule}.`);
    onEnd(kind === "share" ? { share: Number((value / 100).toPrecision(12)) } : { volume: value });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") take(event.currentTarget.value);
  };
  return (
    <div className="own-setting">
      <label>
        <span>{name}</span>
        <select
          aria-label={name}
          value={kind}
          onChange={(event) => {
            setTyped(null);
            onKind(event.target.value as Kind);
          }}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {one === "auto" ? "automatic" : one === "share" ? "percentile" : "volume"}
            </option>
          ))}
        </select>
      </label>
      {end === null ? null : (
        <span className="own-number">
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            aria-label={`${name}, ${kind === "share" ? "percentile" : `volume ${unit}`}`}
            value={typed ?? textOf(end)}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={(event) => typed !== null && take(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <span>{kind === "share" ? "%" : unit}</span>
        </span>
      )}
    </div>
  );
}

function textOf(end: CutoffChoice): string {
  return String("share" in end ? Number((end.share * 100).toPrecision(12)) : end.volume);
}
