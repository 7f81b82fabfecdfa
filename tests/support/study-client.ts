import { requestRaw, type RawAnswer } from "./raw-http.ts";

export const ARROW = "application/vnd.apache.arrow.stream";

/** Asks a study route. @param body an object, or any text as it stands. */
export function askStudy(url: string, path: string, body: object | string | Uint8Array, headers: Record<string, string> = {}): Promise<RawAnswer> {
  return requestRaw(url, `/api/v1/${path}`, { method: "POST", headers, body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body) });
}

/** The JSON of a study's answer; fails with the server's words when there is none. */
export async function studyJson(url: string, path: string, body: object): Promise<unknown> {
  const answer = await askStudy(url, path, body);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.body.toString()}`);
  return JSON.parse(answer.body.toString());
}
