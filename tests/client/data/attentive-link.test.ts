import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attentiveLink } from "../../../client/data/attentive-link.ts";
import { type EngineLink, openWindowLink } from "../../../client/data/window-link.ts";
import type { FlowPatch, OpenWindow, WindowMessage } from "../../../protocol/worker-api.ts";
import { samplePatch } from "./sample-patch.ts";

/** A page that can be hidden and shown. */
class Page extends EventTarget {
  hidden = false;

  hide(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

describe("attentiveLink", () => {
  let page: Page;
  let link: EngineLink;
  let opened: OpenWindow;
  let asked: number;
  let heard: { chart: number; listener: number };
  let failures: unknown[];
  let listener: { take(patch: FlowPatch): void; fail(error: unknown): void; wantsHidden: boolean };

  beforeEach(() => {
    page = new Page();
    asked = 0;
    heard = { chart: 0, listener: 0 };
    failures = [];
    listener = { take: () => void heard.listener++, fail: (error) => void failures.push(error), wantsHidden: true };
    const inner = openWindowLink((message) => {
      opened = message;
    });
    opened.data.onmessage = ({ data }: MessageEvent<WindowMessage>) => {
      if (data.kind === "ready") asked++;
    };
    link = attentiveLink(inner, page as unknown as Document, listener);
    link.onPatch(() => void heard.chart++);
    link.ready();
  });

  afterEach(() => {
    link.close();
    opened.control.close();
    opened.data.close();
  });

  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
  const send = async (): Promise<void> => {
    opened.data.postMessage(samplePatch());
    await turn();
  };

  it("asks once for each patch, when the chart asks, and both hear of it", async () => {
    await send();
    expect([asked, heard]).toEqual([1, { chart: 1, listener: 1 }]);
    link.ready();
    link.ready();
    await turn();
    expect(asked).toBe(2);
  });

  it("goes on asking while the page is hidden, and does not ask twice when it is shown", async () => {
    await send();
    page.hide(true);
    await turn();
    expect(asked).toBe(2);
    await send();
    await send();
    expect([asked, heard]).toEqual([4, { chart: 3, listener: 3 }]);
    page.hide(false);
    link.ready();
    await turn();
    expect(asked).toBe(4);
    await send();
    expect(asked).toBe(4);
    link.ready();
    await turn();
    expect(asked).toBe(5);
  });

  it("gives the chart its patches and goes on asking when the listener fails, and tells the listener", async () => {
    const error = new TypeError("Illegal constructor");
    listener.take = () => {
      throw error;
    };
    page.hide(true);
    await send();
    await send();
    expect([asked, heard, failures]).toEqual([3, { chart: 2, listener: 0 }, [error, error]]);
  });

  it("lets a hidden page be told nothing where nobody wants that", async () => {
    listener.wantsHidden = false;
    page.hide(true);
    await send();
    expect(asked).toBe(1);
  });
});
