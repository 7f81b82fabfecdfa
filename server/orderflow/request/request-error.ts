import type { HttpProblem } from "../../http/http-route.ts";

/** A request that cannot be answered as it stands: the status and what the client is told. */
export class RequestError extends Error {
  readonly status: number;
  readonly problem: HttpProblem;

  constructor(status: number, problem: HttpProblem) {
    super(problem.message);
    this.status = status;
    this.problem = problem;
  }
}

/** A field whose value cannot be used. @param expectation completes the sentence that begins with the field: `must be ...`. */
export function badField(field: string, value: unknown, expectation: string): RequestError {
  const message = `${field} ${expectation}${value === undefined ? "" : `, not ${quote(value)}`}`;
  return new RequestError(400, { code: "bad-field", message, field });
}

const MAX_QUOTE_CHARS = 60;

/** A received value as it may stand in a sentence. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= MAX_QUOTE_CHARS ? text : `${text.slice(0, MAX_QUOTE_CHARS)}…`;
}
