import { describe, expect, it } from "vitest";
import { TurnQueue } from "../../../server/orderflow/turn-queue.ts";

const loopPass = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const STAYS = new AbortController().signal;

describe("turns of the event loop", () => {
  it("are given one a pass, in the order of asking", async () => {
    const queue = new TurnQueue();
    const had: string[] = [];
    const work = async (name: string): Promise<void> => {
      const turns = queue.until(STAYS);
      for (let slice = 0; slice < 3; slice++) {
        await turns.next();
        had.push(name);
      }
    };
    const all = Promise.all([work("a"), work("b"), work("c")]);
    const perPass: number[] = [];
    for (let pass = 0; pass < 12; pass++) {
      const before = had.length;
      await loopPass();
      perPass.push(had.length - before);
    }
    await all;
    expect(Math.max(...perPass)).toBe(1);
    expect(had.join("")).toBe("abcabcabc");
  });

  it("end with the client: its work stops, and takes no turn from others", async () => {
    const queue = new TurnQueue();
    const gone = new AbortController();
    const had: string[] = [];
    const work = async (name: string, signal: AbortSignal): Promise<void> => {
      const turns = queue.until(signal);
      for (let slice = 0; slice < 4; slice++) {
        await turns.next();
        had.push(name);
        if (had.length === 3) gone.abort();
      }
    };
    const cut = work("a", gone.signal);
    const stays = work("b", STAYS);
    await expect(cut).rejects.toMatchObject({ name: "AbortError" });
    await stays;
    expect(had.join("")).toBe("ababbb");
  });
});
