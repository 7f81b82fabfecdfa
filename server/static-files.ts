import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { acceptsGzip } from "./http/accepts-gzip.ts";
import { type HttpHandler, type HttpRequest, type HttpResponse, problemResponse } from "./http/http-route.ts";

/** `true`: text, which compresses well. */
const FILE_TYPES: Readonly<Record<string, readonly [type: string, isText: boolean]>> = {
  ".css": ["text/css; charset=utf-8", true],
  ".html": ["text/html; charset=utf-8", true],
  ".ico": ["image/x-icon", false],
  ".js": ["text/javascript; charset=utf-8", true],
  ".json": ["application/json; charset=utf-8", true],
  ".map": ["application/json; charset=utf-8", true],
  ".png": ["image/png", false],
  ".svg": ["image/svg+xml", true],
  ".txt": ["text/plain; charset=utf-8", true],
  ".wasm": ["application/wasm", true],
  ".webmanifest": ["application/manifest+json", true],
  ".woff2": ["font/woff2", false],
};
const UNKNOWN_TYPE = ["application/octet-stream", false] as const;
/** Below this, compression saves no packet. */
const MIN_GZIP_BYTES = 1024;
/** The build puts a hash of the content into the names of the files in this folder, so they never change. */
const HASHED_FOLDER = "/assets/";
const INDEX = "/index.html";

interface StaticFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly etag: string;
  readonly isCompressible: boolean;
  /** Compressed when first asked for. */
  gzip?: Uint8Array;
}

/**
 * Serves the built client from memory. The files are those found at the start, by exact name, so no path can lead out of the folder.
 * @param root folder of the built client; when it is absent every answer says that the client has not been built.
 */
export async function createStaticFiles(root: string): Promise<HttpHandler> {
  const files = await readFiles(root);
  return (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return problemResponse(405, { code: "method-not-allowed", message: `${request.path} takes GET, HEAD, not ${request.method}` }, { Allow: "GET, HEAD" });
    }
    const file = files.get(request.path === "/" ? INDEX : request.path) ?? files.get(`${request.path}.html`);
    if (file !== undefined) return fileResponse(file, request);
    const message = files.size === 0 ? "the client has not been built; npm start builds it" : `there is nothing at ${request.path}`;
    return problemResponse(404, { code: "not-found", message });
  };
}

function fileResponse(file: StaticFile, request: HttpRequest): HttpResponse {
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((etag) => etag.trim().replace(/^W\//, ""));
  if (known.includes(file.etag)) return { status: 304, headers: file.headers, body: "" };
  if (!file.isCompressible || !acceptsGzip(request.headers)) return { status: 200, headers: file.headers, body: file.bytes };
  file.gzip ??= gzipSync(file.bytes);
  return { status: 200, headers: { ...file.headers, "Content-Encoding": "gzip" }, body: file.gzip };
}

async function readFiles(root: string): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  if (!(await isFolder(root))) return files;
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(root, file).split(sep).join("/")}`;
    const bytes = await readFile(file);
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    const [type, isText] = FILE_TYPES[extname(entry.name).toLowerCase()] ?? UNKNOWN_TYPE;
    const headers = {
      "Content-Type": type,
      "Cache-Control": path.startsWith(HASHED_FOLDER) ? "public, max-age=31536000, immutable" : "no-cache",
      ETag: etag,
    };
    files.set(path, { headers, bytes, etag, isCompressible: isText && bytes.byteLength >= MIN_GZIP_BYTES });
  }
  return files;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
