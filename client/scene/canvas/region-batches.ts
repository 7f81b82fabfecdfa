import type { Layer } from "../layer.ts";
import { type Batch, KeptBatch, REGION_NAMES, type RegionName, type Stage } from "../primitives/batch.ts";

/** A region's batches by stage, each in the order of the layers; those that are kept with the heat by themselves. */
export type StagedBatches = Readonly<Record<Stage, readonly Batch[]>> & { readonly all: readonly Batch[]; readonly kept: readonly KeptBatch[] };

/**
 * Sorts the batches of all layers by where and when they are painted, so that no frame has to.
 * @throws Error when a batch that is kept with the heat does not come first in its stage.
 */
export function sortBatches(layers: readonly Layer[]): Readonly<Record<RegionName, StagedBatches>> {
  const batches = layers.flatMap((layer) => layer.batches);
  const staged = (region: RegionName): StagedBatches => {
    const inRegion = batches.filter((batch) => batch.region === region);
    for (const stage of ["under", "over"]) {
      const inStage = inRegion.filter((batch) => batch.stage === stage);
      const late = inStage.findIndex((batch, index) => batch instanceof KeptBatch && index > 0 && !(inStage[index - 1] instanceof KeptBatch));
      if (late >= 0) throw new Error(`Batch ${late + 1} of those ${stage} the heat is kept with it, so no other batch may come before it: put its layer first`);
    }
    const kept = inRegion.filter((batch) => batch instanceof KeptBatch);
    const at = (stage: Stage): Batch[] => inRegion.filter((batch) => batch.stage === stage && !(batch instanceof KeptBatch));
    const [under, over, cursor] = [at("under"), at("over"), at("cursor")];
    return { under, over, cursor, kept, all: [...under, ...over, ...cursor] };
  };
  return Object.fromEntries(REGION_NAMES.map((region) => [region, staged(region)])) as Record<RegionName, StagedBatches>;
}
