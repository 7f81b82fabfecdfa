import { request } from "node:http";

// The asking side of rest.bench, in a process of its own, so that what it costs to read an answer does not hold up the server's event loop.

process.on("message", ({ port, path, method, body, accept }) => {
  const startMs = performance.now();
  const headers = { "Content-Type": "application/json", Accept: accept };
  const outgoing = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
    let bytes = 0;
    response.on("data", (part) => {
      bytes += part.byteLength;
    });
    response.on("end", () => process.send?.({ status: response.statusCode, bytes, elapsedMs: performance.now() - startMs }));
  });
  outgoing.end(body);
});
