import uws from "uWebSockets.js";
import { WebSocketServer } from "ws";
import { encodeBarFrame } from "../../protocol/encode.ts";
import { FRAME_KINDS } from "../../protocol/frame.ts";
import { StampedBars } from "./stamped-bar.ts";

const HOST = "127.0.0.1";

/** The least a server of the same frames can be: each bar encoded once, then one `send` for each socket. No cursors, no back-pressure, no history. */
export interface BareSender {
  readonly port: number;
  /** Closes one bar of every symbol. */
  closeBars(stampUs: number): void;
}

export async function openUwsSender(symbols: number): Promise<BareSender> {
  const sockets = new Set<uws.WebSocket<unknown>>();
  const app = uws.App().ws("/live", {
    compression: uws.DISABLED,
    open: (socket) => void sockets.add(socket),
    close: (socket) => void sockets.delete(socket),
  });
  const port = await new Promise<number>((resolve, reject) => {
    app.listen(HOST, 0, (socket) => (socket ? resolve(uws.us_socket_local_port(socket as unknown as uws.us_socket)) : reject(new Error("no port is free"))));
  });
  return bareSender(port, symbols, (frame) => {
    for (const socket of sockets) socket.send(frame, true, false);
  });
}

export async function openWsSender(symbols: number): Promise<BareSender> {
  const server = new WebSocketServer({ host: HOST, port: 0, perMessageDeflate: false });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return bareSender(address.port, symbols, (frame) => {
    for (const socket of server.clients) socket.send(frame);
  });
}

function bareSender(port: number, symbols: number, send: (frame: Uint8Array) => void): BareSender {
  const bars = new StampedBars();
  let seq = 0;
  return {
    port,
    closeBars: (stampUs) => {
      for (let stream = 1; stream <= symbols; stream++) {
        const header = { kind: FRAME_KINDS.LIVE, flags: 0, streamId: stream, firstSeq: seq, serverTimeMs: Date.now() };
        send(encodeBarFrame(header, bars.next(seq, stampUs), 0, 1));
      }
      seq++;
    },
  };
}
