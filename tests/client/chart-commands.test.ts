import { describe, expect, it } from "vitest";
import { type ChartActions, runCommand } from "../../client/chart-commands.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import { KEYMAP } from "../../client/state/keymap.ts";

function setUp(rowTicks = 10) {
  const done: string[] = [];
  const actions: ChartActions = {
    rowTicks: () => rowTicks,
    newestBarSec: () => 1200,
    showsChosenSignal: () => true,
    renderer: () => "webgl",
    centrePrice: () => done.push("centre"),
    fitAll: () => done.push("fit"),
    resetView: () => done.push("reset"),
    showNextGap: () => done.push("gap"),
    pan: (time, price) => done.push(`pan ${time} ${price}`),
    savePicture: () => done.push("picture"),
    copyLink: () => done.push("link"),
    exportRange: (format) => done.push(`export ${format}`),
    changeLayout: (act) => done.push(`layout ${act}`),
    zoom: (axis, factor) => done.push(`zoom ${axis} ${factor > 1 ? "out" : "in"}`),
  };
  const choices = createChoicesStore(null, "");
  return { choices, actions, done };
}

describe("runCommand", () => {
  it("does something for every key", () => {
    for (const { command, label } of KEYMAP) {
      const { choices, actions, done } = setUp();
      choices.setState({ sheet: "help", timeframe: command.kind === "timeframe" && command.timeframe === "1s" ? "5s" : "1s" });
      const before = choices.getState();
      runCommand(command, choices, actions);
      expect(done.length > 0 || choices.getState() !== before, label).toBe(true);
    }
  });

  it("goes round the modes both ways", () => {
    const { choices, actions } = setUp();
    runCommand({ kind: "mode-step", direction: -1 }, choices, actions);
    expect(choices.getState().mode).toBe("trades");
    runCommand({ kind: "mode-step", direction: 1 }, choices, actions);
    expect(choices.getState().mode).toBe("volume");
  });

  it("steps from the row height on the screen, also when that was automatic, and back to automatic", () => {
    const { choices, actions } = setUp(10);
    runCommand({ kind: "row-step", direction: 1 }, choices, actions);
    expect(choices.getState().rowTicks).toBe(20);
    runCommand({ kind: "row-auto" }, choices, actions);
    expect(choices.getState().rowTicks).toBeNull();
    runCommand({ kind: "row-auto" }, choices, actions);
    expect(choices.getState().rowTicks).toBe(10);
  });

  it("changes to the renderer that does not draw now", () => {
    const { choices, actions } = setUp();
    runCommand({ kind: "next", choice: "renderer" }, choices, actions);
    expect(choices.getState().renderer).toBe("canvas");
  });

  it("opens and closes sheets, one at a time", () => {
    const { choices, actions } = setUp();
    runCommand({ kind: "toggle", choice: "help" }, choices, actions);
    runCommand({ kind: "toggle", choice: "symbols" }, choices, actions);
    expect(choices.getState().sheet).toBe("symbols");
    runCommand({ kind: "close" }, choices, actions);
    expect(choices.getState().sheet).toBe("none");
  });

  it("opens the footprint of the chosen bar, else of the newest; closing ends the sheet first, then the choice", () => {
    const { choices, actions } = setUp();
    runCommand({ kind: "show-bar" }, choices, actions);
    expect(choices.getState()).toMatchObject({ sheet: "footprint", selectedBarSec: 1200 });
    choices.setState({ sheet: "none", selectedBarSec: 900 });
    runCommand({ kind: "show-bar" }, choices, actions);
    expect(choices.getState()).toMatchObject({ sheet: "footprint", selectedBarSec: 900 });
    runCommand({ kind: "close" }, choices, actions);
    expect(choices.getState()).toMatchObject({ sheet: "none", selectedBarSec: 900 });
    runCommand({ kind: "close" }, choices, { ...actions, showsChosenSignal: () => false });
    expect(choices.getState().selectedBarSec).toBeNull();
  });

  it("closes what lies over the chart first, then lets go of the signal, then of the bar; of a signal that is not drawn without a press of its own", () => {
    const { choices, actions } = setUp();
    choices.setState({ sheet: "help", chosenSignal: "sweep 1", selectedBarSec: 900 });
    const steps = [1, 2, 3].map((press) => {
      runCommand({ kind: "close" }, choices, { ...actions, showsChosenSignal: () => press < 3 });
      const { sheet, chosenSignal, selectedBarSec } = choices.getState();
      return [sheet, chosenSignal, selectedBarSec];
    });
    expect(steps).toEqual([
      ["none", "sweep 1", 900],
      ["none", null, 900],
      ["none", null, null],
    ]);
    choices.setState({ chosenSignal: "sweep 1", selectedBarSec: 900 });
    runCommand({ kind: "close" }, choices, { ...actions, showsChosenSignal: () => false });
    expect(choices.getState()).toMatchObject({ chosenSignal: null, selectedBarSec: null });
  });

  it("opens nothing before there is a bar", () => {
    const { choices, actions } = setUp();
    runCommand({ kind: "show-bar" }, choices, { ...actions, newestBarSec: () => null });
    expect(choices.getState().sheet).toBe("none");
  });
});
