import type { ReactElement } from "react";
import { useChoice, useReading, useSession } from "../session.ts";

/** A line over the chart while what it shows is not current, or while something asked for could not be honoured. */
export function Banner(): ReactElement | null {
  const { choices } = useSession();
  const connection = useReading((snapshot) => snapshot.connection);
  const isVeiled = useReading((snapshot) => snapshot.veil !== null);
  const problems = useChoice((state) => state.problems);
  const isStale = !isVeiled && (connection.state === "reconnecting" || connection.state === "refused");
  if (!isStale && problems.length === 0) return null;
  return (
    <div className="banner" role="alert">
      {isStale ? <p>{connection.sentence === "" ? "No word from the server. The picture stands as it was." : connection.sentence}</p> : null}
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
