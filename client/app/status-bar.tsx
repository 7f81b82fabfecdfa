import type { MouseEvent, ReactElement } from "react";
import { groupThousands } from "../../core/view/number-format.ts";
import type { ConnectionReading } from "./chart-snapshot.ts";
import type { ChartCommand } from "../state/chart-command.ts";
import { useKeyOf } from "./key-of.ts";
import { PanelToggles } from "./panels/panel-toggles.tsx";
import { useReading, useSession } from "./session.ts";

const CONNECTION_WORDS: Readonly<Record<ConnectionReading["state"], string>> = {
  connecting: "Connecting",
  loading: "Loading",
  live: "Live",
  replay: "Replay",
  ended: "Ended",
  reconnecting: "Reconnecting",
  refused: "Refused",
};

const SHOW_GAP: ChartCommand = { kind: "show-gap" };
const PAUSE: ChartCommand = { kind: "toggle", choice: "paused" };
const NEXT_RENDERER: ChartCommand = { kind: "next", choice: "renderer" };

/** The lower bar: tells the truth about the data and the drawing, always. */
export function StatusBar(): ReactElement {
  return (
    <footer className="status-bar" aria-label="Status" onMouseDown={(event: MouseEvent) => event.preventDefault()}>
      <Connection />
      <BarAge />
      <Gaps />
      <Loaded />
      <span className="status-space" />
      <PanelToggles />
      <Paused />
      <Drawing />
      <Clock />
    </footer>
  );
}

function Connection(): ReactElement {
  const connection = useReading((snapshot) => snapshot.connection);
  const latencyMs = useReading((snapshot) => snapshot.latencyMs);
  const loading = useReading((snapshot) => snapshot.loading);
  return (
    <span className="status-item connection" data-state={connection.state} role="status" title={connection.sentence}>
      <i aria-hidden="true" />
      <b>{CONNECTION_WORDS[connection.state]}</b>
      {connection.state === "loading" && loading !== null ? (
        <span className="loading" aria-hidden="true">
          {Math.floor(loading * 100)} % <progress max={1} value={loading} />
        </span>
      ) : null}
      {latencyMs === null ? null : <span title="From the server's clock to this window">{latencyMs} ms</span>}
      {connection.sentence === "" ? null : <span className="connection-sentence">{connection.sentence}</span>}
    </span>
  );
}

function BarAge(): ReactElement | null {
  const ageSec = useReading((snapshot) => snapshot.barAgeSec);
  if (ageSec === null) return null;
  return (
    <span className="status-item" title="Time since the newest second that is known">
      bar age <b>{ageSec < 100 ? ageSec.toFixed(1) : wholeText(Math.round(ageSec))} s</b>
    </span>
  );
}

function Gaps(): ReactElement {
  const { chart } = useSession();
  const gapCount = useReading((snapshot) => snapshot.gapCount);
  const key = useKeyOf(SHOW_GAP);
  return (
    <button
      type="button"
      className="status-item"
      data-warning={gapCount > 0}
      disabled={gapCount === 0}
      aria-keyshortcuts={key.aria}
      title={gapCount === 0 ? "No second is missing" : key.hint("Fly to the newest gap")}
      onClick={() => chart.run(SHOW_GAP)}
    >
      gaps <b>{wholeText(gapCount)}</b>
    </button>
  );
}

function Loaded(): ReactElement {
  const bars = useReading((snapshot) => snapshot.bars);
  const trades = useReading((snapshot) => snapshot.trades);
  return (
    <span className="status-item">
      <span>
        <b>{wholeText(bars)}</b> bars
      </span>
      {trades === null ? null : (
        <span>
          <b>{wholeText(trades)}</b> trades
        </span>
      )}
    </span>
  );
}

function Paused(): ReactElement | null {
  const { chart } = useSession();
  const pausedForSec = useReading((snapshot) => snapshot.pausedForSec);
  const key = useKeyOf(PAUSE);
  if (pausedForSec === null) return null;
  return (
    <button type="button" className="status-item paused" title={key.hint("Go on")} onClick={() => chart.run(PAUSE)}>
      Paused, <b>{wholeText(pausedForSec)} s</b> behind
    </button>
  );
}

function Drawing(): ReactElement {
  const { chart } = useSession();
  const renderer = useReading((snapshot) => snapshot.renderer);
  const key = useKeyOf(NEXT_RENDERER);
  const drawing = useReading((snapshot) => snapshot.drawing);
  return (
    <>
      <button
        type="button"
        className="status-item"
        title={key.hint(`${renderer.reason}. Press for the other renderer`)}
        onClick={() => chart.run(NEXT_RENDERER)}
      >
        {renderer.name}
      </button>
      {drawing === null ? (
        <span className="status-item status-fps" title="Nothing changes, so nothing is drawn">
          at rest
        </span>
      ) : (
        <span
          className="status-item status-fps"
          title={`Frames drawn in the last second: the chart draws when something changes. Script time of the middle frame of the last 5 s; 95 of 100 took at most ${drawing.most}`}
        >
          <b>{drawing.frames} fps</b>
          <span>drawn in {drawing.middle}</span>
        </span>
      )}
    </>
  );
}

/** A whole number, its thousands apart. */
function wholeText(count: number): string {
  return groupThousands(String(count));
}

function Clock(): ReactElement | null {
  const clock = useReading((snapshot) => snapshot.clock);
  if (clock === "") return null;
  return (
    <span className="status-item" title="Time of the stream">
      {clock}
    </span>
  );
}
