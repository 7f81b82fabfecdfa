import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as mirror from "../../core/view/pool-mirror.ts";
import { CELL_TEXTURE_WIDTH, GLYPH_LAYOUT, HEADER_TEXTURE_WIDTH, HEATMAP_LAYOUT, POLYLINE_LAYOUT, QUAD_LAYOUT, type ShaderLayout } from "../../shaders/layouts.ts";

const source = (name: string): string => readFileSync(new URL(`../../shaders/${name}`, import.meta.url), "utf8");

/** Name -> type of all declarations `<keyword> <type> <name>;` that stand alone on a line. */
function declared(text: string, keyword: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(new RegExp(`^${keyword} (\\w+) (\\w+);`, "gm"))].map(([, type, name]) => [name, type]));
}

const SHADERS: Readonly<Record<string, ShaderLayout>> = { heatmap: HEATMAP_LAYOUT, quad: QUAD_LAYOUT, polyline: POLYLINE_LAYOUT, glyph: GLYPH_LAYOUT };

describe.each(Object.entries(SHADERS))("layout of %s", (name, layout) => {
  const vertex = source(`${name}.vert`);
  const fragment = source(`${name}.frag`).replace("#include heat-colour.glsl", () => source("heat-colour.glsl"));

  it("states the attributes of the vertex shader", () => {
    expect(declared(vertex, "in")).toEqual(layout.attributes);
  });

  it("states the uniforms and textures of both shaders", () => {
    const samplers = Object.fromEntries(Object.entries(layout.textures).map(([texture, { sampler }]) => [texture, sampler]));
    expect({ ...declared(vertex, "uniform"), ...declared(fragment, "uniform") }).toEqual({ ...layout.uniforms, ...samplers });
  });

  it("passes on what the fragment shader takes in", () => {
    const passed = { ...declared(vertex, "out"), ...declared(vertex, "flat out") };
    expect({ ...declared(fragment, "in"), ...declared(fragment, "flat in") }).toEqual(passed);
  });

  it("declares high precision for everything", () => {
    for (const stage of [vertex, fragment]) {
      for (const type of ["float", "int"]) expect(stage).toContain(`precision highp ${type};`);
      for (const [texture, { sampler }] of Object.entries(layout.textures)) {
        if (declared(stage, "uniform")[texture] !== undefined) expect(stage).toContain(`precision highp ${sampler};`);
      }
    }
  });
});

describe("pool textures", () => {
  it("are as wide as the rows that a mirror's arrays hold", () => {
    expect([mirror.HEADER_TEXTURE_WIDTH, mirror.CELL_TEXTURE_WIDTH]).toEqual([HEADER_TEXTURE_WIDTH, CELL_TEXTURE_WIDTH]);
  });
});
