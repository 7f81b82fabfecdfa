import { isSameOrigin } from "./access.ts";

const CONTENT_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
];

/** The server's own address as a `Host` header may state it; anything else is left out of the policy. */
const AUTHORITY = /^[A-Za-z0-9._:[\]-]+$/;

/**
 * Headers of every answer: nothing but our own files runs, nothing of other origins is embedded, and the page is cross-origin isolated (precise clocks,
 * shared memory).
 * @param host the request's `Host`. Sockets are named for it, since not every browser lets `'self'` mean `ws:`.
 * @param origin the request's `Origin`, already found to be allowed; another origin than ours may then read the answer.
 */
export function securityHeaders(host: string, origin: string): Record<string, string> {
  const sockets = AUTHORITY.test(host) ? ` ws://${host} wss://${host}` : "";
  const isForeign = origin !== "" && !isSameOrigin(host, origin);
  return {
    "Content-Security-Policy": `${CONTENT_POLICY.join("; ")}; connect-src 'self'${sockets}`,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": isForeign ? "cross-origin" : "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    Vary: "Origin, Accept-Encoding",
    ...(isForeign ? { "Access-Control-Allow-Origin": origin } : {}),
  };
}
