import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseClientMessage, parseServerMessage } from "../../protocol/control-messages.ts";

function reasonOf(text: string): string {
  const parsed = parseClientMessage(text);
  if (parsed.ok) throw new Error(`accepted ${text}`);
  return parsed.reason;
}

describe("client messages", () => {
  it.each([
    { type: "hello", protocol: 1 },
    { type: "sub", id: 0, symbol: "BTCUSDT" },
    { type: "sub", id: 0, symbol: "BTCUSDT", firstBars: 1024 },
    { type: "unsub", streamId: 3 },
    { type: "resume", id: 7, symbol: "S", epoch: "e", fromSeq: Number.MAX_SAFE_INTEGER, lowSeq: 0 },
  ])("accepts $type", (message) => {
    expect(parseClientMessage(JSON.stringify(message))).toEqual({ ok: true, message });
  });

  it("drops fields it does not know, so newer clients are understood", () => {
    const parsed = parseClientMessage('{"type":"hello","protocol":1,"extra":true}');
    expect(parsed).toEqual({ ok: true, message: { type: "hello", protocol: 1 } });
  });

  it.each([
    ["not JSON", "{", "the message is not JSON"],
    ["no object", "[]", /expected/i],
    ["no type", "{}", /type.*expected.*hello/i],
    ["unknown type", '{"type":"subscribe"}', /type.*expected.*"sub".*received "subscribe"/i],
    ["missing symbol", '{"type":"sub","id":1}', /symbol/],
    ["ill-typed symbol", '{"type":"sub","id":1,"symbol":5}', /symbol.*expected string.*received 5/i],
    ["empty symbol", '{"type":"sub","id":1,"symbol":""}', /symbol/],
    ["symbol of 33 characters", JSON.stringify({ type: "sub", id: 1, symbol: "x".repeat(33) }), /symbol.*<=32.*33/i],
    ["negative seq", '{"type":"resume","id":1,"symbol":"S","epoch":"e","fromSeq":-1,"lowSeq":0}', /fromSeq.*>=0.*-1/i],
    ["fractional seq", '{"type":"resume","id":1,"symbol":"S","epoch":"e","fromSeq":1,"lowSeq":0.5}', /lowSeq/],
    ["seq beyond 2^53", '{"type":"resume","id":1,"symbol":"S","epoch":"e","fromSeq":9007199254740992,"lowSeq":0}', /fromSeq/],
  ])("says what is wrong: %s", (_name, text, reason) => {
    expect(reasonOf(text)).toMatch(reason);
  });

  it("names the field", () => {
    expect(parseClientMessage('{"type":"sub","id":-1,"symbol":"S"}')).toMatchObject({ ok: false, field: "id" });
  });

  it("never throws and quotes no more than a line of what was received", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const parsed = parseClientMessage(text);
        if (!parsed.ok) expect(parsed.reason).not.toContain("\n");
      }),
    );
    expect(reasonOf(JSON.stringify({ type: "x".repeat(10_000) })).length).toBeLessThan(250);
  });
});

describe("server messages", () => {
  const subAck = {
    type: "subAck",
    id: 1,
    resumed: false,
    streamId: 1,
    symbol: "S",
    epoch: "e",
    firstSec: null,
    liveFromSeq: 3,
    backlogSeq: { from: 0, to: 3 },
    backlogLevels: 40,
    closedThroughSec: 1_700_000_000,
    clock: "replay",
  };

  it.each([{ type: "bye", reason: "the server stops" }, { type: "error", code: "c", message: "m" }, { type: "error", code: "c", message: "m", field: "f", id: 2 }, subAck])(
    "reads %o",
    (message) => {
      expect(parseServerMessage(JSON.stringify(message))).toEqual({ ok: true, message });
    },
  );

  it("refuses a client's message", () => {
    expect(parseServerMessage('{"type":"hello","protocol":1}')).toMatchObject({ ok: false });
  });

  it("refuses an unknown clock", () => {
    expect(parseServerMessage(JSON.stringify({ ...subAck, clock: "moon" }))).toMatchObject({ ok: false, field: "clock" });
  });
});
