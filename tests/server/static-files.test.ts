import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestRaw } from "../support/raw-http.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const SCRIPT = "export const answer = 42;\n".repeat(400);
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "client/index.html": "<!doctype html><title>Flowglass</title>",
  "client/gallery.html": "<!doctype html><title>Gallery</title>",
  "client/assets/main-4f2a.js": SCRIPT,
  "client/assets/main-4f2a.css": "body{margin:0}",
  "client/assets/inter-9c.woff2": new Uint8Array(3000).fill(1),
  "client/icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
  "client/data.unknown": "?",
  "client/..secret": "a name that begins with dots",
  "outside.txt": "not for you",
};

describe("the built client", () => {
  let folder: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowglass-static-"));
    for (const [name, content] of Object.entries(FILES)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    server = await startTestServer([], { staticRoot: join(folder, "client") });
  });

  afterAll(async () => {
    await server.close("the test is over");
    await rm(folder, { recursive: true });
  });

  it.each([
    ["/", "text/html; charset=utf-8", "no-cache"],
    ["/index.html", "text/html; charset=utf-8", "no-cache"],
    ["/gallery", "text/html; charset=utf-8", "no-cache"],
    ["/assets/main-4f2a.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ["/assets/main-4f2a.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"],
    ["/assets/inter-9c.woff2", "font/woff2", "public, max-age=31536000, immutable"],
    ["/icon.svg", "image/svg+xml", "no-cache"],
    ["/data.unknown", "application/octet-stream", "no-cache"],
    ["/?hud=1", "text/html; charset=utf-8", "no-cache"],
  ])("serves %s as %s, %s", async (path, type, caching) => {
    const answer = await requestRaw(server.url, path);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ "content-type": type, "cache-control": caching, "x-content-type-options": "nosniff" });
    const name = path.startsWith("/?") || path === "/" ? "/index.html" : path === "/gallery" ? "/gallery.html" : path;
    expect(answer.body.equals(Buffer.from(FILES[`client${name}`] as string))).toBe(true);
  });

  it("compresses what gains by it, when asked", async () => {
    const script = await requestRaw(server.url, "/assets/main-4f2a.js", { headers: { "Accept-Encoding": "gzip, br" } });
    expect(script.headers["content-encoding"]).toBe("gzip");
    expect(script.headers["vary"]).toContain("Accept-Encoding");
    expect(gunzipSync(script.body).toString()).toBe(SCRIPT);
    for (const path of ["/assets/inter-9c.woff2", "/assets/main-4f2a.css"]) {
      expect((await requestRaw(server.url, path, { headers: { "Accept-Encoding": "gzip" } })).headers["content-encoding"]).toBeUndefined();
    }
  });

  it("answers a known version without sending it again", async () => {
    const { headers } = await requestRaw(server.url, "/");
    const etag = String(headers["etag"]);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await requestRaw(server.url, "/", { headers: { "If-None-Match": known } });
      expect(again.status).toBe(304);
      expect(again.body.byteLength).toBe(0);
      expect(again.headers["etag"]).toBe(etag);
    }
    expect((await requestRaw(server.url, "/", { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
  });

  it("answers HEAD with the length alone", async () => {
    const answer = await requestRaw(server.url, "/assets/main-4f2a.js", { method: "HEAD" });
    expect(answer.headers["content-length"]).toBe(String(SCRIPT.length));
    expect(answer.body.byteLength).toBe(0);
  });

  it("takes GET and HEAD only", async () => {
    const answer = await requestRaw(server.url, "/", { method: "POST", body: "x" });
    expect(answer.status).toBe(405);
    expect(answer.headers["allow"]).toBe("GET, HEAD");
  });

  it.each([
    "/../outside.txt",
    "/..%2foutside.txt",
    "/%2e%2e/outside.txt",
    "/assets/../../outside.txt",
    "/assets/..%5c..%5coutside.txt",
    "//outside.txt",
    "/client/../../outside.txt",
    "/assets",
    "/assets/",
    "/index.html/",
    "/INDEX.HTML",
    "/index.html%00.js",
    "/missing.js",
  ])("has nothing at %s", async (path) => {
    const answer = await requestRaw(server.url, path);
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body.toString()).error.code).toBe("not-found");
    expect(answer.body.toString()).not.toContain("not for you");
  });

  it("says so when the client has not been built", async () => {
    const bare = await startTestServer([]);
    const answer = await requestRaw(bare.url, "/");
    await bare.close("the test is over");
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body.toString()).error.message).toBe("the client has not been built; npm start builds it");
  });
});
