import { describe, it } from "vitest";
import { findRecording, NO_RECORDINGS } from "./recordings.ts";

/**
 * A group of unit tests on one recording. Where it is absent, the group is one skipped test that says why.
 * @param path as {@link findRecording} takes it
 * @param tests gets the recording's absolute path
 */
export function describeWithRecording(title: string, path: string, tests: (file: string) => void): void {
  const file = findRecording(path);
  describe(title, () => {
    if (file === undefined) it(`needs ${path}`, ({ skip }) => skip(NO_RECORDINGS));
    else tests(file);
  });
}
