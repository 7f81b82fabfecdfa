import { expect, it } from "vitest";
import { trailWords } from "../../client/trail-words.ts";

const MINUTES = { kind: "seconds", seconds: 900 } as const;

it("says how far the trail looks back, and names no time before the data", () => {
  expect(trailWords(MINUTES, 3600, 1800, 0)).toBe("Trail, last 15 min\nsince 01:00:00");
  expect(trailWords(MINUTES, 3600, null, 7200)).toBe("Trail, last 15 min\nsince 03:00:00");
  expect(trailWords(MINUTES, 3600, 3661, 0)).toBe("Trail, last 15 min\n(data begin 01:01:01)");
  expect(trailWords({ kind: "session" }, 0, 3661, 0)).toBe("Trail, session so far\n(data begin 01:01:01)");
  expect(trailWords(MINUTES, null, 3661, 0)).toBe("Trail, last 15 min");
});
