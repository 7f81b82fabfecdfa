import { startFlowglassServer } from "../../server/flowglass-server.ts";
import { createLogLines } from "../../server/log-lines.ts";
import { startBarClock, stampUs } from "./bar-clock.ts";
import { openUwsSender, openWsSender } from "./bare-senders.ts";
import { cpuMs, type Order, SENDERS, type Sender, type SenderReading } from "./fan-out-messages.ts";
import { StampedFeed } from "./stamped-feed.ts";

// One sender in a process of its own: says its port, begins when told, and reads its meters when asked.

interface OpenSender {
  readonly port: number;
  closeBars(stampUs: number): void;
  /** Frames encoded for clients that keep up, where the sender counts them. */
  encodedFrames(): number;
}

async function openFlowglass(symbols: number): Promise<OpenSender> {
  const feeds = Array.from({ length: symbols }, (_, index) => new StampedFeed(`S${index}`));
  const { port, logs, loaded } = await startFlowglassServer({
    feeds,
    host: "127.0.0.1",
    port: 0,
    access: { allowedHosts: ["127.0.0.1"], allowedOrigins: [], allowAddresses: false },
    staticRoot: "",
    log: createLogLines("warn"),
    nowMs: () => performance.timeOrigin + performance.now(),
  });
  await loaded;
  return {
    port,
    closeBars: (stamp) => {
      for (const feed of feeds) feed.closeBar(stamp);
    },
    encodedFrames: () => Array.from(logs.values(), (log) => log.encodedFrames).reduce((sum, frames) => sum + frames, 0),
  };
}

async function open(sender: Sender, symbols: number): Promise<OpenSender> {
  if (sender === "flowglass") return openFlowglass(symbols);
  const bare = sender === "uws" ? await openUwsSender(symbols) : await openWsSender(symbols);
  return { ...bare, encodedFrames: () => closedBars };
}

const [name, symbolCount, barsPerSec] = process.argv.slice(2);
const sender = SENDERS.find((known) => known === name);
if (sender === undefined) throw new RangeError(`the sender is "${name}", expected ${SENDERS.join(", ")}`);
const symbols = Number(symbolCount);
let closedBars = 0;
const opened = await open(sender, symbols);
process.on("message", (order: Order) => {
  if (order.kind === "begin") {
    startBarClock(Number(barsPerSec), () => {
      opened.closeBars(stampUs());
      closedBars += symbols;
    });
  } else {
    const reading: SenderReading = { cpuMs: cpuMs(), rssBytes: process.memoryUsage.rss(), closedBars, encodedFrames: opened.encodedFrames() };
    process.send?.(reading);
  }
});
process.on("disconnect", () => process.exit());
process.send?.({ port: opened.port });
