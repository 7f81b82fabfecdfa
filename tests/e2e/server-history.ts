import { expect } from "@playwright/test";
import { Message } from "apache-arrow/fb/message";
import { ByteBuffer } from "flatbuffers";
import { BarColumns } from "../../core/market/bar-columns.ts";
import { hashBars } from "../../core/market/bar-hash.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import type { ChartPage } from "./chart-page.ts";

const PREFIX_BYTES = 8;

/** What a window's fingerprint must be when it holds the first `bars` bars of a server and nothing else. */
export function fingerprintOf(history: BarView, bars = history.length) {
  return { hash: hashBars(history, 0, bars), fromSeq: 0, toSeq: bars, bars, levels: history.levelOffsets[bars] };
}

/** All closed bars that a server holds of a symbol, through its public history. */
export async function fetchHistory(url: string, symbol: string): Promise<BarView> {
  const answer = await fetch(`${url}/api/history.arrow?symbol=${encodeURIComponent(symbol)}`);
  if (!answer.ok) throw new Error(`The history of ${symbol} came with status ${answer.status}: ${await answer.text()}`);
  const [schema, ...batches] = splitMessages(new Uint8Array(await answer.arrayBuffer()));
  const decode = createBarDecoder(schema);
  const columns = new BarColumns();
  for (const batch of batches) columns.append(decode(batch));
  return columns.view();
}

/** The window holds the server's bars from the first on, as far as it has come, and no other. */
export async function expectPartOfHistory(chart: ChartPage, url: string, symbol: string): Promise<void> {
  await expect.poll(async () => (await chart.fingerprint())?.fromSeq).toBe(0);
  const held = await chart.fingerprint();
  const history = await fetchHistory(url, symbol);
  expect(held?.bars).toBeGreaterThan(0);
  expect(held).toEqual(fingerprintOf(history, held?.bars));
}

/** The encapsulated messages of an Arrow stream, without the mark at its end. */
function splitMessages(stream: Uint8Array): Uint8Array[] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const messages: Uint8Array[] = [];
  for (let at = 0; ; ) {
    const metadataBytes = view.getUint32(at + 4, true);
    if (metadataBytes === 0) return messages;
    const bodyStart = at + PREFIX_BYTES + metadataBytes;
    const metadata = Message.getRootAsMessage(new ByteBuffer(stream.subarray(at + PREFIX_BYTES, bodyStart)));
    const end = bodyStart + Number(metadata.bodyLength());
    messages.push(stream.subarray(at, end));
    at = end;
  }
}
