/** One end of the colour scale: a share of the cells, 0..1, or a volume in lots. */
export type ScaleCutoff = { readonly share: number } | { readonly lots: number };

/** Where the colour scale begins and ends. */
export interface HeatCutoffs {
  /** What is drawn in the weakest colour. Null: one lot, or a small part of the strongest. */
  readonly low: ScaleCutoff | null;
  /** What is drawn in the strongest colour, as is everything above. */
  readonly high: ScaleCutoff;
}

/** Shares of the cells for the two ends of a scale, as the engine measures them. */
export interface ScaleShares {
  /** Null: not measured. */
  readonly lowShare: number | null;
  readonly highShare: number;
}

/** The strongest colour stands for this share of the cells, where nothing else is chosen. */
export const HIGH_SHARE = 0.98;

export const DEFAULT_CUTOFFS: HeatCutoffs = { low: null, high: { share: HIGH_SHARE } };
export const DEFAULT_SHARES: ScaleShares = { lowShare: null, highShare: HIGH_SHARE };

/** An end in whatever unit of volume. */
type AnyEnd = ScaleCutoff | { readonly volume: number };

/** What has to be measured for these cut-offs: an end that is a volume is measured like the default, for cells that hold no volumes. */
export function sharesOf({ low, high }: { readonly low: AnyEnd | null; readonly high: AnyEnd }): ScaleShares {
  return { lowShare: low !== null && "share" in low ? low.share : null, highShare: "share" in high ? high.share : HIGH_SHARE };
}

/** `true` when both measure the same. */
export function sameShares(a: ScaleShares, b: ScaleShares): boolean {
  return a.lowShare === b.lowShare && a.highShare === b.highShare;
}
