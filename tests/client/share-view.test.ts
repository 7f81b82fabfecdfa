import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChartFiles } from "../../client/chart-files.ts";
import { ChartSharing, type SharedChart } from "../../client/chart-sharing.ts";
import { saveFile } from "../../client/share-view.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";

/** An element of the page that a file is chosen or saved with. */
class Element extends EventTarget {
  files: readonly { readonly size: number; text(): Promise<string> }[] = [];
  href = "";
  isInPage = false;
  click = (): void => {};
  remove(): void {
    this.isInPage = false;
  }
}

describe("files that leave the page and come back", () => {
  let element: Element;
  const choices = createChoicesStore(null, "");

  beforeEach(() => {
    element = new Element();
    choices.setState({ problems: [] });
    vi.stubGlobal("document", { createElement: () => element, body: { append: (added: Element) => (added.isInPage = true) } });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it("stay within reach of the browser for a minute", () => {
    vi.useFakeTimers();
    const revoked: string[] = [];
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:one");
    vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void revoked.push(url));
    saveFile(new Blob(["a"]), "a.txt");
    vi.advanceTimersByTime(59_000);
    expect(revoked).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(revoked).toEqual(["blob:one"]);
  });

  it("are said to be unreadable where they are", async () => {
    const files = new ChartFiles({ choices, camera: { view: null }, symbol: "TEST" }, async () => null);
    element.click = () => {
      element.files = [{ size: 10, text: () => Promise.reject(new Error("The requested file could not be read")) }];
      element.dispatchEvent(new Event("change"));
    };
    await files.openLayout();
    expect(choices.getState().problems).toEqual(["The file cannot be read: The requested file could not be read.", "Nothing was changed."]);
  });

  it("are told of while they take long to be made, and then what is in them", async () => {
    vi.useFakeTimers();
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:one");
    const made = { fromSec: 0, toSec: 60, bars: 60, rows: 900, gaps: 0, estimated: 0, content: new Blob(["a"]) };
    const said: (readonly string[])[] = [];
    let late = (): void => {};
    const files = new ChartFiles({ choices, camera: { view: { fromSec: 0, toSec: 60, lowTicks: 0, highTicks: 9 } }, symbol: "TEST" }, async (_query, onRows) => {
      for (const rows of [100, 300]) {
        vi.advanceTimersByTime(200);
        onRows(rows, 900);
        said.push(choices.getState().exports.map(({ sentence }) => sentence));
      }
      late = () => onRows(900, 900);
      return made;
    });
    await files.exportRange("csv");
    expect(said).toEqual([[], ["Exporting: 300 of 900 rows are written."]]);
    vi.advanceTimersByTime(9000);
    late();
    expect(choices.getState().exports).toEqual([]);
    const [sentence, ...more] = choices.getState().problems;
    expect(more).toEqual([]);
    expect(sentence).toMatch(/^TEST-1970-01-01T000000-1970-01-01T000100\.csv: 900 rows/);
  });

  it("are told of no more when they cannot be made, and why is said", async () => {
    vi.useFakeTimers();
    const files = new ChartFiles({ choices, camera: { view: { fromSec: 0, toSec: 60, lowTicks: 0, highTicks: 9 } }, symbol: "TEST" }, async (_query, onRows) => {
      vi.advanceTimersByTime(400);
      onRows(300, 900);
      expect(choices.getState().exports).toHaveLength(1);
      throw new Error("The engine has stopped. Reload the page to start again.");
    });
    await files.exportRange("csv");
    expect(choices.getState()).toMatchObject({ exports: [], problems: ["The engine has stopped. Reload the page to start again."] });
  });

  it("are not missed when none was chosen", async () => {
    const files = new ChartFiles({ choices, camera: { view: null }, symbol: "TEST" }, async () => null);
    const wasInPage: boolean[] = [];
    element.click = () => {
      wasInPage.push(element.isInPage);
      element.dispatchEvent(new Event("cancel"));
    };
    await files.openLayout();
    expect([...wasInPage, element.isInPage]).toEqual([true, false]);
    expect(choices.getState().problems).toEqual([]);
  });

  it("are said to be missing where a picture cannot be made", async () => {
    const chart = { choices, symbol: "TEST", feed: { status: { lastSec: 100 } }, scene: { capture: () => Promise.reject(new Error("The scene is destroyed")) } };
    await new ChartSharing(chart as unknown as SharedChart, null).savePicture();
    expect(choices.getState().problems).toEqual(["The picture could not be saved: The scene is destroyed."]);
    await new ChartSharing({ ...chart, scene: null } as unknown as SharedChart, null).savePicture();
    expect(choices.getState().problems).toEqual(["The picture could not be saved: The chart is not drawn yet."]);
  });
});
