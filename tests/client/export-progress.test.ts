import { describe, expect, it } from "vitest";
import { runCommand } from "../../client/chart-commands.ts";
import type { ChartActions } from "../../client/chart-commands.ts";
import { ExportProgress } from "../../client/export-progress.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";

describe("the progress of an export", () => {
  const begin = () => {
    const choices = createChoicesStore(null, "");
    return { choices, progress: new ExportProgress(choices, 5000), said: () => choices.getState().exports.map(({ sentence }) => sentence) };
  };
  const sentence = (rows: string): string => `Exporting: ${rows} of 2,000,000 rows are written.`;

  it("is said from 0.3 s on, every five seconds, as the same notice, and taken back at the end", () => {
    const { choices, progress, said } = begin();
    progress.note(8192, 2_000_000, 5299);
    expect(said()).toEqual([]);
    progress.note(163_840, 2_000_000, 5300);
    expect(said()).toEqual([sentence("163,840")]);
    const [{ id }] = choices.getState().exports;
    progress.note(172_032, 2_000_000, 10_299);
    expect(said()).toEqual([sentence("163,840")]);
    progress.note(999_424, 2_000_000, 10_300);
    expect(choices.getState().exports).toEqual([{ id, sentence: sentence("999,424") }]);
    progress.end();
    expect(said()).toEqual([]);
    progress.note(2_000_000, 2_000_000, 30_000);
    expect(said()).toEqual([]);
  });

  it("is said no more once it was dismissed, and neither is what Escape has closed", () => {
    const { choices, progress, said } = begin();
    progress.note(8192, 2_000_000, 5300);
    choices.setState({ exports: [] });
    progress.note(16_384, 2_000_000, 10_300);
    progress.note(24_576, 2_000_000, 15_300);
    expect(said()).toEqual([]);
    const closed = new ExportProgress(choices, 20_000);
    closed.note(8192, 2_000_000, 20_300);
    expect(said()).toEqual([sentence("8,192")]);
    runCommand({ kind: "close" }, choices, { showsChosenSignal: () => false } as ChartActions);
    closed.note(16_384, 2_000_000, 25_300);
    expect(said()).toEqual([]);
  });

  it("goes on whatever else is said, and leaves that alone", () => {
    const { choices, progress, said } = begin();
    progress.note(8192, 2_000_000, 5300);
    choices.setState({ problems: ["The link to this view is copied."] });
    progress.note(16_384, 2_000_000, 10_300);
    expect(said()).toEqual([sentence("16,384")]);
    progress.end();
    expect(said()).toEqual([]);
    expect(choices.getState().problems).toEqual(["The link to this view is copied."]);
  });

  it("is each export's own when two are made at once", () => {
    const { choices, progress, said } = begin();
    const second = new ExportProgress(choices, 6000);
    const third = new ExportProgress(choices, 6000);
    progress.note(8192, 2_000_000, 6300);
    second.note(16_384, 2_000_000, 6300);
    third.note(1, 2_000_000, 6300);
    expect(new Set(choices.getState().exports.map(({ id }) => id)).size).toBe(3);
    choices.setState(({ exports }) => ({ exports: exports.slice(0, 2) }));
    third.note(2, 2_000_000, 11_300);
    progress.note(24_576, 2_000_000, 11_300);
    expect(said()).toEqual([sentence("24,576"), sentence("16,384")]);
    progress.end();
    third.end();
    expect(said()).toEqual([sentence("16,384")]);
    second.note(32_768, 2_000_000, 11_300);
    expect(said()).toEqual([sentence("32,768")]);
    second.end();
    expect(said()).toEqual([]);
  });
});
