/** What to do about a lost WebGL context. */
export interface ContextGuardActions {
  /** Stop drawing: the context is gone, it may come back. */
  pause(): void;
  /** The context is back and empty: draw everything. */
  restored(): void;
  /** It will not come back, or not for long: use another renderer. The reason is a phrase for the status bar. */
  giveUp(reason: string): void;
}

const PATIENCE_MS = 2000;
const LOSSES_ALLOWED = 2;
const LOSS_WINDOW_MS = 60_000;

/**
 * Watches one canvas's WebGL context. A loss pauses drawing until the context returns; a context that stays away for two seconds, or is lost for the third
 * time in a minute, is given up.
 */
export class ContextGuard {
  readonly #canvas: HTMLCanvasElement;
  readonly #actions: ContextGuardActions;
  readonly #lossesMs: number[];
  #timer = 0;

  /** @param lossesMs times of losses so far; kept by the owner, so that a new canvas does not forget them. */
  constructor(canvas: HTMLCanvasElement, lossesMs: number[], actions: ContextGuardActions) {
    this.#canvas = canvas;
    this.#actions = actions;
    this.#lossesMs = lossesMs;
    canvas.addEventListener("webglcontextlost", this.#onLost);
    canvas.addEventListener("webglcontextrestored", this.#onRestored);
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#canvas.removeEventListener("webglcontextlost", this.#onLost);
    this.#canvas.removeEventListener("webglcontextrestored", this.#onRestored);
  }

  readonly #onLost = (event: Event): void => {
    event.preventDefault();
    this.#actions.pause();
    const nowMs = performance.now();
    this.#lossesMs.push(nowMs);
    const recent = this.#lossesMs.filter((lossMs) => nowMs - lossMs < LOSS_WINDOW_MS).length;
    if (recent > LOSSES_ALLOWED) this.#giveUp(`WebGL context lost ${recent} times in a minute`);
    else this.#timer = window.setTimeout(() => this.#giveUp("WebGL context lost and not given back"), PATIENCE_MS);
  };

  readonly #onRestored = (): void => {
    clearTimeout(this.#timer);
    this.#actions.restored();
  };

  #giveUp(reason: string): void {
    this.destroy();
    this.#actions.giveUp(reason);
  }
}
