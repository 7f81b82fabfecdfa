const waiting = new Map<number, FrameRequestCallback>();
let lastHandle = 0;

/**
 * Frames are drawn when a measurement asks for them and not with the screen's next refresh, so that nobody's time holds a wait for it. Imported before any
 * library, which then finds these two in place of the browser's.
 */
globalThis.requestAnimationFrame = (callback) => {
  waiting.set(++lastHandle, callback);
  return lastHandle;
};
globalThis.cancelAnimationFrame = (handle) => {
  waiting.delete(handle);
};

/** Runs what was asked for the next frame; what that asks for waits for the next call. @returns how much was waiting. */
export function pumpFrame(): number {
  const callbacks = [...waiting.values()];
  waiting.clear();
  for (const callback of callbacks) callback(performance.now());
  return callbacks.length;
}

/** Lets promises and timers of a library run, without a wait for the screen. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
