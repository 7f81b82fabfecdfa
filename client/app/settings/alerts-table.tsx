import { type ReactElement, useState } from "react";
import { type Indicators, SIGNAL_KINDS, type SignalKind } from "../../state/indicators.ts";
import { changeAt } from "../../state/setting-values.ts";
import { useChoice, useSession } from "../session.ts";
import { SIGNAL_NAMES } from "./signal-names.ts";
import { Switch } from "./switch.tsx";

type Alert = Indicators["signals"]["alerts"][SignalKind];
type Way = "shown" | "sound" | "flash" | "notify";

const WAYS: readonly { readonly way: Way; readonly title: string; readonly hint: string }[] = [
  { way: "shown", title: "Chart", hint: "Drawn on the chart and listed" },
  { way: "sound", title: "Sound", hint: "A short tone, another one for each kind" },
  { way: "flash", title: "Flash", hint: "The chart’s edge lights up" },
  { way: "notify", title: "Notify", hint: "A desktop notification while this page is hidden" },
];

/** How each kind of signal makes itself known when it is found live. History makes no noise. */
export function AlertsTable(): ReactElement {
  const { choices } = useSession();
  const isMuted = useChoice((state) => state.signals.muted);
  const [refusal, setRefusal] = useState("");
  return (
    <>
      <div className="setting">
        <span className="setting-name">Mute all sounds</span>
        <Switch label="Mute all sounds" isOn={isMuted} onChange={(isOn) => choices.setState((state) => changeAt(state, ["signals", "muted"], isOn))} />
      </div>
      <table className="alerts">
        <thead>
          <tr>
            <th scope="col">Signal</th>
            {WAYS.map(({ way, title, hint }) => (
              <th key={way} scope="col" title={hint}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SIGNAL_KINDS.map((kind) => (
            <AlertRows key={kind} kind={kind} onRefusal={setRefusal} />
          ))}
        </tbody>
      </table>
      {refusal === "" ? null : (
        <p className="setting-problem" role="alert">
          {refusal}
        </p>
      )}
      <p className="setting-says">
        Only what is found live makes itself known, once: not what the history holds, nor what was missed. Browsers keep a page silent until it has been clicked.
      </p>
    </>
  );
}

interface AlertRowsProps {
  readonly kind: SignalKind;
  /** Hears why there are no notifications, "" when there are. */
  readonly onRefusal: (sentence: string) => void;
}

function AlertRows({ kind, onRefusal }: AlertRowsProps): ReactElement {
  const { choices, signals } = useSession();
  const alert = useChoice((state) => state.signals.alerts[kind]);
  const set = (name: keyof Alert, value: unknown): void => choices.setState((state) => changeAt(state, ["signals", "alerts", kind, name], value));
  const turn = async (way: Way, isOn: boolean): Promise<void> => {
    const refusal = way === "notify" && isOn ? await signals.askForNotices() : "";
    if (way === "notify") onRefusal(refusal);
    if (refusal !== "") return;
    set(way, isOn);
    if (way === "sound" && isOn) signals.listen(kind, alert.volume);
  };
  const name = SIGNAL_NAMES[kind];
  return (
    <>
      <tr>
        <th scope="row">{name}</th>
        {WAYS.map(({ way, title }) => (
          <td key={way}>
            <Switch label={`${name}: ${title.toLowerCase()}`} isOn={alert[way]} onChange={(isOn) => void turn(way, isOn)} />
          </td>
        ))}
      </tr>
      {alert.sound ? <VolumeRow name={name} volume={alert.volume} onChange={(volume) => set("volume", volume)} onListen={() => signals.listen(kind, alert.volume)} /> : null}
    </>
  );
}

interface VolumeRowProps {
  readonly name: string;
  /** 0 silent to 1 full. */
  readonly volume: number;
  readonly onChange: (volume: number) => void;
  readonly onListen: () => void;
}

function VolumeRow({ name, volume, onChange, onListen }: VolumeRowProps): ReactElement {
  const percent = Math.round(volume * 100);
  return (
    <tr className="alert-volume">
      <td colSpan={WAYS.length + 1}>
        <div>
          <span>Volume</span>
          <input type="range" min={0} max={100} step={5} aria-label={`${name}: volume`} aria-valuetext={`${percent} %`} value={percent} onChange={(event) => onChange(Number(event.target.value) / 100)} />
          <output>{percent} %</output>
          <button type="button" className="settings-defaults" aria-label={`${name}: listen`} onClick={onListen}>
            Listen
          </button>
        </div>
      </td>
    </tr>
  );
}
