/** Longer than this, a frame is late at 60 Hz: the browser has left one out. */
const LATE_FRAME_MS = 25;
/** Longer than this, browsers speak of a long frame: one that people feel. */
const LONG_FRAME_MS = 50;

/** Frames after which the browser had left one out. @param gapsMs between its frames, milliseconds. */
export function countLateFrames(gapsMs: readonly number[]): number {
  return gapsMs.filter((gapMs) => gapMs > LATE_FRAME_MS).length;
}

/** Frames of more than 50 ms. @param gapsMs between the browser's frames, milliseconds. */
export function countLongFrames(gapsMs: readonly number[]): number {
  return gapsMs.filter((gapMs) => gapMs > LONG_FRAME_MS).length;
}
