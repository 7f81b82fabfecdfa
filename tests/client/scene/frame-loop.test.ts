import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FrameLoop } from "../../../client/scene/frame-loop.ts";
import { DIRTY, type DirtyLevel } from "../../../core/view/dirty.ts";

/** What a browser calls with its next frame; there is no browser here. */
let frame: (() => void) | null;

/** What the browser does: it calls once what it was asked to. */
function nextFrame(): void {
  const callback = frame;
  frame = null;
  callback?.();
}

beforeEach(() => {
  frame = null;
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false }));
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => {
    frame = callback;
    return 1;
  });
  vi.stubGlobal("cancelAnimationFrame", () => {
    frame = null;
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("draws nothing where only a look was asked for, unless a hook finds that there is something to draw", () => {
  const called: string[] = [];
  const loop = new FrameLoop((level) => called.push(`draw ${level}`));
  let found: DirtyLevel = DIRTY.none;
  loop.onFrame(() => {
    called.push("look");
    loop.invalidate(found);
  });
  loop.invalidate(DIRTY.look);
  nextFrame();
  expect(frame).toBeNull();
  found = DIRTY.data;
  loop.invalidate(DIRTY.look);
  frame?.();
  loop.destroy();
  expect(called).toEqual(["look", "look", `draw ${DIRTY.data}`]);
});

it("calls every hook of a frame, also the one after a hook that stops itself", () => {
  const called: string[] = [];
  const loop = new FrameLoop(() => called.push("draw"));
  const stop = loop.onFrame(() => {
    called.push("once");
    stop();
  });
  loop.onFrame(() => called.push("always"));
  for (let count = 0; count < 2; count++) {
    loop.invalidate(DIRTY.view);
    frame?.();
  }
  loop.destroy();
  expect(called).toEqual(["once", "always", "draw", "always", "draw"]);
});
