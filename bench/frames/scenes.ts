/** What is on the screen: the heat and its axes, or all that can be shown at once. */
export const SCENE_NAMES = ["heat", "everything"] as const;
export type SceneName = (typeof SCENE_NAMES)[number];

const EVERYTHING = {
  trail: { shown: true },
  profile: { shown: true, nodes: "quantile" },
  cvd: { shown: true, style: "candles" },
  vwap: { shown: true, bands: [true, true, true] },
  imbalances: { shown: true, zones: true },
  signals: { shown: true },
};

/** What an address says so that a page shows a scene. The panels beside the chart are open unless they are told not to be. */
export function sceneAddress(scene: SceneName): string {
  if (scene === "heat") return "indicators=off&panels=off";
  return new URLSearchParams(Object.entries(EVERYTHING).map(([name, settings]) => [name, JSON.stringify(settings)])).toString();
}
