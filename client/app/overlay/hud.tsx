import type { ReactElement } from "react";
import { useReading } from "../session.ts";

/** What every frame costs, measured here and now. */
export function Hud(): ReactElement | null {
  const lines = useReading((snapshot) => snapshot.hud);
  if (lines === null) return null;
  return (
    <aside className="hud" aria-label="Costs of every frame">
      <dl>
        {lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
