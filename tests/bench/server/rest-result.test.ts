import { describe, expect, it } from "vitest";
import { judgeTargets } from "../../../bench/report/judge-targets.ts";
import { type AnswerCosts, restResult } from "../../../bench/server/rest-result.ts";

const LIMITS = { maxAnswerAgainstHistory: 25, maxAnswerMs: 2000, maxEventLoopDelayMs: 20 };

function answer(name: string, part: Partial<AnswerCosts> = {}): AnswerCosts {
  return { name, status: 200, bytes: 1, cpuMs: 100, elapsedMs: 400, delayP99Ms: 4, delayMaxMs: 8, idleDelayMs: null, ...part };
}

function targetsOf(answers: readonly AnswerCosts[]): readonly (readonly [string, number | null, boolean])[] {
  return judgeTargets([restResult(answer("history", { cpuMs: 10 }), answers, LIMITS)], []).map(({ what, measured, holds }) => [what, measured, holds]);
}

describe("answers over HTTP in the report", () => {
  it("judges the processor time of each, and the slowest and the one that held the event loop longest of all", () => {
    expect(targetsOf([answer("/cvd json"), answer("/tape json", { cpuMs: 300, elapsedMs: 900, delayMaxMs: 31 })])).toEqual([
      ["/cvd json", 10, true],
      ["/tape json", 30, false],
      ["the slowest answer", 900, true],
      ["event loop held at a time, the longest", 31, false],
    ]);
  });

  it("says which answers those were", () => {
    const { notes } = restResult(answer("history", { cpuMs: 10 }), [answer("/cvd json"), answer("/tape json", { elapsedMs: 900, delayMaxMs: 31 })], LIMITS);
    expect(notes).toEqual(["slowest answer: /tape json; event loop held longest by: /tape json"]);
  });

  it("leaves out of the judgement what the machine itself held up, and says so", () => {
    const answers = [answer("/cvd json"), answer("/tape json", { delayMaxMs: 90, idleDelayMs: 70 })];
    expect(targetsOf(answers)).toContainEqual(["event loop held at a time, the longest", 8, true]);
    expect(restResult(answer("history"), answers, LIMITS).notes).toContain("/tape json: answer and event loop not judged, an idle loop was held 70.0 ms");
  });

  it("judges neither where no answer could be", () => {
    const answers = [answer("/tape json", { delayMaxMs: 90, idleDelayMs: 70 })];
    expect(targetsOf(answers).map(([what]) => what)).toEqual(["/tape json"]);
  });

  it("misses the target of an answer that failed", () => {
    expect(targetsOf([answer("/cvd json", { status: 500 }), answer("/tape json")])[0]).toEqual(["/cvd json", null, false]);
  });
});
