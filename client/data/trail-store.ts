import { type PoolKey, samePoolKey } from "../../core/view/cell-pool.ts";
import { TrailMirror } from "../../core/view/trail-mirror.ts";
import type { TrailSpan } from "../../core/view/trail-span.ts";
import type { TrailPatch } from "../../protocol/trail.ts";

/** A trail as the window has it. */
export interface KnownTrail {
  readonly mirror: TrailMirror;
  readonly span: TrailSpan;
  /** Heat codes of the colour scale's ends; both 0 when there is nothing to see. */
  readonly lowCode: number;
  readonly highCode: number;
}

/** The window's copy of the heat trail: the one to draw, and the next one until all of it that is in view has arrived. Plain data; it calls nobody. */
export class TrailStore {
  #shown: KnownTrail | null = null;
  #coming: KnownTrail | null = null;

  /** The trail to draw under cells of this key; null while there is none. */
  trailFor(key: PoolKey): KnownTrail | null {
    return this.#shown !== null && samePoolKey(this.#shown.mirror, key) ? this.#shown : null;
  }

  /** The trail shown so far, whatever its cells. */
  get shown(): KnownTrail | null {
    return this.#shown;
  }

  /** Takes a patch. What is left of a trail that was given up is ignored: the next one begins anew. */
  apply(patch: TrailPatch): void {
    const { key, span, reset, settled, lowCode, highCode } = patch;
    if (reset !== null) this.#coming = { mirror: new TrailMirror(key, reset.slots, reset.slotRows), span, lowCode, highCode };
    const known = this.#coming ?? this.#shown;
    if (known === null) return;
    known.mirror.apply(patch);
    const next = { ...known, lowCode, highCode };
    if (this.#coming === null || settled) {
      this.#shown = next;
      this.#coming = null;
    } else this.#coming = next;
  }

  clear(): void {
    this.#shown = this.#coming = null;
  }
}
