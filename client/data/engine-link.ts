import { type EngineLink, openWindowLink } from "./window-link.ts";

export interface EngineLinkOptions {
  /** One engine for all windows of this origin instead of one per window. Falls back to one per window where the browser has no SharedWorker. */
  readonly shared?: boolean;
  /** An engine that makes its market itself instead of listening to a server: for measurements. It connects to addresses of protocol/bench-market alone. */
  readonly onBenchMarket?: boolean;
}

/** Starts the engine worker, or joins the one that other windows use. A worker that cannot load or crashes says so as a status. */
export function openEngineLink({ shared = false, onBenchMarket = false }: EngineLinkOptions = {}): EngineLink {
  if (onBenchMarket) return linkWorker(new Worker(new URL("../../workers/bench.worker.ts", import.meta.url), { type: "module", name: "flowglass-bench" }));
  if (shared && "SharedWorker" in globalThis) return openSharedEngine();
  return linkWorker(new Worker(new URL("../../workers/engine.worker.ts", import.meta.url), { type: "module", name: "flowglass-engine" }));
}

function linkWorker(worker: Worker): EngineLink {
  const link = openWindowLink((message, transfer) => worker.postMessage(message, transfer));
  worker.addEventListener("error", (event) => link.fail(failureSentence(event)));
  worker.addEventListener("messageerror", () => link.fail("The engine sent something unreadable. Reload the page to start again."));
  return {
    ...link,
    close: () => {
      link.close();
      worker.terminate();
    },
  };
}

function openSharedEngine(): EngineLink {
  const worker = new SharedWorker(new URL("../../workers/engine.worker.ts", import.meta.url), { type: "module", name: "flowglass-engine" });
  const link = openWindowLink((message, transfer) => worker.port.postMessage(message, transfer));
  worker.addEventListener("error", (event) => link.fail(failureSentence(event)));
  worker.port.start();
  return {
    ...link,
    close: () => {
      link.close();
      worker.port.close();
    },
  };
}

function failureSentence(event: Event): string {
  const reason = event instanceof ErrorEvent && event.message !== "" ? `: ${event.message}` : "";
  return `The engine has stopped${reason}. Reload the page to start again.`;
}
