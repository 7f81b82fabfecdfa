import { type KeyboardEvent, type ReactElement, useState } from "react";
import { hasOwnKeys, judgeKey, type KeyVerdict, withFirstKeys, withKey, withSwappedKey } from "../../state/key-changes.ts";
import { keyPressOf, labelOfKey } from "../../state/key-name.ts";
import type { KeyBinding } from "../../state/keymap.ts";
import { useChoice, useSession } from "../session.ts";

/** An action and its key. The key's button waits for another key; one that is taken is offered to be swapped. */
export function KeyLine({ binding }: { readonly binding: KeyBinding }): ReactElement {
  const { choices } = useSession();
  const changes = useChoice((state) => state.keys);
  const [verdict, setVerdict] = useState<KeyVerdict | null>(null);
  const { command, says, label } = binding;
  const isFixed = command.kind === "close";
  const isOwn = hasOwnKeys(changes, command);
  const settle = (keys: typeof changes): void => {
    choices.setState({ keys });
    setVerdict(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (verdict === null || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") setVerdict(null);
    else if (event.key === "Backspace" || event.key === "Delete") settle(withKey(changes, command, null));
    else {
      const next = judgeKey(keyPressOf(event), command, changes);
      if (next.kind === "free") settle(withKey(changes, command, next.key));
      else if (next.kind !== "incomplete") setVerdict(next);
    }
  };
  return (
    <li className={verdict === null ? "key-line" : "key-line key-line-open"} onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setVerdict(null)}>
      <span>{says}</span>
      {isOwn ? (
        <button type="button" className="key-first" aria-label={`First key for ${says}`} title="The first key again" onClick={() => settle(withFirstKeys(changes, command))}>
          ↺
        </button>
      ) : null}
      <button
        type="button"
        className={isOwn ? "key-cap key-own" : "key-cap"}
        disabled={isFixed}
        aria-label={`Change the key of ${says}: ${label === "" ? "none" : label}`}
        title={isFixed ? "This key stays" : "Change the key"}
        onClick={() => setVerdict(verdict === null ? { kind: "incomplete" } : null)}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => verdict === null || event.preventDefault()}
      >
        <kbd>{verdict === null ? (label === "" ? "–" : label) : "…"}</kbd>
      </button>
      {verdict === null ? null : <Answer verdict={verdict} onSwap={(key) => settle(withSwappedKey(changes, command, key))} />}
    </li>
  );
}

function Answer({ verdict, onSwap }: { readonly verdict: KeyVerdict; readonly onSwap: (key: string) => void }): ReactElement {
  if (verdict.kind === "held") {
    return (
      <p role="status">
        <b>{labelOfKey(verdict.key)}</b> is the key of “{verdict.by.says}”.
        <button type="button" onClick={() => onSwap(verdict.key)}>
          Swap the keys
        </button>
      </p>
    );
  }
  return <p role="status">{verdict.kind === "refused" ? `${verdict.sentence} Press another key.` : "Press a key. Esc leaves it as it is, Backspace takes it away."}</p>;
}
