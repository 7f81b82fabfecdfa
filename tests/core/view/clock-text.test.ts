import { describe, expect, it } from "vitest";
import { clockText, dateText, momentText } from "../../../core/view/clock-text.ts";

const MIDNIGHT_SEC = Date.UTC(2024, 7, 9) / 1000;

describe("clock times", () => {
  it("are told to the second", () => {
    expect(clockText(MIDNIGHT_SEC - 1)).toBe("23:59:59");
    expect(dateText(MIDNIGHT_SEC - 1)).toBe("8 Aug");
  });

  it("name the day where it is not the newest second's", () => {
    expect(momentText(MIDNIGHT_SEC, MIDNIGHT_SEC + 86_399)).toBe("00:00:00");
    expect(momentText(MIDNIGHT_SEC - 1, MIDNIGHT_SEC)).toBe("8 Aug 23:59:59");
    expect(momentText(MIDNIGHT_SEC, MIDNIGHT_SEC - 1)).toBe("9 Aug 00:00:00");
    expect(momentText(-1, 0)).toBe("31 Dec 23:59:59");
  });
});
