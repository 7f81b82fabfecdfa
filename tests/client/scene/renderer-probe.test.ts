import { describe, expect, it } from "vitest";
import { chooseRenderer } from "../../../client/scene/renderer-probe.ts";

const HARDWARE = "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)";
const SOFTWARE = {
  SwiftShader: "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)",
  llvmpipe: "llvmpipe (LLVM 15.0.7, 256 bits)",
  "Basic Render": "ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)",
};

describe("choice of renderer", () => {
  it("takes WebGL where a quad is quick, and says how quick", () => {
    expect(chooseRenderer("auto", { rendererName: HARDWARE, fullScreenMs: 0.62 })).toEqual({ kind: "webgl", reason: "probe: full-screen quad 0.6 ms" });
  });

  it("takes the canvas where WebGL is software, however quick one quad was", () => {
    for (const [name, rendererName] of Object.entries(SOFTWARE)) {
      for (const fullScreenMs of [null, 0.4]) {
        expect(chooseRenderer("auto", { rendererName, fullScreenMs })).toEqual({ kind: "canvas", reason: `probe: software WebGL (${name})` });
      }
    }
  });

  it("takes the canvas where a quad is slow, whatever the driver calls itself", () => {
    for (const rendererName of ["", HARDWARE]) {
      expect(chooseRenderer("auto", { rendererName, fullScreenMs: 14.24 })).toEqual({ kind: "canvas", reason: "probe: slow WebGL, full-screen quad 14.2 ms" });
    }
  });

  it("does what it is told", () => {
    expect(chooseRenderer("webgl", { rendererName: SOFTWARE.SwiftShader, fullScreenMs: null })).toEqual({ kind: "webgl", reason: "chosen: webgl" });
    expect(chooseRenderer("canvas", null)).toEqual({ kind: "canvas", reason: "chosen: canvas" });
  });

  it("says so when what it is told cannot be had", () => {
    expect(chooseRenderer("webgl", null)).toEqual({ kind: "canvas", reason: "chosen: webgl, but this browser gives no WebGL2" });
    expect(chooseRenderer("auto", null)).toEqual({ kind: "canvas", reason: "probe: no WebGL2" });
  });
});
