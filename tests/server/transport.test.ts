import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { AccessRules } from "../../server/http/access.ts";
import { type HttpHandler, type HttpRequest, jsonResponse } from "../../server/http/http-route.ts";
import { createRouter } from "../../server/http/http-router.ts";
import { MAX_BODY_BYTES } from "../../server/limits.ts";
import type { LogLines } from "../../server/log-lines.ts";
import { listen, type Transport, unloadableSentence } from "../../server/transport.ts";
import { requestRaw } from "../support/raw-http.ts";
import { LOOPBACK_ACCESS, SILENT } from "../support/test-server.ts";

const PART = new Uint8Array(64 * 1024).fill(7);
const NO_CLIENT = { receiveText: () => {}, receiveBinary: () => {}, drained: () => {}, closed: () => {} };

describe("the transport", () => {
  let transport: Transport | undefined;

  async function serve(handleHttp: HttpHandler, { access = LOOPBACK_ACCESS, log = SILENT }: { access?: AccessRules; log?: LogLines } = {}): Promise<string> {
    transport = await listen({ host: "127.0.0.1", port: 0, access, handleHttp, openClient: () => NO_CLIENT, log });
    return `http://127.0.0.1:${transport.port}`;
  }

  afterEach(() => {
    transport?.stopListening();
    transport?.close();
    transport = undefined;
  });

  const echo: HttpHandler = (asked) => jsonResponse(200, { ...asked, query: [...asked.query], headers: [], body: Buffer.from(asked.body).toString() });
  const bodyOf = (answer: { body: Buffer }): { error: { code: string; message: string }; path: string; query: string[][]; body: string } =>
    JSON.parse(answer.body.toString());

  it("hands over method, decoded path and query", async () => {
    const url = await serve(echo);
    const answer = await requestRaw(url, "/a%20b/%C3%A9?x=1&y=%20z&x=2", { method: "PUT", body: "hi" });
    expect(bodyOf(answer)).toMatchObject({ method: "PUT", path: "/a b/é", query: [["x", "1"], ["y", " z"], ["x", "2"]], body: "hi" });
  });

  it("refuses a path that is not well-formed", async () => {
    const url = await serve(echo);
    const answer = await requestRaw(url, "/%E0%A4%A");
    expect(answer.status).toBe(400);
    expect(bodyOf(answer).error.code).toBe("bad-path");
  });

  it("routes JSON posts, with a body of at most 16 KiB", async () => {
    const handle = ({ body }: HttpRequest) => jsonResponse(200, JSON.parse(Buffer.from(body).toString()));
    const url = await serve(createRouter([{ method: "POST", path: "/api/v1/x", handle }], echo));
    const post = (body: string) => requestRaw(url, "/api/v1/x", { method: "POST", body });
    const text = (bytes: number): string => JSON.stringify({ padding: "" }).replace('""', `"${"x".repeat(bytes - 14)}"`);
    expect((await post(text(MAX_BODY_BYTES))).status).toBe(200);
    const refused = await post(text(MAX_BODY_BYTES + 1));
    expect(refused.status).toBe(413);
    expect(bodyOf(refused).error).toMatchObject({ code: "body-too-large", message: "the body has more than 16384 bytes, which is the most accepted" });
    expect((await requestRaw(url, "/api/v1/x")).status).toBe(405);
    expect(bodyOf(await requestRaw(url, "/elsewhere")).path).toBe("/elsewhere");
  });

  it("takes a post without a body, and ignores the body of a get", async () => {
    const url = await serve(echo);
    expect(bodyOf(await requestRaw(url, "/", { method: "POST" })).body).toBe("");
    expect(bodyOf(await requestRaw(url, "/", { method: "GET", body: "ignored", headers: { "Content-Length": "7" } })).body).toBe("");
  });

  it("refuses a huge body early and stays up", async () => {
    const url = await serve(echo);
    const answer = await requestRaw(url, "/", { method: "POST", body: new Uint8Array(8 * 1024 * 1024) }).catch(() => undefined);
    expect(answer?.status ?? 413).toBe(413);
    expect((await requestRaw(url, "/")).status).toBe(200);
  });

  it("tells a handler that its client has gone, and does not log what ends by that", async () => {
    const logged: string[] = [];
    const signals: AbortSignal[] = [];
    const wait: HttpHandler = ({ signal }) => {
      signals.push(signal);
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
    };
    const until = async (isSo: () => boolean): Promise<void> => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const url = await serve(wait, { log: { ...SILENT, error: (line) => logged.push(line) } });
    const outgoing = request(`${url}/`);
    outgoing.on("error", () => {});
    outgoing.end();
    await until(() => signals.length === 1);
    expect(signals[0].aborted).toBe(false);
    outgoing.destroy();
    await until(() => signals[0].aborted);
    await new Promise((resolve) => setImmediate(resolve));
    expect(logged).toEqual([]);
  });

  it("says 500 without a stack trace when a handler fails, and logs why", async () => {
    const logged: string[] = [];
    const fail: HttpHandler = () => {
      throw new Error("secret detail");
    };
    const url = await serve(fail, { log: { ...SILENT, error: (sentence) => logged.push(sentence) } });
    const answer = await requestRaw(url, "/x");
    expect(answer.status).toBe(500);
    expect(answer.body.toString()).not.toContain("secret detail");
    expect(logged.join()).toContain("secret detail");
  });

  it("cuts a streamed answer that fails half-way, instead of ending it well", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield PART;
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error("the disk is gone");
    }
    const url = await serve(() => ({ status: 200, headers: {}, body: failing() }));
    await expect(requestRaw(url, "/")).rejects.toThrow(/aborted|reset|hang up/i);
    expect(transport?.connections()).toBe(0);
  });

  it("answers a client that left meanwhile with nothing", async () => {
    let release: () => void = () => {};
    const url = await serve(async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return jsonResponse(200, {});
    });
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await Promise.all([requestRaw(url, "/"), new Promise((resolve) => setTimeout(() => resolve(release()), 50))]))[0].status).toBe(200);
  });

  it("asks for the parts of a streamed answer only as they are taken, and stops when the client leaves", async () => {
    const partCount = 1600;
    let asked = 0;
    let isStopped = false;
    async function* parts(): AsyncGenerator<Uint8Array> {
      try {
        for (; asked < partCount; asked++) yield PART;
      } finally {
        isStopped = true;
      }
    }
    const url = await serve(() => {
      asked = 0;
      isStopped = false;
      return { status: 200, headers: {}, body: parts() };
    });
    const stalled = await openResponse(url);
    stalled.pause();
    await untilStill(() => asked);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(partCount / 4);
    let received = 0;
    stalled.on("data", (part: Buffer) => {
      received += part.byteLength;
    });
    stalled.resume();
    await new Promise((resolve) => stalled.on("end", resolve));
    expect(received).toBe(partCount * PART.byteLength);

    const leaving = await openResponse(url);
    leaving.pause();
    await untilStill(() => asked);
    leaving.destroy();
    await untilTrue(() => isStopped);
    expect(asked).toBeLessThan(partCount / 4);
  });

  it.each([
    ["localhost:8080", undefined, 200],
    ["127.0.0.1:1", undefined, 200],
    ["[::1]:8080", undefined, 200],
    ["evil.example", undefined, 403],
    ["127.0.0.1.evil.example", undefined, 403],
    ["192.168.1.5:8080", undefined, 403],
    ["localhost", "http://localhost:3000", 200],
    ["localhost", "https://evil.example", 403],
    ["localhost", "null", 403],
    ["evil.example", "http://evil.example", 403],
  ])("on loopback answers Host %s with Origin %s by %i", async (host, origin, status) => {
    const url = await serve(echo);
    const answer = await requestRaw(url, "/", { headers: { Host: host, ...(origin === undefined ? {} : { Origin: origin }) } });
    expect(answer.status).toBe(status);
    if (status === 403) expect(bodyOf(answer).error.message).toMatch(/--allow-(host|origin)/);
  });

  it("answers allowed hosts and origins", async () => {
    const access = { allowedHosts: ["Charts.Example.com"], allowedOrigins: ["https://desk.example.com"], allowAddresses: false };
    const url = await serve(echo, { access });
    const ask = (headers: Record<string, string>) => requestRaw(url, "/", { headers });
    expect((await ask({ Host: "charts.example.com:8080" })).status).toBe(200);
    expect((await ask({ Host: "charts.example.com:8080", Origin: "http://charts.example.com:8080" })).status).toBe(200);
    expect((await ask({ Host: "charts.example.com:8080", Origin: "http://charts.example.com:9090" })).status).toBe(403);
    const foreign = await ask({ Host: "charts.example.com", Origin: "https://desk.example.com" });
    expect(foreign.status).toBe(200);
    expect(foreign.headers["access-control-allow-origin"]).toBe("https://desk.example.com");
    expect((await ask({ Host: "charts.example.com", Origin: "https://desk.example.com.evil.example" })).status).toBe(403);
  });

  it("on all interfaces answers numeric addresses, but no foreign names", async () => {
    const url = await serve(echo, { access: { ...LOOPBACK_ACCESS, allowAddresses: true } });
    expect((await requestRaw(url, "/", { headers: { Host: "192.168.1.5:8080", Origin: "http://192.168.1.5:8080" } })).status).toBe(200);
    expect((await requestRaw(url, "/", { headers: { Host: "evil.example" } })).status).toBe(403);
  });

  it("gives every answer the headers that keep strangers out", async () => {
    const url = await serve(echo);
    const { headers } = await requestRaw(url, "/", { headers: { Host: "localhost:8080" } });
    expect(headers).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("connect-src 'self' ws://localhost:8080 wss://localhost:8080");
    expect(policy).not.toContain("unsafe");
  });

  it("says that a port is in use", async () => {
    const url = await serve(echo);
    const port = Number(new URL(url).port);
    const second = listen({ host: "127.0.0.1", port, access: LOOPBACK_ACCESS, handleHttp: echo, openClient: () => NO_CLIENT, log: SILENT });
    await expect(second).rejects.toThrow(`port ${port} of 127.0.0.1 is in use or may not be used; choose another with --port`);
  });

  it("says which Node and C library the native part needs", () => {
    expect(unloadableSentence("v18.0.0", "linux", "riscv64")).toBe(
      "The WebSocket library uWebSockets.js has no binary for Node v18.0.0 on linux riscv64: " +
        "it needs Node 20 (on Linux with glibc 2.27 or newer) or Node 22 or 24 (on Linux with glibc 2.38 or newer).",
    );
  });
});

function openResponse(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { agent: false }, resolve).on("error", reject).end();
  });
}

/** Waits until a value has stood still for a while. */
async function untilStill(read: () => number): Promise<void> {
  let last = -1;
  while (read() !== last) {
    last = read();
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

async function untilTrue(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}
