import { type ReactElement, useEffect, useRef } from "react";
import { AlertFlash } from "./overlay/alert-flash.tsx";
import { Banner } from "./overlay/banner.tsx";
import { EmptyView } from "./overlay/empty-view.tsx";
import { Hud } from "./overlay/hud.tsx";
import { Legend } from "./overlay/legend.tsx";
import { Veil } from "./overlay/veil.tsx";
import { useSession } from "./session.ts";

/** The place the chart draws in, and what lies over it. React renders nothing here when bars arrive. */
export function ChartStage(): ReactElement {
  const { chart } = useSession();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => (host.current === null ? undefined : chart.attach(host.current)), [chart]);
  return (
    <main className="stage">
      <div ref={host} className="chart-host" role="application" aria-label="Traded-volume chart. Press question mark for the keys." tabIndex={0} />
      <Legend />
      <Hud />
      <AlertFlash />
      <EmptyView />
      <Veil />
      <Banner />
    </main>
  );
}
