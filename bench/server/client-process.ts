import { WebSocket } from "ws";
import { BAR_SCHEMA_MESSAGE } from "../../protocol/bar-schema.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import { FRAME_HEADER_BYTES, FRAME_KINDS, readFrameHeader } from "../../protocol/frame.ts";
import { stampUs } from "./bar-clock.ts";
import { type ClientReading, cpuMs, type Order } from "./fan-out-messages.ts";
import { stampOfLastBar } from "./stamped-bar.ts";

// Some clients in a process of their own, so that what it costs to receive does not hold up the sender. Says when all of them are there, and reads its meters when asked.

/** One frame of so many is decoded, for the time it took: decoding all would measure the clients. */
const SAMPLE_EVERY = 16;

const [port, clientCount, symbolCount, greets] = process.argv.slice(2);
const decode = createBarDecoder(BAR_SCHEMA_MESSAGE);
let bars = 0;
let frames = 0;
let bytes = 0;
let lastCpuMs = 0;
let latenciesMs: number[] = [];

function receive(data: ArrayBuffer): void {
  const frame = new Uint8Array(data);
  const { kind, rows } = readFrameHeader(frame);
  if (kind !== FRAME_KINDS.LIVE && kind !== FRAME_KINDS.CATCHUP) return;
  bars += rows;
  bytes += frame.byteLength;
  if (frames++ % SAMPLE_EVERY === 0) latenciesMs.push((stampUs() - stampOfLastBar(decode(frame.subarray(FRAME_HEADER_BYTES)))) / 1000);
}

async function openClient(): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`, { perMessageDeflate: false });
  socket.binaryType = "arraybuffer";
  const symbols = Number(symbolCount);
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    let acknowledged = 0;
    socket.on("message", (data, isBinary) => {
      if (isBinary) return receive(data as ArrayBuffer);
      const { type } = JSON.parse(String(data)) as { type: string };
      if (type === "welcome") for (let id = 0; id < symbols; id++) socket.send(JSON.stringify({ type: "sub", id, symbol: `S${id}` }));
      else if (type === "subAck" && ++acknowledged === symbols) resolve();
      else if (type !== "subAck") reject(new Error(`the server said ${String(data)}`));
    });
    socket.once("open", () => {
      if (greets === "false") resolve();
      else socket.send(JSON.stringify({ type: "hello", protocol: 1 }));
    });
  });
}

for (let client = 0; client < Number(clientCount); client++) await openClient();
process.on("message", (order: Order) => {
  if (order.kind !== "read") return;
  const nowCpuMs = cpuMs();
  const reading: ClientReading = { bars, frames, bytes, cpuMs: nowCpuMs - lastCpuMs, latenciesMs };
  bars = frames = bytes = 0;
  lastCpuMs = nowCpuMs;
  latenciesMs = [];
  process.send?.(reading);
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
