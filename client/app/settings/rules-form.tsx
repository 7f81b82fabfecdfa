import { type ReactElement, useState } from "react";
import { clockText } from "../../../core/view/clock-text.ts";
import { SIGNAL_KINDS } from "../../state/indicators.ts";
import { defaultsDraft, drafted, draftWith, type RuleDraft } from "../../state/rule-draft.ts";
import { RULE_GROUPS, type RuleGroup } from "../../state/rule-fields.ts";
import { defaultAt, type SettingsBase } from "../../state/setting-values.ts";
import { signalRulesOf } from "../../state/signal-rules.ts";
import { useChoice, useReading, useSession } from "../session.ts";
import { SettingRow } from "./setting-row.tsx";
import { SIGNAL_NAMES } from "./signal-names.ts";
import type { RulesTally } from "./tally-watch.ts";
import { useSignalTally } from "./use-signal-tally.ts";

/** The numbers by which signals are found. Changes are a proposal until they are applied; what it would find today is counted beside what is found now. */
export function RulesForm(): ReactElement {
  const { choices } = useSession();
  const inForce = useChoice((state) => state);
  const [draft, setDraft] = useState<RuleDraft>([]);
  const { base, problem } = drafted(inForce, draft);
  const isProposed = draft.length > 0;
  const tally = useSignalTally(signalRulesOf(inForce), isProposed && problem === "" ? signalRulesOf(base) : null);
  const apply = (): void => {
    choices.setState({ signals: base.signals, imbalances: base.imbalances });
    setDraft([]);
  };
  const presets = defaultsDraft(inForce);
  const refusal = problem === "" ? tally.problem : problem;
  return (
    <>
      <Tally tally={tally} isProposed={isProposed} />
      {RULE_GROUPS.map((group) => (
        <Group key={group.rule} group={group} base={base} onChange={(path, value) => setDraft(draftWith(draft, inForce, path, value))} />
      ))}
      <div className="rules-end">
        {refusal === "" ? null : (
          <p className="setting-problem" role="alert">
            {refusal}
          </p>
        )}
        <button type="button" className="settings-apply" disabled={!isProposed || refusal !== ""} onClick={apply}>
          Apply
        </button>
        <button type="button" disabled={!isProposed} onClick={() => setDraft([])}>
          Revert
        </button>
        <button type="button" disabled={presets.length === 0 && !isProposed} onClick={() => setDraft(presets)}>
          Defaults
        </button>
        <span>{isProposed ? `${draft.length} not applied` : ""}</span>
      </div>
    </>
  );
}

interface GroupProps {
  readonly group: RuleGroup;
  readonly base: SettingsBase;
  readonly onChange: (path: RuleDraft[number]["path"], value: unknown) => void;
}

function Group({ group: { title, says, fields }, base, onChange }: GroupProps): ReactElement {
  const volumeUnit = useReading((snapshot) => snapshot.instrument?.volumeUnit ?? "");
  return (
    <fieldset>
      <legend>{title}</legend>
      <p className="setting-says">{says}</p>
      {fields.map((field) => (
        <SettingRow
          key={field.path.join(".")}
          field={field}
          base={base}
          preset={defaultAt(field.path)}
          volumeUnit={volumeUnit}
          group={title}
          onChange={(value) => onChange(field.path, value)}
        />
      ))}
    </fieldset>
  );
}

function Tally({ tally: { now, proposed, isWorking }, isProposed }: { readonly tally: RulesTally; readonly isProposed: boolean }): ReactElement {
  const utcOffsetSec = useReading((snapshot) => snapshot.utcOffsetSec);
  return (
    <table className="tally" aria-label="Signals found today" aria-busy={isWorking}>
      <thead>
        <tr>
          <th scope="col">{now === null ? (isWorking ? "Counting" : "Not counted yet") : `Since ${clockText(now.fromSec + utcOffsetSec)}`}</th>
          <th scope="col">Now</th>
          <th scope="col">Proposed</th>
        </tr>
      </thead>
      <tbody>
        {SIGNAL_KINDS.map((kind) => {
          const change = isProposed && now !== null && proposed !== null ? proposed.counts[kind] - now.counts[kind] : 0;
          return (
            <tr key={kind}>
              <th scope="row">{SIGNAL_NAMES[kind]}</th>
              <td>{now === null ? "·" : now.counts[kind]}</td>
              <td data-change={Math.sign(change)}>
                {isProposed ? (proposed === null ? "·" : proposed.counts[kind]) : "–"}
                {change === 0 ? null : <small>{` ${change > 0 ? "+" : "−"}${Math.abs(change)}`}</small>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
