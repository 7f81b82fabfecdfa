import type { CDPSession, Page } from "@playwright/test";

/** Live JavaScript heap after a garbage collection, buffers of typed arrays included, bytes. */
export interface HeapSizes {
  readonly window: number;
  /** Of the window's engine, in its worker. */
  readonly engine: number;
}

/** Collects the garbage of a page and its workers, then measures what is left. */
export async function measureHeap(page: Page): Promise<HeapSizes> {
  const devtools = await page.context().newCDPSession(page);
  const workers: string[] = [];
  devtools.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") workers.push(sessionId);
  });
  await devtools.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const window = await heapAfterCollection((method) => devtools.send(method));
  let engine = 0;
  for (const worker of workers) engine += await heapAfterCollection((method) => askWorker(devtools, worker, method));
  await devtools.detach();
  return { window, engine };
}

async function heapAfterCollection(ask: (method: "HeapProfiler.collectGarbage" | "Runtime.getHeapUsage") => Promise<unknown>): Promise<number> {
  await ask("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = (await ask("Runtime.getHeapUsage")) as { readonly usedSize: number; readonly backingStorageSize?: number };
  return usedSize + backingStorageSize;
}

/** Asks a worker's own debugger, which speaks through that of its page. */
function askWorker(devtools: CDPSession, sessionId: string, method: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const hear = (event: { readonly sessionId: string; readonly message: string }): void => {
      if (event.sessionId !== sessionId) return;
      const answer = JSON.parse(event.message) as { readonly id?: number; readonly result?: unknown; readonly error?: { readonly message: string } };
      if (answer.id !== 1) return;
      devtools.off("Target.receivedMessageFromTarget", hear);
      if (answer.error === undefined) resolve(answer.result);
      else reject(new Error(`${method} of the engine: ${answer.error.message}`));
    };
    devtools.on("Target.receivedMessageFromTarget", hear);
    devtools.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: 1, method }) }).catch(reject);
  });
}
