import { type HttpHandler, type HttpRequest, type HttpResponse, problemResponse } from "./http-route.ts";
import { MAX_BODY_BYTES } from "../limits.ts";
import type { LogLines } from "../log-lines.ts";

/**
 * Bytes handed to the socket at a time while streaming. The library adds what the socket does not take to its own buffer and drains it only with the next
 * write, so a part must be smaller than what a socket takes once it is writable again.
 */
const STREAM_PART_BYTES = 16 * 1024;
/** A client that takes nothing of a streamed answer for this long is cut off. */
const STALL_TIMEOUT_MS = 30_000;

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  204: "No Content",
  304: "Not Modified",
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  426: "Upgrade Required",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** What is used of the library's request: dead after the callback. */
export interface RawRequest {
  getCaseSensitiveMethod(): string;
  getUrl(): string;
  getQuery(): string;
  forEach(take: (name: string, value: string) => void): void;
}

/** What is used of the library's response: dead after an abort or an end. */
export interface RawResponse {
  onAborted(handler: () => void): unknown;
  onData(handler: (chunk: ArrayBuffer, isLast: boolean) => void): unknown;
  onWritable(handler: (offset: number) => boolean): unknown;
  cork(write: () => void): unknown;
  writeStatus(status: string): unknown;
  writeHeader(name: string, value: string): unknown;
  write(chunk: Uint8Array): boolean;
  end(body?: Uint8Array, closeConnection?: boolean): unknown;
  endWithoutBody(contentLength?: number, closeConnection?: boolean): unknown;
  close(): unknown;
}

/**
 * One HTTP request and its answer. Copies the request at once, because the library's object is dead after the callback, and never touches the response
 * after it was aborted or ended.
 */
export class HttpExchange {
  readonly #res: RawResponse;
  readonly #method: string;
  readonly #url: string;
  readonly #query: string;
  readonly #headers = new Map<string, string>();
  readonly #gone = new AbortController();
  #isOver = false;
  #isHeadSent = false;
  #onWritable: (() => void) | undefined;

  constructor(res: RawResponse, req: RawRequest) {
    this.#res = res;
    this.#method = req.getCaseSensitiveMethod();
    this.#url = req.getUrl();
    this.#query = req.getQuery();
    req.forEach((name, value) => this.#headers.set(name, value));
    res.onAborted(() => {
      this.#isOver = true;
      this.#gone.abort();
      this.#onWritable?.();
    });
  }

  /** Answers at once and closes the connection. */
  refuse(response: HttpResponse): void {
    this.#send(response, {}, true);
  }

  /** Lets the handler answer, after the body has come. */
  answer(handle: HttpHandler, commonHeaders: Readonly<Record<string, string>>, log: LogLines): void {
    const path = decodePath(this.#url);
    if (path === null) {
      this.#send(problemResponse(400, { code: "bad-path", message: `the path ${JSON.stringify(this.#url)} is not well-formed` }), commonHeaders, true);
      return;
    }
    const proceed = (body: Uint8Array): void => {
      const request: HttpRequest = { method: this.#method, path, query: new URLSearchParams(this.#query), headers: this.#headers, body, signal: this.#gone.signal };
      void this.#run(handle, request, commonHeaders, log);
    };
    if (this.#method === "POST" || this.#method === "PUT" || this.#method === "PATCH") this.#readBody(proceed, commonHeaders);
    else proceed(new Uint8Array(0));
  }

  async #run(handle: HttpHandler, request: HttpRequest, commonHeaders: Readonly<Record<string, string>>, log: LogLines): Promise<void> {
    try {
      const response = await handle(request);
      if (this.#isOver) return;
      if (typeof response.body === "string" || response.body instanceof Uint8Array) this.#send(response, commonHeaders, false);
      else await this.#stream(response, response.body, commonHeaders);
    } catch (error) {
      if (this.#gone.signal.aborted && error === this.#gone.signal.reason) return;
      log.error(`${this.#method} ${this.#url} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (!this.#isOver) this.#fail(commonHeaders);
    }
  }

  /** Headers may be out already: then the only honest end is a cut. */
  #fail(commonHeaders: Readonly<Record<string, string>>): void {
    if (this.#isHeadSent) this.#res.close();
    else this.#send(problemResponse(500, { code: "internal", message: "the server could not answer this request; its log says why" }), commonHeaders, true);
  }

  #readBody(proceed: (body: Uint8Array) => void, commonHeaders: Readonly<Record<string, string>>): void {
    const parts: Buffer[] = [];
    let byteLength = 0;
    this.#res.onData((chunk, isLast) => {
      if (this.#isOver) return;
      byteLength += chunk.byteLength;
      if (byteLength > MAX_BODY_BYTES) {
        const message = `the body has more than ${MAX_BODY_BYTES} bytes, which is the most accepted`;
        this.#send(problemResponse(413, { code: "body-too-large", message }), commonHeaders, true);
        return;
      }
      parts.push(Buffer.from(chunk.slice(0)));
      if (isLast) proceed(Buffer.concat(parts));
    });
  }

  #send(response: HttpResponse, commonHeaders: Readonly<Record<string, string>>, closeConnection: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const body = typeof response.body === "string" ? Buffer.from(response.body) : (response.body as Uint8Array);
    this.#res.cork(() => {
      this.#writeHead(response, commonHeaders);
      if (response.status === 304 || response.status === 204) this.#res.endWithoutBody();
      else if (this.#method === "HEAD") this.#res.endWithoutBody(body.byteLength, closeConnection);
      else this.#res.end(body, closeConnection);
    });
  }

  #writeHead(response: HttpResponse, commonHeaders: Readonly<Record<string, string>>): void {
    this.#isHeadSent = true;
    this.#res.writeStatus(`${response.status} ${REASONS[response.status] ?? "Unknown"}`);
    for (const [name, value] of Object.entries({ ...commonHeaders, ...response.headers })) this.#res.writeHeader(name, value);
  }

  async #stream(response: HttpResponse, body: AsyncIterable<Uint8Array>, commonHeaders: Readonly<Record<string, string>>): Promise<void> {
    if (this.#method === "HEAD") {
      this.#isOver = true;
      this.#res.cork(() => {
        this.#writeHead(response, commonHeaders);
        this.#res.endWithoutBody();
      });
      return;
    }
    this.#res.onWritable(() => {
      this.#onWritable?.();
      return true;
    });
    this.#res.cork(() => this.#writeHead(response, commonHeaders));
    for await (const chunk of body) {
      for (let start = 0; start < chunk.byteLength; start += STREAM_PART_BYTES) {
        if (this.#isOver) return;
        let hasRoom = true;
        this.#res.cork(() => {
          hasRoom = this.#res.write(chunk.subarray(start, start + STREAM_PART_BYTES));
        });
        if (!hasRoom) await this.#writable();
      }
      if (this.#isOver) return;
    }
    this.#isOver = true;
    this.#res.cork(() => void this.#res.end());
  }

  #writable(): Promise<void> {
    return new Promise((resolve) => {
      const stalled = setTimeout(() => this.#res.close(), STALL_TIMEOUT_MS);
      this.#onWritable = () => {
        clearTimeout(stalled);
        this.#onWritable = undefined;
        resolve();
      };
    });
  }
}

function decodePath(url: string): string | null {
  try {
    return decodeURIComponent(url);
  } catch {
    return null;
  }
}
