import { describe, expect, it } from "vitest";
import { TurnQueue } from "../../../server/orderflow/turn-queue.ts";

const loopPass = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("turns of the event loop", () => {
  it("are given one a pass, in the order of asking", async () => {
    const turns = new TurnQueue();
    const had: string[] = [];
    const work = async (name: string): Promise<void> => {
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
});
