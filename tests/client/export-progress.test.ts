import { describe, expect, it } from "vitest";
import { ExportProgress } from "../../client/export-progress.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";

describe("the progress of an export", () => {
  const begin = (...problems: readonly string[]) => {
    const choices = createChoicesStore(null, "");
    choices.setState({ problems });
    return { choices, progress: new ExportProgress(choices, 5000), said: () => choices.getState().problems };
  };
  const sentence = (rows: string): string => `Exporting: ${rows} of 2,000,000 rows are written.`;

  it("is said from 0.3 s on, once a second, beside what was said by others, and taken back at the end", () => {
    const { progress, said } = begin("Something else.");
    progress.note(8192, 2_000_000, 5299);
    expect(said()).toEqual(["Something else."]);
    progress.note(163_840, 2_000_000, 5300);
    expect(said()).toEqual(["Something else.", sentence("163,840")]);
    progress.note(172_032, 2_000_000, 6299);
    expect(said()).toEqual(["Something else.", sentence("163,840")]);
    progress.note(999_424, 2_000_000, 6300);
    expect(said()).toEqual(["Something else.", sentence("999,424")]);
    progress.end();
    expect(said()).toEqual(["Something else."]);
    progress.note(2_000_000, 2_000_000, 9000);
    expect(said()).toEqual(["Something else."]);
  });

  it("is said no more once it was dismissed", () => {
    const { choices, progress, said } = begin();
    progress.note(8192, 2_000_000, 5300);
    choices.setState({ problems: [] });
    progress.note(16_384, 2_000_000, 6300);
    progress.note(24_576, 2_000_000, 7300);
    progress.end();
    expect(said()).toEqual([]);
  });

  it("leaves alone what was said meanwhile", () => {
    const { choices, progress, said } = begin();
    progress.note(8192, 2_000_000, 5300);
    choices.setState(({ problems }) => ({ problems: [...problems, "The link to this view is copied."] }));
    progress.note(16_384, 2_000_000, 6300);
    expect(said()).toEqual(["The link to this view is copied.", sentence("16,384")]);
    progress.end();
    expect(said()).toEqual(["The link to this view is copied."]);
  });
});
