/** How much a run of the comparison measures unless it is told otherwise. */
export interface PeersMode {
  /** As `--sizes` takes them. */
  readonly sizes: string;
  /** An operation of a peer that has taken this long gets no further step. */
  readonly budgetMs: number;
  readonly timeoutMs: number;
}

/** Measured steps of every operation that does not use up its time before. */
export const STEPS = 30;

export const FULL_MODE: PeersMode = { sizes: "600x200,recording,3600x400,86400x400", budgetMs: 60_000, timeoutMs: 60_000 };
export const QUICK_MODE: PeersMode = { sizes: "600x200,3600x400", budgetMs: 700, timeoutMs: 20_000 };
