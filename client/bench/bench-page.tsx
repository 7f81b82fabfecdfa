import { type ReactElement, useEffect, useRef, useState } from "react";
import { BenchControls } from "./bench-controls.tsx";
import type { BenchMachine, BenchReport } from "./bench-report.ts";
import { BenchResults } from "./bench-results.tsx";
import { benchSearch, type BenchSettings } from "./bench-settings.ts";
import { runBench } from "./run-bench.ts";

interface BenchPageProps {
  readonly asked: BenchSettings;
  /** Sentences about what the address asked for in vain. */
  readonly problems: readonly string[];
  /** `true`: the run begins by itself. */
  readonly startsAtOnce: boolean;
  readonly machine: BenchMachine;
  readonly commit: string;
}

type Stage = { readonly kind: "ready" } | { readonly kind: "running"; readonly sentence: string } | { readonly kind: "done"; readonly report: BenchReport } | { readonly kind: "failed"; readonly reason: string };

/** The bench in the product: pick, run, read, take away. */
export function BenchPage({ asked, problems, startsAtOnce, machine, commit }: BenchPageProps): ReactElement {
  const [settings, setSettings] = useState(asked);
  const [stage, setStage] = useState<Stage>({ kind: "ready" });
  const charts = useRef<HTMLDivElement>(null);
  const running = useRef<AbortController | null>(null);

  const change = (changed: BenchSettings): void => {
    setSettings(changed);
    history.replaceState(null, "", benchSearch(changed));
  };
  const run = async (): Promise<void> => {
    const place = charts.current;
    if (place === null || running.current !== null) return;
    const controller = new AbortController();
    running.current = controller;
    const onStep = (sentence: string): void => setStage({ kind: "running", sentence });
    try {
      setStage({ kind: "done", report: await runBench({ settings, stage: place, machine, commit, stopped: controller.signal, onStep }) });
    } catch (error) {
      setStage(controller.signal.aborted ? { kind: "ready" } : { kind: "failed", reason: error instanceof Error ? error.message : String(error) });
    } finally {
      place.replaceChildren();
      running.current = null;
    }
  };
  const runAtOnce = useRef(startsAtOnce ? run : null);
  useEffect(() => {
    void runAtOnce.current?.();
    runAtOnce.current = null;
  }, []);

  const isRunning = stage.kind === "running";
  return (
    <>
      <header className="top-bar bench-bar">
        <span className="mark">
          <i aria-hidden="true" />
          <b>
            Flowglass <em>bench</em>
          </b>
        </span>
        <BenchControls settings={settings} disabled={isRunning} onChange={change} />
        <button type="button" className="bench-run" onClick={isRunning ? () => running.current?.abort() : () => void run()}>
          {isRunning ? "Stop" : "Run"}
        </button>
      </header>
      <main className="bench-main" data-stage={stage.kind}>
        <p className="bench-step" role="status">
          {sentenceOf(stage)}
        </p>
        <div ref={charts} className="bench-charts" data-charts={settings.charts} hidden={!isRunning} />
        {stage.kind === "done" ? <Takeaway report={stage.report} /> : null}
        {stage.kind === "done" ? <BenchResults report={stage.report} /> : null}
        {stage.kind === "ready" ? <Introduction problems={problems} /> : null}
      </main>
    </>
  );
}

function sentenceOf(stage: Stage): string {
  if (stage.kind === "running") return stage.sentence;
  if (stage.kind === "failed") return `The run has failed: ${stage.reason}`;
  return stage.kind === "done" ? "Done" : "";
}

function Introduction({ problems }: { readonly problems: readonly string[] }): ReactElement {
  return (
    <section className="bench-introduction">
      <h1>How fast is Flowglass on this machine?</h1>
      <p>
        A run opens the product's own page on a market made from a seed, and moves its camera once per frame: it follows the newest second, pans, sweeps out to all of
        history and pans there. Nothing is simulated but the market, and no server takes part.
      </p>
      <p>Leave this window in front while it runs: browsers draw no frames for windows that cannot be seen. Frame rates end at what the screen shows.</p>
      {problems.map((problem) => (
        <p key={problem} className="bench-problem" role="alert">
          {problem}
        </p>
      ))}
    </section>
  );
}

function Takeaway({ report }: { readonly report: BenchReport }): ReactElement {
  const [said, setSaid] = useState("");
  const json = `${JSON.stringify(report, null, 2)}\n`;
  const copy = (text: string, what: string): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(`${what} copied`),
      () => setSaid("The browser did not let us copy"),
    );
  };
  return (
    <div className="bench-takeaway">
      <button type="button" onClick={() => copy(json, "Figures")}>
        Copy JSON
      </button>
      <button type="button" onClick={() => download(json, report)}>
        Download JSON
      </button>
      <button type="button" onClick={() => copy(report.link, "Link")}>
        Copy link
      </button>
      <span role="status">{said}</span>
    </div>
  );
}

function download(json: string, { commit, date }: BenchReport): void {
  const address = URL.createObjectURL(new Blob([json], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: address, download: `flowglass-bench-${commit}-${date.slice(0, 19).replaceAll(":", "")}.json` }).click();
  URL.revokeObjectURL(address);
}
