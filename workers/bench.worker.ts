import { readBenchAddress } from "../protocol/bench-market.ts";
import { markOpening } from "../protocol/opening-marks.ts";
import type { OpenWindow } from "../protocol/worker-api.ts";
import { BenchSocket } from "./bench-market/bench-socket.ts";
import { OrderflowEngine } from "./orderflow-engine.ts";
import type { SocketHost } from "./socket-host.ts";

// The engine on a market of its own making, for the bench: nothing but the socket's other end is different.

markOpening("flowglass:engine");

const clock: Pick<SocketHost, "startTimer" | "nowMs"> = {
  startTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  nowMs: () => performance.timeOrigin + performance.now(),
};

const engine = new OrderflowEngine({ ...clock, openSocket: (address) => new BenchSocket(readBenchAddress(address), clock), fetchBytes: null, random: Math.random });

self.addEventListener("message", (event: MessageEvent<OpenWindow>) => {
  if (event.data.kind === "open-window") engine.openWindow(event.data);
});
