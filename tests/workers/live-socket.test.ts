import { afterEach, describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { FRAME_HEADER_BYTES, FRAME_KINDS, type FrameHeader, writeFrameHeader } from "../../protocol/frame.ts";
import { LiveSocket, type SocketListener, type SocketState } from "../../workers/live-socket.ts";
import { nodeSocketHost, until } from "./engine-under-test.ts";
import { ScriptedServer, welcomeMessage } from "./scripted-server.ts";

const HEADER: FrameHeader = { kind: FRAME_KINDS.MARK, flags: 0, streamId: 1, firstSeq: 0, rows: 0, schemaId: 0, serverTimeMs: 0 };

function frame(bodyBytes: number): Uint8Array {
  const bytes = new Uint8Array(FRAME_HEADER_BYTES + bodyBytes);
  writeFrameHeader(bytes, HEADER);
  return bytes;
}

/** Remembers what it hears. */
class Witness implements SocketListener {
  readonly states: SocketState[] = [];
  readonly sentences: string[] = [];
  readonly bodies: Uint8Array[] = [];
  welcomes = 0;

  onWelcome(): void {
    this.welcomes++;
  }

  onMessage(): void {}

  onFrame(_header: FrameHeader, body: Uint8Array): void {
    this.bodies.push(body);
  }

  onState(state: SocketState, message: string): void {
    this.states.push(state);
    if (message !== "") this.sentences.push(message);
  }
}

describe("LiveSocket", () => {
  let server: ScriptedServer;
  let socket: LiveSocket;
  let witness: Witness;

  async function connect(answer: (client: WebSocket, type: string) => void): Promise<void> {
    server = await ScriptedServer.listen(answer);
    witness = new Witness();
    socket = new LiveSocket(nodeSocketHost(), witness);
    socket.connect(server.url);
  }

  const welcoming = (then: (client: WebSocket) => unknown) => (client: WebSocket) => {
    client.send(JSON.stringify(welcomeMessage()));
    then(client);
  };

  afterEach(async () => {
    socket.disconnect();
    await server.close();
  });

  it("greets, is welcomed, and hands on frames whose body is aligned", async () => {
    await connect(welcoming((client) => client.send(frame(16))));
    await until(() => witness.bodies.length === 1);
    expect(server.heard).toEqual([{ type: "hello", protocol: 1 }]);
    expect(witness.states).toEqual(["connecting", "open"]);
    expect(witness.bodies[0].byteLength).toBe(16);
    expect(witness.bodies[0].byteOffset % 8).toBe(0);
    expect(socket.framesReceived).toBe(1);
    expect(socket.bytesReceived).toBeGreaterThan(FRAME_HEADER_BYTES + 16);
  });

  it("refuses a server of another version with a sentence, and does not try again", async () => {
    await connect((client) => client.send(JSON.stringify({ type: "welcome", protocol: 2, anything: "else" })));
    await until(() => socket.state === "refused");
    expect(socket.message).toBe("the server speaks version 2 of the protocol and this page version 1: reload the page");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.connections).toBe(1);
  });

  it("repeats the sentence of a server that refuses it", async () => {
    await connect((client) => {
      client.send(JSON.stringify({ type: "error", code: "protocol-version", message: "reload the page" }));
      client.close(1008, "protocol-version");
    });
    await until(() => socket.state === "refused");
    expect(socket.message).toBe("the server refuses: reload the page");
  });

  it("comes back after a cut, and knows a goodbye", async () => {
    let goodbyes = 0;
    await connect(
      welcoming((client) => {
        if (goodbyes++ === 0) client.send(JSON.stringify({ type: "bye", reason: "the server stops" }));
        else if (goodbyes === 2) client.terminate();
      }),
    );
    await until(() => server.connections === 3 && socket.state === "open");
    expect(witness.sentences).toEqual(["the server says goodbye: the server stops", "the connection was lost"]);
    expect(witness.states.filter((state) => state === "open")).toHaveLength(3);
  });

  it("says what is wrong with what it cannot read, and starts over", async () => {
    const nonsense: ((client: WebSocket) => void)[] = [
      (client) => client.send(new Uint8Array(5)),
      (client) => client.send(new Uint8Array(64)),
      (client) => client.send("{"),
      (client) => client.send(JSON.stringify({ type: "subAck", id: "one" })),
    ];
    const sent: string[] = [];
    await connect(welcoming((client) => nonsense[sent.push("") - 1]?.(client)));
    await until(() => server.connections === nonsense.length + 1 && socket.state === "open");
    expect(witness.sentences).toEqual([
      "the server sent something unusable: frame of 5 bytes is shorter than its 32-byte header",
      "the server sent something unusable: frame begins with byte 0, expected 246",
      "the server sent something unusable: the message is not JSON",
      expect.stringMatching(/unusable: id: /),
    ]);
  });

  it("accepts no frame before the welcome", async () => {
    await connect((client) => client.send(frame(16)));
    await until(() => witness.sentences.length > 0);
    expect(witness.sentences[0]).toBe("the server sent something unusable: a data frame came before the welcome");
    expect(witness.bodies).toEqual([]);
  });

  it("takes a silence that is too long for a lost connection", async () => {
    await connect(welcoming(() => socket.watchSilence(60)));
    await until(() => witness.welcomes === 1);
    socket.watchSilence(60);
    await until(() => witness.sentences.length > 0);
    expect(witness.sentences[0]).toBe("no word from the server for 0 s");
    await until(() => server.connections > 1);
  });

  it("says what is wrong with an address, and takes a better one", async () => {
    await connect(welcoming(() => {}));
    await until(() => socket.state === "open");
    socket.connect("gopher://nowhere");
    expect(socket.state).toBe("refused");
    expect(socket.message).toMatch(/^cannot connect to "gopher:\/\/nowhere": /);
    socket.connect(server.url);
    await until(() => socket.state === "open");
    expect(server.connections).toBe(2);
  });

  it("tries at once when the network is back", async () => {
    await connect(welcoming((client) => server.connections === 1 && client.terminate()));
    socket.disconnect();
    socket = new LiveSocket({ ...nodeSocketHost(), startTimer: () => () => {} }, witness);
    server.connections = 0;
    socket.connect(server.url);
    await until(() => socket.state === "reconnecting");
    expect(server.connections).toBe(1);
    socket.retryNow();
    await until(() => socket.state === "open");
    expect(server.connections).toBe(2);
    socket.retryNow();
    expect(socket.state).toBe("open");
  });

  it("lets go of everything when it is told to disconnect", async () => {
    await connect(welcoming(() => {}));
    await until(() => socket.state === "open");
    socket.disconnect();
    expect(socket.state).toBe("idle");
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.connections).toBe(1);
  });
});
