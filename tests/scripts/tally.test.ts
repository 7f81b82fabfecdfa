import { expect, it } from "vitest";
import { describeTally, sumTallies, tallyPlaywright, tallyStep } from "../../scripts/tally.mjs";

it("ends with one line, after the skipped tests and their reasons", () => {
  const total = sumTallies([
    tallyStep(true),
    tallyStep(false),
    { passed: 3, failed: 0, skipped: [{ name: "a", reason: "no data" }, { name: "b", reason: undefined }] },
  ]);
  expect(describeTally(total)).toBe("skipped: a (no data)\nskipped: b (no reason given)\n4 passed, 1 failed, 2 skipped");
});

it("says nothing of skipped tests when there are none", () => {
  expect(describeTally(tallyStep(true))).toBe("1 passed, 0 failed");
});

it("counts a browser report through nested groups, a flaky test as passed and an error outside of tests as failed", () => {
  const spec = (title: string, status: string, annotations: readonly object[] = []) => ({
    title,
    file: "page.spec.ts",
    tests: [{ status, annotations }],
  });
  const report = {
    errors: [{ message: "a file does not parse" }],
    suites: [
      {
        specs: [spec("works", "expected"), spec("breaks", "unexpected")],
        suites: [{ specs: [spec("wobbles", "flaky"), spec("waits", "skipped", [{ type: "skip", description: "no data" }])] }],
      },
    ],
  };
  const tally = tallyPlaywright(report as unknown as Parameters<typeof tallyPlaywright>[0]);
  expect(tally).toEqual({ passed: 2, failed: 2, skipped: [{ name: "page.spec.ts > waits", reason: "no data" }] });
});
