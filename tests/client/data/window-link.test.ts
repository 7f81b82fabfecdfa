import * as Comlink from "comlink";
import { afterEach, describe, expect, it } from "vitest";
import { type EngineLink, openWindowLink } from "../../../client/data/window-link.ts";
import type { FlowPatch, OpenWindow, WindowMessage } from "../../../protocol/worker-api.ts";
import { samplePatch, sampleStatus } from "./sample-patch.ts";

const KEY = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;

describe("openWindowLink", () => {
  let link: EngineLink;
  let opened: OpenWindow;
  let transferred: readonly MessagePort[];
  let heard: WindowMessage[];

  function open(): void {
    heard = [];
    link = openWindowLink((message, transfer) => {
      opened = message;
      transferred = transfer;
    });
    opened.data.onmessage = (event: MessageEvent<WindowMessage>) => heard.push(event.data);
  }

  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

  afterEach(() => {
    link.close();
    opened.control.close();
    opened.data.close();
  });

  it("hands both ports to the engine and says what the window wants", async () => {
    open();
    expect(transferred).toEqual([opened.control, opened.data]);
    link.requestView({
      symbol: "TEST",
      viewport: { fromSec: 0, toSec: 1, lowTicks: 0, highTicks: 1 },
      widthPx: 10,
      heightPx: 10,
      timeframeSec: 1,
      pool: KEY,
      exactCells: false,
      pointer: null,
      exactKey: KEY,
      trail: null,
    });
    link.ready();
    await turn();
    expect(heard.map(({ kind }) => kind)).toEqual(["view", "ready"]);
  });

  it("tells of an engine that failed before anybody listened", async () => {
    open();
    link.fail("The engine has stopped.");
    const patches: FlowPatch[] = [];
    link.onPatch((patch) => patches.push(patch));
    await turn();
    expect(patches.map(({ status }) => [status?.connection, status?.message])).toEqual([["refused", "The engine has stopped."]]);
  });

  it("brings patches to the listener and answers to calls", async () => {
    open();
    const patches: FlowPatch[] = [];
    link.onPatch((patch) => patches.push(patch));
    Comlink.expose({ cutConnection: () => "cut" }, opened.control);
    opened.data.postMessage(samplePatch({ status: sampleStatus() }));
    expect(await link.control.cutConnection()).toBe("cut");
    await turn();
    expect(patches).toEqual([samplePatch({ status: sampleStatus() })]);
  });

  it("lets an export tell how far it has come", async () => {
    open();
    const range = { fromSec: 0, toSec: 1, bars: 1, rows: 20, gaps: 0, estimated: 0 };
    Comlink.expose(
      {
        exportRange: async (_query: unknown, onRows: (rows: number, allRows: number) => Promise<void>) => {
          await onRows(10, 20);
          return range;
        },
      },
      opened.control,
    );
    const told: number[][] = [];
    expect(await link.exportRange({ symbol: "TEST", fromSec: 0, toSec: 1, format: "csv" }, (...rows) => told.push(rows))).toEqual(range);
    expect(told).toEqual([[10, 20]]);
  });

  it("says that the engine has failed as a status, keeping what was known", async () => {
    open();
    const patches: FlowPatch[] = [];
    link.onPatch((patch) => patches.push(patch));
    opened.data.postMessage(samplePatch({ status: sampleStatus() }));
    await turn();
    link.fail("The engine has stopped. Reload the page to start again.");
    expect(patches[1]).toMatchObject({
      symbol: "TEST",
      status: { ...sampleStatus(), connection: "refused", message: "The engine has stopped. Reload the page to start again." },
    });
  });

  it("gives up an export when the engine fails, and those asked for until the engine is heard of again", async () => {
    open();
    Comlink.expose({ exportRange: () => new Promise(() => {}) }, opened.control);
    const ask = (): Promise<unknown> => link.exportRange({ symbol: "TEST", fromSec: 0, toSec: 1, format: "csv" }, () => {});
    const refusals = Promise.allSettled([ask(), ask()]);
    await turn();
    const sentence = "The engine has stopped. Reload the page to start again.";
    link.fail(sentence);
    const refused = { status: "rejected", reason: new Error(sentence) };
    expect(await refusals).toEqual([refused, refused]);
    await expect(ask()).rejects.toThrow(sentence);
    opened.data.postMessage(samplePatch({}));
    await turn();
    const next = Promise.allSettled([ask()]);
    link.fail("The engine has stopped again.");
    expect(await next).toEqual([{ status: "rejected", reason: new Error("The engine has stopped again.") }]);
  });

  it("gives up an export when the window closes its line", async () => {
    open();
    Comlink.expose({ exportRange: () => new Promise(() => {}) }, opened.control);
    const ask = (): Promise<unknown> => link.exportRange({ symbol: "TEST", fromSec: 0, toSec: 1, format: "csv" }, () => {});
    const refusal = Promise.allSettled([ask()]);
    await turn();
    link.close();
    expect(await refusal).toEqual([{ status: "rejected", reason: new Error("The window left its engine before the file was made.") }]);
    await expect(ask()).rejects.toThrow("The window left its engine");
  });

  it("says goodbye once", async () => {
    open();
    link.close();
    link.close();
    await turn();
    expect(heard).toEqual([{ kind: "close" }]);
  });
});
