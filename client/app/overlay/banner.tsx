import type { ReactElement } from "react";
import type { ConnectionReading } from "../chart-snapshot.ts";
import { useChoice, useReading, useSession } from "../session.ts";

/** Lines over the chart: what it shows is not current, something asked for could not be honoured, or an export is on its way. */
export function Banner(): ReactElement {
  return (
    <div className="banners">
      <Alerts />
      <Exports />
    </div>
  );
}

function Alerts(): ReactElement | null {
  const { choices } = useSession();
  const connection = useReading((snapshot) => snapshot.connection);
  const isVeiled = useReading((snapshot) => snapshot.veil !== null);
  const problems = useChoice((state) => state.problems);
  const isStale = !isVeiled && (connection.state === "reconnecting" || connection.state === "refused");
  if (!isStale && problems.length === 0) return null;
  return (
    <div className="banner" role="alert">
      {isStale ? <p>{staleSentence(connection)}</p> : null}
      {problems.map((problem) => (
        <p key={problem}>
          {problem}
          <button type="button" onClick={() => choices.setState({ problems: problems.filter((other) => other !== problem) })}>
            Dismiss
          </button>
        </p>
      ))}
    </div>
  );
}

/** Always on the page: a screen reader tells of what changes in a place it knows, and of the changed sentence alone. */
function Exports(): ReactElement {
  const { choices } = useSession();
  const exports = useChoice((state) => state.exports);
  return (
    <div className="banner" role="status" aria-label="Exports" aria-atomic="false">
      {exports.map(({ id, sentence }) => (
        <p key={id}>
          {sentence}
          <button type="button" onClick={() => choices.setState({ exports: exports.filter((other) => other.id !== id) })}>
            Dismiss
          </button>
        </p>
      ))}
    </div>
  );
}

function staleSentence({ state, sentence }: ConnectionReading): string {
  const reason = sentence === "" ? "No word from the server" : sentence[0].toUpperCase() + sentence.slice(1);
  return state === "reconnecting" ? `${reason}. Trying again; the picture stands as it was.` : `${reason}. The picture stands as it was.`;
}
