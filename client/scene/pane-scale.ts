/** The value axis of the pane below the plot: pixels from the pane's bottom edge are `(value - lowValue) * pxPerUnit`. */
export interface PaneScale {
  readonly lowValue: number;
  /** 0 without a pane. */
  readonly pxPerUnit: number;
  readonly heightPx: number;
}

/** Without a pane. */
export const NO_PANE: PaneScale = { lowValue: 0, pxPerUnit: 0, heightPx: 0 };
