import type { ReactElement } from "react";
import type { ChartCommand } from "../../state/chart-command.ts";
import { useKeyOf } from "../key-of.ts";
import { useReading, useSession } from "../session.ts";

const NEWEST: ChartCommand = { kind: "reset-view" };

/** Says that nothing traded where the camera looks, with ways back; nothing while something is in sight. */
export function EmptyView(): ReactElement | null {
  const { chart } = useSession();
  const empty = useReading((snapshot) => snapshot.emptyView);
  const newest = useKeyOf(NEWEST);
  if (empty === null) return null;
  const { title, detail, nearest } = empty;
  return (
    <section className="empty-view" role="status">
      <h2>{title}</h2>
      {detail === "" ? null : <p>{detail}</p>}
      <div>
        <button type="button" onClick={() => chart.showMoment(nearest.timeSec, nearest.priceTicks)}>
          Show the nearest trades
        </button>
        <button type="button" aria-keyshortcuts={newest.aria} title={newest.hint("Back to the newest minutes")} onClick={() => chart.run(NEWEST)}>
          Back to the newest {newest.label === "" ? null : <kbd>{newest.label}</kbd>}
        </button>
      </div>
    </section>
  );
}
