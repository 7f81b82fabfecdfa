/** Names under which a machine reaches itself. */
const LOOPBACK_NAMES: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

const NUMERIC_ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/;

/** Who may talk to the server. */
export interface AccessRules {
  /** Host names that are answered besides the loopback names, without a port. */
  readonly allowedHosts: readonly string[];
  /** Any numeric address passes as a host: for a server that listens on all interfaces. No name can be rebound to a number. */
  readonly allowAddresses: boolean;
  /** Origins that may ask besides the loopback ones and the one the request was sent to, such as `https://charts.example.com`. */
  readonly allowedOrigins: readonly string[];
}

/**
 * Decides by the `Host` and `Origin` headers (empty when absent) whether a request is answered.
 *
 * A page of another site can make a browser send requests to this machine, and by rebinding its own name to 127.0.0.1 even under its own origin. The first
 * gives itself away by `Origin`, the second by `Host`: so both must be names we know. Loopback names pass at any port. Programs that are no browsers send
 * no `Origin` and pass by their `Host` alone.
 * @returns null when it is, else a sentence that names the header.
 */
export function denyReason(rules: AccessRules, host: string, origin: string): string | null {
  const hostName = nameOf(host);
  if (hostName === null || !isServed(rules, hostName)) {
    return `the host ${JSON.stringify(host)} is not served here; start the server with --allow-host to add it`;
  }
  if (origin === "" || isSameOrigin(host, origin) || includesName(rules.allowedOrigins, origin)) return null;
  const originName = nameOf(authorityOf(origin));
  if (originName !== null && LOOPBACK_NAMES.has(originName)) return null;
  return `the origin ${JSON.stringify(origin)} may not use this server; start it with --allow-origin to add it`;
}

/** `true` when the origin's host and port are those the request was sent to. */
export function isSameOrigin(host: string, origin: string): boolean {
  return host !== "" && authorityOf(origin) === host.toLowerCase();
}

function isServed(rules: AccessRules, hostName: string): boolean {
  return LOOPBACK_NAMES.has(hostName) || includesName(rules.allowedHosts, hostName) || (rules.allowAddresses && NUMERIC_ADDRESS.test(hostName));
}

function includesName(names: readonly string[], name: string): boolean {
  return names.some((known) => known.toLowerCase() === name.toLowerCase());
}

/** `https://example.com:8080` to `example.com:8080`; empty when it is no origin of the web. */
function authorityOf(origin: string): string {
  return /^https?:\/\/([^/]+)$/i.exec(origin)?.[1].toLowerCase() ?? "";
}

/** `example.com:8080` to `example.com`, `[::1]:80` to `[::1]`; null when it is no host. */
function nameOf(authority: string): string | null {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(authority)?.[1].toLowerCase() ?? null;
}
