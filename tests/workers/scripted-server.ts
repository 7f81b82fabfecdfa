import { type AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { BAR_SCHEMA_MESSAGE, SCHEMA_ID } from "../../protocol/bar-schema.ts";
import { PROTOCOL_VERSION, type ServerMessage } from "../../protocol/control-messages.ts";
import { testInstrument } from "../support/seeded-bars.ts";

/** What a server says first. */
export function welcomeMessage(change: Partial<Extract<ServerMessage, { type: "welcome" }>> = {}): ServerMessage {
  return {
    type: "welcome",
    protocol: PROTOCOL_VERSION,
    schemaId: SCHEMA_ID,
    schema: Buffer.from(BAR_SCHEMA_MESSAGE).toString("base64"),
    symbols: [testInstrument()],
    limits: { maxSubscriptions: 16, maxMessageBytes: 16_384 },
    ...change,
  };
}

/** A WebSocket server that answers as a test says: for what a real one never does. */
export class ScriptedServer {
  readonly #server: WebSocketServer;
  /** Every message of every client, parsed, in order. */
  readonly heard: { readonly type: string; readonly [field: string]: unknown }[] = [];
  connections = 0;

  /** @param answer called for every message of a client. */
  private constructor(server: WebSocketServer, answer: (socket: WebSocket, type: string) => void) {
    this.#server = server;
    server.on("connection", (socket) => {
      this.connections++;
      socket.on("message", (data: Buffer) => {
        const message = JSON.parse(data.toString()) as { type: string };
        this.heard.push(message);
        answer(socket, message.type);
      });
    });
  }

  static async listen(answer: (socket: WebSocket, type: string) => void): Promise<ScriptedServer> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await new Promise((resolve) => server.once("listening", resolve));
    return new ScriptedServer(server, answer);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/live`;
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
