import * as Comlink from "comlink";
import type { StudySelection } from "../../protocol/studies.ts";
import { NO_STREAM_STATUS } from "../../protocol/no-stream-status.ts";
import type { EngineControl, EngineCosts, ExportedRange, ExportListener, FlowPatch, OpenWindow, StreamStatus, ViewRequest, WindowMessage } from "../../protocol/worker-api.ts";

/** A window's line to the engine. */
export interface EngineLink {
  /** Calls with an answer. */
  readonly control: Comlink.Remote<EngineControl>;
  /**
   * `control.exportRange` for a window's own listener.
   * @throws also what {@link fail} says, when the engine fails before the file is made or has not been heard of since, and when the link is closed.
   */
  exportRange(query: Parameters<EngineControl["exportRange"]>[0], onRows: ExportListener): Promise<ExportedRange | null>;
  /** Says what the window shows; latest wins. */
  requestView(view: Omit<ViewRequest, "kind">): void;
  /** Says which studies the window wants; latest wins. */
  requestStudies(selection: StudySelection): void;
  /**
   * Asks for the next patch: once after the link opens, then once after each patch has been drawn. A window that has drawn nothing of a market yet asks after each patch until it has all of its
   * first picture, also while it is hidden; after that a hidden window does not ask.
   */
  ready(): void;
  /** Who gets the patches; one at a time. Of an engine that has failed already it hears soon. */
  onPatch(receive: (patch: FlowPatch) => void): void;
  /** Says a sentence about an engine that has failed, as a patch whose status is `refused`, and gives up the exports that wait for it. */
  fail(sentence: string): void;
  close(): void;
}

const NO_COSTS: EngineCosts = { framesReceived: 0, bytesReceived: 0, decodeMs: 0, poolBuildMs: 0, studyMs: 0, resumes: 0, historyProblem: "", newestArrivalMs: 0 };

/**
 * Opens a window's two ports.
 * @param deliver hands the ports to the engine, as a transfer of both.
 */
export function openWindowLink(deliver: (message: OpenWindow, transfer: MessagePort[]) => void): EngineLink {
  const control = new MessageChannel();
  const data = new MessageChannel();
  let receive: (patch: FlowPatch) => void = () => {};
  let symbol = "";
  let status: StreamStatus = NO_STREAM_STATUS;
  let isClosed = false;
  /** Why the engine makes no file, until it is heard of again. */
  let failure: string | null = null;
  const waiting = new Set<(reason: Error) => void>();
  const giveUp = (sentence: string): void => {
    failure = sentence;
    for (const reject of waiting) reject(new Error(sentence));
  };
  data.port1.onmessage = ({ data: patch }: MessageEvent<FlowPatch>) => {
    failure = null;
    symbol = patch.symbol;
    status = patch.status ?? status;
    receive(patch);
  };
  const tellFailure = (): void => receive({ symbol, status, pools: [], exactCells: null, pointer: null, scale: null, trail: null, studies: null, costs: NO_COSTS, dropped: [] });
  const post = (message: WindowMessage) => data.port1.postMessage(message);
  const remote = Comlink.wrap<EngineControl>(control.port1);
  deliver({ kind: "open-window", control: control.port2, data: data.port2 }, [control.port2, data.port2]);
  return {
    control: remote,
    exportRange: (query, onRows) =>
      new Promise((resolve, reject) => {
        if (failure !== null) return reject(new Error(failure));
        waiting.add(reject);
        void remote
          .exportRange(query, Comlink.proxy(onRows))
          .then(resolve, reject)
          .finally(() => waiting.delete(reject));
      }),
    requestView: (view) => post({ kind: "view", ...view }),
    requestStudies: (selection) => post({ kind: "studies", ...selection }),
    ready: () => post({ kind: "ready" }),
    onPatch: (callback) => {
      receive = callback;
      if (failure !== null) queueMicrotask(tellFailure);
    },
    fail: (sentence) => {
      giveUp(sentence);
      status = { ...status, connection: "refused", message: sentence };
      tellFailure();
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      giveUp("The window left its engine before the file was made.");
      post({ kind: "close" });
      remote[Comlink.releaseProxy]();
      data.port1.close();
    },
  };
}
