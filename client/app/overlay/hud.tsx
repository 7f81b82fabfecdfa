import { type ReactElement, useRef } from "react";
import type { HudLine } from "../chart-snapshot.ts";
import { useReading } from "../session.ts";
import { useFadeUnderPointer } from "./fade-under-pointer.ts";

/** What every frame costs, measured here and now. */
export function Hud(): ReactElement | null {
  const lines = useReading((snapshot) => snapshot.hud);
  return lines === null ? null : <Costs lines={lines} />;
}

function Costs({ lines }: { readonly lines: readonly HudLine[] }): ReactElement {
  const panel = useRef<HTMLElement>(null);
  useFadeUnderPointer(panel);
  return (
    <aside ref={panel} className="hud" aria-label="Costs of every frame">
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
