import type { Layer } from "../layer.ts";
import { GapsLayer } from "./gaps/gaps-layer.ts";
import { LiveEdgeLayer } from "./live-edge/live-edge-layer.ts";
import { OutlineLayer } from "./outline/outline-layer.ts";
import { SessionsLayer } from "./sessions/sessions-layer.ts";

/** All layers of the chart in painting order, lowest first; the heat lies between the stages `under` and `over` (primitives/batch.ts). */
export function makeLayers(): readonly Layer[] {
  return [new GapsLayer(), new SessionsLayer(), new LiveEdgeLayer(), new OutlineLayer()];
}
