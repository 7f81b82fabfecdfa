import { samePoolKey } from "../core/view/cell-pool.ts";
import type { LevelOfDetail } from "../core/view/level-of-detail.ts";
import type { FlowStore } from "./data/flow-store.ts";
import type { SceneState } from "./scene/scene-state.ts";

/**
 * `true` when a picture shows all cells of its window as they stay: at the level of detail that is wanted, on the colour scale of those very cells, with the numbers in them where
 * they are to have some. Trail and studies are not looked at: they tell of more than the window.
 */
export function isWholePicture({ pool, viewport, cellNumbers }: Pick<SceneState, "pool" | "viewport" | "cellNumbers">, detail: LevelOfDetail, store: FlowStore): boolean {
  if (pool === null || !samePoolKey(pool, detail.pool) || !store.knows(pool, viewport)) return false;
  const hasScale = store.scale !== null && samePoolKey(store.scale.key, pool);
  return hasScale && (cellNumbers !== null || !detail.exactCells);
}
