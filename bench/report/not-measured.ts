import { FULL_MODE, STEPS } from "../peers/modes.ts";
import { choosePeers } from "../peers/peer-list.ts";
import type { FramesFile } from "./frames-result.ts";
import type { PeersFile } from "./peers-result.ts";

/**
 * What the full benches have and this run had not, one entry each. A bench that left no result is not spoken of here.
 * @param share of the measured steps of `hot/`, above 0 to 1.
 */
export function notMeasured(share: number, frames: FramesFile | null, peers: PeersFile | null): readonly string[] {
  return [...(share < 1 ? [`hot: ${Math.round(100 * (1 - share))} % of the steps`] : []), ...(frames?.leftOut ?? []).map((what) => `frames: ${what}`), ...(peers === null ? [] : missingOfPeers(peers))];
}

function missingOfPeers({ sizes }: PeersFile): string[] {
  const missing = FULL_MODE.sizes.split(",").filter((size) => !sizes.some(({ name }) => name === size || name.startsWith(`${size},`)));
  const measured = new Set(sizes.flatMap(({ peers }) => peers.map(({ peer }) => peer)));
  const libraries = choosePeers(null, true).filter(({ name }) => !measured.has(name));
  const figures = sizes.flatMap(({ peers }) => peers.flatMap(({ operations }) => operations.flatMap(({ net }) => net ?? [])));
  const few = figures.filter(({ steps }) => steps < STEPS).length;
  return [
    ...missing.map((size) => `peers: ${size}`),
    ...libraries.map(({ name }) => `peers: ${name}`),
    ...(few === 0 ? [] : [`peers: all ${STEPS} steps of ${few} of ${figures.length} operations, which used up their time before`]),
  ];
}
