import { stepsToNumber } from "../../../core/market/decimal-step.ts";
import { STREAM_END } from "../../../protocol/encode.ts";
import { encodeTableBatch, encodeTableStart } from "../../../protocol/encode-table.ts";
import type { TableUnits } from "../../../protocol/table.ts";
import { acceptsGzip } from "../../http/accepts-gzip.ts";
import { gzipParts } from "../../http/gzip-parts.ts";
import type { HttpRequest, HttpResponse } from "../../http/http-route.ts";
import { JsonBytes } from "./json-bytes.ts";
import { isoTime, writeJsonRows } from "./json-table.ts";
import type { AnswerField, AnswerShape, StudyAnswer } from "./study-answer.ts";

export const ARROW_STREAM = "application/vnd.apache.arrow.stream";

/** Bytes of JSON that are collected before they are handed on. */
const PART_BYTES = 64 * 1024;

/** An answer in the form that the request's `Accept` names: Arrow when it is asked for, else JSON. It is made while the client takes it. */
export function writeAnswer(request: HttpRequest, shape: AnswerShape, answer: StudyAnswer): HttpResponse {
  const isArrow = wantsArrow(request.headers.get("accept") ?? "");
  const headers = {
    "Content-Type": isArrow ? ARROW_STREAM : "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    Vary: "Origin, Accept, Accept-Encoding",
  };
  const parts = isArrow ? arrowParts(shape, answer) : jsonParts(shape, answer);
  if (!acceptsGzip(request.headers)) return { status: 200, headers, body: parts };
  return { status: 200, headers: { ...headers, "Content-Encoding": "gzip" }, body: gzipParts(parts) };
}

function wantsArrow(accept: string): boolean {
  return accept.split(",").some((offer) => offer.split(";")[0].trim().toLowerCase() === ARROW_STREAM);
}

async function* jsonParts({ columns, listName, fields = [] }: AnswerShape, answer: StudyAnswer): AsyncGenerator<Uint8Array> {
  const out = new JsonBytes();
  out.raw(listName === undefined ? "[" : `{${JSON.stringify(listName)}:[`);
  let isFirst = true;
  for await (const batch of answer.batches) {
    writeJsonRows(out, columns, batch, answer.units, isFirst);
    isFirst &&= batch.length === 0;
    if (out.length >= PART_BYTES) yield out.take();
  }
  out.raw("]");
  for (const field of fields) {
    const json = fieldJson(field, answer.fields?.[field.name], answer.units);
    if (json !== undefined) out.raw(`,${JSON.stringify(field.name)}:${json}`);
  }
  if (listName !== undefined) out.raw("}");
  yield out.take();
}

async function* arrowParts({ columns, fields = [] }: AnswerShape, answer: StudyAnswer): AsyncGenerator<Uint8Array> {
  const metadata = new Map<string, string>();
  for (const field of fields) {
    const json = fieldJson(field, answer.fields?.[field.name], answer.units);
    if (json !== undefined) metadata.set(field.name, json);
  }
  yield encodeTableStart(columns, metadata);
  for await (const batch of answer.batches) {
    if (batch.length > 0) yield encodeTableBatch(columns, batch, answer.units);
  }
  yield STREAM_END;
}

/** JSON text of a field's value, undefined where it is left out. */
function fieldJson(field: AnswerField, value: number | ArrayLike<number> | undefined, units: TableUnits): string | undefined {
  if (typeof value === "object") return `[${Array.from(value, (item) => valueJson(field, item, units)).join(",")}]`;
  if (field.omit !== undefined && value === field.omit) return undefined;
  return valueJson(field, value ?? Number.NaN, units);
}

function valueJson({ kind }: AnswerField, value: number, { tick, lot }: TableUnits): string {
  if (!Number.isFinite(value)) return "null";
  if (kind === "flag") return value === 0 ? "false" : "true";
  if (kind === "time") return JSON.stringify(isoTime(value));
  if (kind === "number") return String(value);
  return String(stepsToNumber(value, kind === "price" ? tick : lot));
}
