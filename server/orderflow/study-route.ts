import type * as v from "valibot";
import { type HttpRequest, type HttpResponse, problemResponse } from "../http/http-route.ts";
import type { BarLog } from "../log.ts";
import type { AnswerShape, StudyAnswer } from "./answer/study-answer.ts";
import { writeAnswer } from "./answer/write-answer.ts";
import { readRequest } from "./request/read-request.ts";
import { RequestError } from "./request/request-error.ts";
import type { CommonRequest } from "./request/request-fields.ts";
import { createStudyContext, type StudyContext } from "./study-context.ts";
import type { TurnQueue } from "./turn-queue.ts";

/** Where the study routes begin. */
export const STUDY_PATH = "/api/v1/";

/** What the routes read from. */
export interface StudySources {
  readonly logs: ReadonlyMap<string, BarLog>;
  readonly turns: TurnQueue;
}

/** A study over HTTP: how it is asked, what it answers, and how both are described. */
export interface StudyDefinition<Schema extends v.GenericSchema> {
  /** Below `/api/v1/`. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly request: Schema;
  readonly answer: AnswerShape;
  /** A request and its answer, whose lists are cut after the first item, for readers. */
  readonly example: { readonly request: object; readonly answer: unknown };
  /**
   * Prepares the answer. What takes long is done in turns, the rows when they are taken.
   * @throws RequestError when a field's value cannot be used with this instrument.
   */
  readonly respond: (context: StudyContext, request: v.InferOutput<Schema>) => StudyAnswer | Promise<StudyAnswer>;
}

/** A {@link StudyDefinition} whose request type no longer matters. */
export interface StudyRoute extends Omit<StudyDefinition<v.GenericSchema>, "respond"> {
  readonly handle: (sources: StudySources, request: HttpRequest) => Promise<HttpResponse>;
}

/** Makes a route of a study: reads and checks the request, finds the symbol, writes the answer or what is wrong. */
export function defineStudy<Schema extends v.GenericSchema<unknown, CommonRequest>>(definition: StudyDefinition<Schema>): StudyRoute {
  const { respond, ...description } = definition;
  const handle: StudyRoute["handle"] = async ({ logs, turns }, httpRequest) => {
    try {
      const request = readRequest(definition.request, httpRequest.body);
      const log = findLog(logs, request.symbol);
      const context = createStudyContext(log, request, turns.until(httpRequest.signal));
      return writeAnswer(httpRequest, definition.answer, await respond(context, request));
    } catch (error) {
      if (error instanceof RequestError) return problemResponse(error.status, error.problem);
      throw error;
    }
  };
  return { ...description, handle };
}

function findLog(logs: ReadonlyMap<string, BarLog>, symbol: string): BarLog {
  const log = logs.get(symbol);
  if (log !== undefined) return log;
  const known = [...logs.keys()].join(", ") || "none";
  const message = `the symbol ${JSON.stringify(symbol.slice(0, 32))} is unknown; this server has ${known}`;
  throw new RequestError(404, { code: "unknown-symbol", message, field: "symbol" });
}
