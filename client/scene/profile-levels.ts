import type { SceneState } from "./scene-state.ts";

/** A price that is read from a profile, at the middle of its row. */
export interface ProfileLevel {
  readonly name: "POC" | "VAH" | "VAL";
  readonly ticks: number;
  /** Lowest tick of the row: the price that stands for it. */
  readonly priceTicks: number;
}

/** Point of control and the edges of the value area; empty without a profile. */
export function profileLevels({ studies }: SceneState): readonly ProfileLevel[] {
  const { profile } = studies;
  if (profile === null || profile.valueArea === null) return [];
  const { pocRow, highRow, lowRow } = profile.valueArea;
  const level = (name: ProfileLevel["name"], row: number): ProfileLevel => ({
    name,
    ticks: (row + 0.5) * profile.ticksPerRow - 0.5,
    priceTicks: row * profile.ticksPerRow,
  });
  return [level("POC", pocRow), level("VAH", highRow), level("VAL", lowRow)];
}
