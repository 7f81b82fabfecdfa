import { describe, expect, it } from "vitest";
import type { FrameContext } from "../../../client/scene/frame-context.ts";
import { TagNames } from "../../../client/scene/tag-names.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { PLAIN_FACE } from "./plain-face.ts";
import { readTexts } from "./read-batch.ts";

function frameWith(profileWidth: number): FrameContext {
  const region = (width: number) => ({ x: 0, y: 0, width, height: 400 });
  const layout = { plot: region(800), profile: region(profileWidth), pixelRatio: 1 };
  return { layout, faces: { labelBold: PLAIN_FACE }, hairlinePx: 1, state: { theme: THEMES.dark } } as unknown as FrameContext;
}

describe("names of tags", () => {
  it("end at the right edge of what stands left of the axis: the plot, or a profile of its own", () => {
    for (const [profileWidth, region, right] of [[0, "plot", 800], [90, "profile", 90]] as const) {
      const names = new TagNames();
      names.push(frameWith(profileWidth), "POC", { from: 100, to: 120 });
      const written = names.batches.flatMap(({ region: place, glyphs, quads }) => readTexts(glyphs).map(({ text, x }) => ({ place, text, x, boxes: quads.count })));
      expect(written).toEqual([{ place: region, text: "POC", x: right, boxes: 3 }]);
      names.clear();
      expect(names.batches.every(({ glyphs, quads }) => glyphs.count === 0 && quads.count === 0)).toBe(true);
    }
  });
});
