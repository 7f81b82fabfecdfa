import { DIRTY, type DirtyLevel, mergeDirty } from "../../core/view/dirty.ts";
import { FrameStatistics } from "../../core/view/frame-statistics.ts";

/** Called at the start of a frame with its time; may still call `invalidate`. */
export type FrameHook = (nowMs: number) => void;

/**
 * The only `requestAnimationFrame` of the client. Asks for a frame when something became dirty and for none otherwise, and draws none where nothing but a look was asked for and the hooks found nothing; a hidden page draws nothing and
 * draws one frame when it is shown again.
 */
export class FrameLoop {
  readonly statistics = new FrameStatistics();
  readonly #draw: (level: DirtyLevel, nowMs: number) => void;
  #hooks: readonly FrameHook[] = [];
  #dirty: DirtyLevel = DIRTY.none;
  #request = 0;
  #requestedMs = 0;
  #paused = false;
  #lastScriptMs = 0;

  constructor(draw: (level: DirtyLevel, nowMs: number) => void) {
    this.#draw = draw;
    document.addEventListener("visibilitychange", this.#onVisibility);
  }

  /** Script time of the last frame, hooks included. */
  get lastScriptMs(): number {
    return this.#lastScriptMs;
  }

  /** Says what is out of date. At most one frame is asked for. */
  invalidate(level: DirtyLevel): void {
    if (level === DIRTY.none) return;
    this.#dirty = mergeDirty(this.#dirty, level);
    this.#ask();
  }

  /** Calls `hook` at the start of every frame. Returns how to stop it, from the next frame on. */
  onFrame(hook: FrameHook): () => void {
    this.#hooks = [...this.#hooks, hook];
    return () => {
      this.#hooks = this.#hooks.filter((one) => one !== hook);
    };
  }

  /** Draws now instead of with the next frame: for a canvas that has just lost its pixels to a new size. */
  drawNow(level: DirtyLevel): void {
    this.#dirty = mergeDirty(this.#dirty, level);
    if (this.#paused || document.hidden) return;
    cancelAnimationFrame(this.#request);
    this.#requestedMs = performance.now();
    this.#onFrame();
  }

  /** Draws nothing until {@link resume}; what becomes dirty is remembered. */
  pause(): void {
    this.#paused = true;
    cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  resume(): void {
    this.#paused = false;
    if (this.#dirty !== DIRTY.none) this.#ask();
  }

  destroy(): void {
    this.pause();
    this.#hooks = [];
    document.removeEventListener("visibilitychange", this.#onVisibility);
  }

  #ask(): void {
    if (this.#request !== 0 || this.#paused || document.hidden) return;
    this.#requestedMs = performance.now();
    this.#request = requestAnimationFrame(this.#onFrame);
  }

  readonly #onFrame = (): void => {
    const startMs = performance.now();
    const hooks = this.#hooks;
    try {
      for (let index = 0; index < hooks.length; index++) hooks[index](startMs);
      if (this.#paused) return;
      const level = this.#dirty;
      this.#dirty = DIRTY.none;
      if (level <= DIRTY.look) return;
      this.#draw(level, startMs);
      this.#lastScriptMs = performance.now() - startMs;
      this.statistics.record(this.#requestedMs, startMs, this.#lastScriptMs);
    } finally {
      this.#request = 0;
      if (this.#dirty !== DIRTY.none) this.#ask();
    }
  };

  readonly #onVisibility = (): void => {
    if (document.hidden) {
      cancelAnimationFrame(this.#request);
      this.#request = 0;
      return;
    }
    this.invalidate(DIRTY.view);
  };
}
