import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Where the pages are served: one per peer, from memory. */
export interface PageServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A page may then time to 5 microseconds instead of 100. */
const ISOLATION = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** Serves `files` by path, and for every `/<name>.js` a page `/<name>` that runs it. Only this machine reaches it. */
export async function startPageServer(files: ReadonlyMap<string, string | Uint8Array>): Promise<PageServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = files.get(path);
    if (file !== undefined) {
      response.writeHead(200, { ...ISOLATION, "Content-Type": contentType(path) }).end(file);
    } else if (files.has(`${path}.js`)) {
      response.writeHead(200, { ...ISOLATION, "Content-Type": "text/html; charset=utf-8" }).end(pageOf(path));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => stop(server) };
}

function contentType(path: string): string {
  if (path.endsWith(".js")) return "text/javascript; charset=utf-8";
  return path.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
}

function pageOf(path: string): string {
  const head = `<meta charset="utf-8"><title>${path}</title><link rel="icon" href="data:,">`;
  return `<!doctype html><html lang="en"><head>${head}</head><body style="margin:0"><script src="${path}.js"></script></body></html>`;
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => void server.close(() => resolve()));
}
