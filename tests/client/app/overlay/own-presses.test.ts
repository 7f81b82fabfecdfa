import { describe, expect, it } from "vitest";
import { OwnPresses } from "../../../../client/app/overlay/own-presses.ts";

/** What becomes of a press with the mouse, the `count`th at one place. */
function press(presses: OwnPresses, count = 1): readonly [down: boolean, click: boolean] {
  presses.pointerDown();
  return [presses.mouseDown(count), presses.click(count)];
}

describe("presses on what was opened", () => {
  it("are all those that begin there", () => {
    const presses = new OwnPresses();
    expect([press(presses), press(presses, 2), press(presses)]).toEqual([[true, true], [true, true], [true, true]]);
  });

  it("are not the second and third of the clicks that opened it", () => {
    const presses = new OwnPresses();
    expect([press(presses, 2), press(presses, 3), press(presses)]).toEqual([[false, false], [false, false], [true, true]]);
  });

  it("are not what a browser makes of the tap that opened it", () => {
    const presses = new OwnPresses();
    expect([presses.mouseDown(1), presses.click(1)]).toEqual([false, false]);
    expect(press(presses)).toEqual([true, true]);
  });

  it("are clicks without a press, as keys make them, whatever came before", () => {
    const presses = new OwnPresses();
    expect([presses.mouseDown(0), presses.click(0)]).toEqual([true, true]);
    expect([press(presses, 2), presses.click(0)]).toEqual([[false, false], true]);
  });
});
