/** A canvas's size in device pixels. */
export interface CanvasSize {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/** The size by arithmetic, where the browser has not yet told the exact one. At least one pixel each way. */
export function estimateCanvasSize(host: HTMLElement): CanvasSize {
  const pixelRatio = window.devicePixelRatio || 1;
  const box = host.getBoundingClientRect();
  return {
    widthPx: Math.max(1, Math.round(box.width * pixelRatio)),
    heightPx: Math.max(1, Math.round(box.height * pixelRatio)),
    pixelRatio,
  };
}

/**
 * Reports a canvas's size in whole device pixels whenever it or the device-pixel ratio changes. `device-pixel-content-box` is the only source that
 * knows how the browser rounds the box to the screen; where it is missing the size is estimated.
 * @returns how to stop.
 */
export function watchCanvasSize(canvas: HTMLCanvasElement, onSize: (size: CanvasSize) => void): () => void {
  const observer = new ResizeObserver((entries) => {
    const estimate = estimateCanvasSize(canvas);
    const exact = entries[entries.length - 1].devicePixelContentBoxSize?.[0];
    onSize(exact === undefined ? estimate : refine(estimate, exact.inlineSize, exact.blockSize));
  });
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(canvas);
  }
  return () => observer.disconnect();
}

/** Takes the exact size where it is the estimate rounded another way. Under an emulated pixel ratio browsers report the real screen's, which is no use. */
function refine(estimate: CanvasSize, widthPx: number, heightPx: number): CanvasSize {
  const near = Math.abs(widthPx - estimate.widthPx) <= 2 && Math.abs(heightPx - estimate.heightPx) <= 2;
  return near ? { widthPx: Math.max(1, widthPx), heightPx: Math.max(1, heightPx), pixelRatio: estimate.pixelRatio } : estimate;
}
