/** A request as handlers see it: everything is copied, so it may be kept across awaits. */
export interface HttpRequest {
  readonly method: string;
  /** Decoded path without query, beginning with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** The whole body; empty where there is none. */
  readonly body: Uint8Array;
  /** Aborted when the client has gone: nobody will take the answer. */
  readonly signal: AbortSignal;
}

/** What a handler answers. An iterable body is sent part by part as the client takes it; a part is valid until the next one is asked for. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array>;
}

export type HttpHandler = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** One row of the route table. HEAD is answered by the GET handler without its body. */
export interface HttpRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly handle: HttpHandler;
}

/** What is wrong with a request, for the client: the field it concerns and what was expected. */
export interface HttpProblem {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
}

/** A JSON answer. */
export function jsonResponse(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store", ...headers },
    body: JSON.stringify(value),
  };
}

/** An error answer: `{error: {code, message, field}}`. */
export function problemResponse(status: number, problem: HttpProblem, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return jsonResponse(status, { error: problem }, headers);
}
