import { markOpening } from "../protocol/opening-marks.ts";
import type { OpenWindow } from "../protocol/worker-api.ts";
import { fetchBytes } from "./fetch-bytes.ts";
import { OrderflowEngine } from "./orderflow-engine.ts";

markOpening("flowglass:engine");

const engine = new OrderflowEngine({
  openSocket: (url) => new WebSocket(url),
  fetchBytes,
  startTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  nowMs: () => performance.timeOrigin + performance.now(),
});

function serve(event: MessageEvent<OpenWindow>): void {
  if (event.data.kind === "open-window") engine.openWindow(event.data);
}

self.addEventListener("online", () => engine.noteOnline());
self.addEventListener("message", (event) => serve(event as MessageEvent<OpenWindow>));
self.addEventListener("connect", (event) => {
  const [port] = (event as MessageEvent).ports;
  port.onmessage = serve;
});
