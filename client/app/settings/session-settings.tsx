import { type ReactElement, useId, useState } from "react";
import { ALL_DAY_UTC, sameSessionRule, type SessionRule } from "../../../core/market/instrument.ts";
import { checkChoice } from "../../state/choices.ts";
import { useChoice, useReading, useSession } from "../session.ts";

type Kind = "exchange" | "day" | "custom";

/** Times as they stand in the fields; an empty end is none. */
interface Draft {
  readonly timeZone: string;
  readonly start: string;
  readonly end: string;
}

/** When sessions start, for everything that starts again with one: as the exchange says, days of UTC, or chosen times of a time zone. Seen at once. */
export function SessionSettings(): ReactElement {
  const { choices } = useSession();
  const session = useChoice((state) => state.session);
  const exchange = useReading((snapshot) => snapshot.instrument?.session ?? ALL_DAY_UTC);
  const [draft, setDraft] = useState<Draft>(() => draftOf(session ?? exchange));
  const [kind, setKind] = useState<Kind>(() => kindOf(session));
  const shownKind = session === null && kind === "custom" ? "exchange" : kind === "custom" ? kind : kindOf(session);
  const shown = shownKind === "custom" && sameSessionRule(session, ruleOf(draft)) ? draft : draftOf(session ?? exchange);
  const [problem, setProblem] = useState("");
  const choose = (next: Kind): void => {
    setKind(next);
    setProblem("");
    if (next === "custom") setDraft(draftOf(session ?? exchange));
    choices.setState({ session: next === "exchange" ? null : next === "day" ? ALL_DAY_UTC : ruleOf(draftOf(session ?? exchange)) });
  };
  const change = (part: Partial<Draft>): void => {
    const next = { ...(problem === "" ? shown : draft), ...part };
    setDraft(next);
    setKind("custom");
    try {
      choices.setState({ session: checkChoice("session", ruleOf(next)) });
      setProblem("");
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <div className="own-settings">
      <label>
        <span>Sessions are</span>
        <select aria-label="Sessions are" value={shownKind} onChange={(event) => choose(event.target.value as Kind)}>
          <option value="exchange">the exchange’s</option>
          <option value="day">24 hours, days of UTC</option>
          <option value="custom">my own</option>
        </select>
      </label>
      {shownKind === "custom" ? <OwnTimes draft={problem === "" ? shown : draft} onChange={change} /> : null}
      {problem === "" ? null : <p role="alert">{problem}</p>}
      <p>{`The exchange’s sessions: ${ruleText(exchange)}.`}</p>
      <p>
        CVD, VWAP, the session’s profile, the trail since session start, the change of the price and the lines between sessions go by it. With a close, the
        hours until the next open are a session of their own. The HTTP API always uses the exchange’s sessions.
      </p>
    </div>
  );
}

function OwnTimes({ draft, onChange }: { readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void }): ReactElement {
  const zones = useId();
  return (
    <>
      <label>
        <span>Opens</span>
        <input type="text" inputMode="numeric" autoComplete="off" placeholder="HH:MM" value={draft.start} onChange={(event) => onChange({ start: event.target.value })} />
      </label>
      <label>
        <span>Closes</span>
        <input type="text" inputMode="numeric" autoComplete="off" placeholder="when it opens again" value={draft.end} onChange={(event) => onChange({ end: event.target.value })} />
      </label>
      <label>
        <span>Time zone</span>
        <input type="text" list={zones} spellCheck={false} autoComplete="off" value={draft.timeZone} onChange={(event) => onChange({ timeZone: event.target.value })} />
      </label>
      <datalist id={zones}>
        {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

function kindOf(session: SessionRule | null): Kind {
  if (session === null) return "exchange";
  return sameSessionRule(session, ALL_DAY_UTC) ? "day" : "custom";
}

function draftOf({ timeZone, start, end = "" }: SessionRule): Draft {
  return { timeZone, start, end };
}

function ruleOf({ timeZone, start, end }: Draft): SessionRule {
  return end === "" ? { timeZone, start } : { timeZone, start, end };
}

function ruleText({ timeZone, start, end }: SessionRule): string {
  return end === undefined ? `from ${start} ${timeZone}` : `${start}–${end} ${timeZone}`;
}

/** What is wrong, without the name of the choice that the reader looks at. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const reason = /\(session\.(.+)\)$/s.exec(text)?.[1] ?? text;
  const said = reason.replace(/^start /, "the opening ").replace(/^end /, "the close ").replace(/^timeZone /, "");
  return `${said[0].toUpperCase()}${said.slice(1)}.`;
}
