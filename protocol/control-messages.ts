import * as v from "valibot";

/** Version of the conversation; a client and a server with different versions refuse each other with a sentence. */
export const PROTOCOL_VERSION = 1;

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const requestId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const symbol = v.pipe(v.string(), v.minLength(1), v.maxLength(32));

const Instrument = v.object({
  symbol,
  description: v.string(),
  tickSize: v.string(),
  lotSize: v.string(),
  volumeUnit: v.string(),
  session: v.object({ timeZone: v.string(), start: v.string() }),
});

const Hello = v.object({ type: v.literal("hello"), protocol: v.number() });
/** With `firstBars` the history ends after so many of its newest bars: a client asks for the others over HTTP, or with a {@link Resume} without `firstBars`. */
const Subscribe = v.object({ type: v.literal("sub"), id: requestId, symbol, firstBars: v.optional(seq) });
const Unsubscribe = v.object({ type: v.literal("unsub"), streamId: requestId });
/** Continues a subscription: bars from `fromSeq` on are missing at the end, those below `lowSeq` at the beginning. */
const Resume = v.object({
  type: v.literal("resume"),
  id: requestId,
  symbol,
  epoch: v.pipe(v.string(), v.maxLength(64)),
  fromSeq: seq,
  lowSeq: seq,
  firstBars: v.optional(seq),
});

/** What a client may say. */
export const ClientMessage = v.variant("type", [Hello, Subscribe, Unsubscribe, Resume]);
export type ClientMessage = v.InferOutput<typeof ClientMessage>;

const Welcome = v.object({
  type: v.literal("welcome"),
  protocol: v.number(),
  schemaId: v.number(),
  /** The Arrow schema message of every data frame, base64. */
  schema: v.string(),
  symbols: v.array(Instrument),
  limits: v.object({ maxSubscriptions: v.number(), maxMessageBytes: v.number() }),
});

/**
 * Answer to `sub` and `resume`. The bars `backlogSeq.from .. backlogSeq.to - 1` follow as BACKLOG, newest chunk first; those from `liveFromSeq` on as
 * CATCHUP and LIVE. A `resume` of another epoch is answered like a `sub`: `resumed` is false, and the client starts again.
 */
const SubAck = v.object({
  type: v.literal("subAck"),
  id: requestId,
  resumed: v.boolean(),
  streamId: requestId,
  symbol,
  epoch: v.string(),
  /** Time of the stream's first bar, epoch seconds; null while it has none. */
  firstSec: v.nullable(v.number()),
  /** First seq that CATCHUP or LIVE will bring. */
  liveFromSeq: seq,
  backlogSeq: v.object({ from: seq, to: seq }),
  /** Levels of all bars of the backlog: lets a client allocate once. */
  backlogLevels: seq,
  closedThroughSec: v.nullable(v.number()),
  /** `wall`: bars carry today's time. `replay`: a recording, whose time is the stream's own. */
  clock: v.picklist(["wall", "replay"]),
});
export type SubAck = v.InferOutput<typeof SubAck>;

const ErrorMessage = v.object({
  type: v.literal("error"),
  code: v.string(),
  message: v.string(),
  field: v.optional(v.string()),
  id: v.optional(requestId),
});
const Bye = v.object({ type: v.literal("bye"), reason: v.string() });

/** What a server may say. */
export const ServerMessage = v.variant("type", [Welcome, SubAck, ErrorMessage, Bye]);
export type ServerMessage = v.InferOutput<typeof ServerMessage>;

/** Result of reading a control message: the message, or a sentence about what is wrong and the field it concerns. */
export type ParsedMessage<Message> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly reason: string; readonly field?: string };

/** Reads one text frame from a client. Never throws. */
export function parseClientMessage(text: string): ParsedMessage<ClientMessage> {
  return parseMessage(ClientMessage, text);
}

/** Reads one text frame from a server. Never throws. */
export function parseServerMessage(text: string): ParsedMessage<ServerMessage> {
  return parseMessage(ServerMessage, text);
}

/** A reason quotes what was received, which may be long. */
const MAX_REASON_CHARS = 200;

function parseMessage<Schema extends v.GenericSchema>(schema: Schema, text: string): ParsedMessage<v.InferOutput<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: "the message is not JSON" };
  }
  const result = v.safeParse(schema, json);
  if (result.success) return { ok: true, message: result.output };
  const issue = result.issues[0];
  const field = v.getDotPath(issue);
  const problem = issue.message.slice(0, MAX_REASON_CHARS);
  return field === null ? { ok: false, reason: problem } : { ok: false, reason: `${field}: ${problem}`, field };
}
