import * as v from "valibot";
import { badField, quote, RequestError } from "./request-error.ts";

/**
 * Reads the JSON body of a request.
 * @throws RequestError naming the first field that is wrong and what was expected.
 */
export function readRequest<Schema extends v.GenericSchema>(schema: Schema, body: Uint8Array): v.InferOutput<Schema> {
  const result = v.safeParse(schema, parseJson(body), { abortEarly: true });
  if (result.success) return result.output;
  throw toError(result.issues[0]);
}

function parseJson(body: Uint8Array): unknown {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new RequestError(400, { code: "bad-json", message: 'the body is not JSON; expected an object such as {"symbol":"BTCUSDT"}' });
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json;
  throw new RequestError(400, { code: "bad-json", message: `the body must be a JSON object such as {"symbol":"BTCUSDT"}, not ${quote(json)}` });
}

function toError(issue: v.BaseIssue<unknown>): RequestError {
  const field = v.getDotPath(issue) ?? undefined;
  if (field === undefined) return new RequestError(400, { code: "bad-json", message: issue.message });
  if (issue.type !== "strict_object") return badField(field, issue.input, issue.message);
  if (issue.expected === "never") {
    return new RequestError(400, { code: "unknown-field", message: `${field} is no field of this request; GET /api/docs lists them`, field });
  }
  return new RequestError(400, { code: "missing-field", message: `${field} is missing`, field });
}
