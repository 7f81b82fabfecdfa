import { describe, expect, it } from "vitest";
import { chromiumCandidates, findChromium } from "../../scripts/find-chromium.mjs";

describe("the places to look", () => {
  it("on Linux are the folders of PATH and the usual ones", () => {
    const places = chromiumCandidates("linux", { PATH: "/opt/bin" });
    expect(places).toContain("/opt/bin/google-chrome");
    expect(places).toContain("/usr/bin/chromium");
    expect(places).toContain("/snap/bin/chromium");
  });

  it("on macOS are the applications of all and of the user", () => {
    expect(chromiumCandidates("darwin", {})[0]).toBe("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
  });

  it("on Windows are the program folders that the environment names, Edge last", () => {
    const places = chromiumCandidates("win32", { PROGRAMFILES: "C:\\Program Files", LOCALAPPDATA: "C:\\Users\\a\\AppData\\Local" });
    expect(places[0]).toBe("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");
    expect(places.at(-1)).toBe("C:\\Users\\a\\AppData\\Local\\Microsoft\\Edge\\Application\\msedge.exe");
  });
});

it("takes CHROME_PATH at its word and says when it names nothing", async () => {
  expect(await findChromium({ CHROME_PATH: process.execPath })).toBe(process.execPath);
  await expect(findChromium({ CHROME_PATH: "/no/such/chrome" })).rejects.toThrow('CHROME_PATH is "/no/such/chrome"');
});
