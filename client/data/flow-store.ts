import { type PoolKey, poolKeyText } from "../../core/view/cell-pool.ts";
import { DIRTY, type DirtyLevel, mergeDirty } from "../../core/view/dirty.ts";
import { PoolMirror } from "../../core/view/pool-mirror.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import type { CellReading, EngineCosts, ExactCells, FlowPatch, PoolPatch, ScaleReading, StreamStatus } from "../../protocol/worker-api.ts";
import { changesPicture } from "./changes-picture.ts";
import { type CoveredPool, choosePool } from "./choose-pool.ts";
import { keepFrozenCells } from "./frozen-cells.ts";
import { StudyStore } from "./study-store.ts";
import { TrailStore } from "./trail-store.ts";

/** What a window knows: its copy of everything the engine has sent. Plain data; it calls nobody. */
export class FlowStore {
  #symbol = "";
  #status: StreamStatus | null = null;
  #exactCells: ExactCells | null = null;
  #pointer: CellReading | null = null;
  #scale: ScaleReading | null = null;
  #costs: EngineCosts | null = null;
  /** The studies asked for, as far as they have been told. */
  readonly studies = new StudyStore();
  /** The heat trail, while one is asked for. */
  readonly trail = new TrailStore();
  readonly #pools = new Map<string, CoveredPool>();
  /** The first second that may still change, while the picture is frozen. */
  #frozenSec: number | null = null;
  #frozenStudies: StudyStore | null = null;

  /** The symbol everything here is about; "" before the first patch that names one. */
  get symbol(): string {
    return this.#symbol;
  }

  get status(): StreamStatus | null {
    return this.#status;
  }

  /** Exact numbers of the cells around the viewport they were asked for; null before the first. They name their own key. */
  get exactCells(): ExactCells | null {
    return this.#exactCells;
  }

  /** The last cell that was under the pointer. It names its own place: compare before showing it. */
  get pointer(): CellReading | null {
    return this.#pointer;
  }

  get scale(): ScaleReading | null {
    return this.#scale;
  }

  get costs(): EngineCosts | null {
    return this.#costs;
  }

  /** The studies as the picture shows them. */
  get shownStudies(): StudyStore {
    return this.#frozenStudies ?? this.studies;
  }

  /**
   * Keeps pools, exact numbers and shown studies from changing from second `fromSec` on, whatever patches say; null shows everything again. A detail or a study
   * that comes meanwhile is shown, up to that second.
   */
  freeze(fromSec: number | null): void {
    this.#frozenSec = fromSec;
    this.#frozenStudies = fromSec === null ? null : this.studies.copy();
    for (const { mirror } of this.#pools.values()) {
      if (fromSec === null) mirror.thaw();
      else mirror.freeze(fromSec);
    }
  }

  /** Keys of all pools held. */
  get poolKeys(): readonly PoolKey[] {
    return Array.from(this.#pools.values(), ({ mirror: { columnSec, ticksPerRow, content } }) => ({ columnSec, ticksPerRow, content }));
  }

  /** Takes a patch. @returns how much of the picture it changes; `look` where that depends on what is in sight. */
  apply(patch: FlowPatch): DirtyLevel {
    let dirty: DirtyLevel = DIRTY.none;
    if (patch.symbol !== this.#symbol) dirty = mergeDirty(dirty, this.#startOver(patch.symbol));
    if (patch.status !== null) {
      if (changesPicture(this.#status, patch.status)) dirty = mergeDirty(dirty, DIRTY.look);
      this.#status = patch.status;
    }
    for (const key of patch.dropped) {
      if (this.#pools.delete(poolKeyText(key))) dirty = mergeDirty(dirty, DIRTY.look);
    }
    for (const pool of patch.pools) {
      this.#applyPool(pool);
      dirty = mergeDirty(dirty, DIRTY.look);
    }
    if (patch.exactCells !== null) {
      this.#exactCells = this.#frozenSec === null ? patch.exactCells : keepFrozenCells(this.#exactCells, patch.exactCells, this.#frozenSec);
      dirty = mergeDirty(dirty, DIRTY.look);
    }
    if (patch.scale !== null) {
      this.#scale = patch.scale;
      dirty = mergeDirty(dirty, DIRTY.look);
    }
    if (patch.trail !== null) {
      this.trail.apply(patch.trail);
      dirty = mergeDirty(dirty, DIRTY.data);
    }
    if (patch.studies !== null) {
      this.studies.apply(patch.studies);
      this.#frozenStudies?.applyNew(patch.studies);
      dirty = mergeDirty(dirty, DIRTY.data);
    }
    if (patch.pointer !== null) {
      this.#pointer = patch.pointer;
      dirty = mergeDirty(dirty, DIRTY.cursor);
    }
    this.#costs = patch.costs;
    return dirty;
  }

  /** The pool of this very level of detail; null while none is held. */
  poolOf(key: PoolKey): PoolMirror | null {
    return this.#pools.get(poolKeyText(key))?.mirror ?? null;
  }

  /**
   * The pool to draw for a wanted level of detail: that very one as soon as it covers what the viewport shows of the data, until then the one held that covers
   * most of it, nearest in detail where several do. Null before the first pool.
   */
  bestPoolFor(key: PoolKey, view: Viewport): PoolMirror | null {
    const fromSec = Math.max(view.fromSec, this.#status?.firstSec ?? view.fromSec);
    const toSec = Math.min(view.toSec, this.#status?.lastSec ?? view.toSec);
    return choosePool(this.#pools.values(), key, fromSec, toSec);
  }

  /**
   * `true` when all that is known of the viewport's time stands in the pool, so that what is empty in it is empty. It is not while some of it is still to be
   * packed, of a pool that is not held any more, and of a time that a frozen picture hides.
   */
  knows(pool: PoolMirror, view: Viewport): boolean {
    const covered = this.#pools.get(poolKeyText(pool));
    if (covered?.mirror !== pool || (this.#frozenSec !== null && view.fromSec >= this.#frozenSec)) return false;
    const fromSec = Math.max(view.fromSec, this.#status?.firstSec ?? view.fromSec);
    const toSec = Math.min(view.toSec, this.#status?.lastSec ?? view.toSec);
    return covered.fromSec <= fromSec && covered.toSec >= toSec;
  }

  /** `true` while the pool is one of those held. */
  holds(pool: PoolMirror): boolean {
    return this.#pools.get(poolKeyText(pool))?.mirror === pool;
  }

  #startOver(symbol: string): DirtyLevel {
    const knewNothing = this.#status === null && this.#pools.size === 0;
    this.#symbol = symbol;
    this.#status = null;
    this.#exactCells = null;
    this.#pointer = null;
    this.#scale = null;
    this.trail.clear();
    this.studies.clear();
    this.#frozenSec = null;
    this.#frozenStudies = null;
    this.#pools.clear();
    return knewNothing ? DIRTY.none : DIRTY.data;
  }

  #applyPool(patch: PoolPatch): void {
    const text = poolKeyText(patch.key);
    const known = this.#pools.get(text)?.mirror;
    const mirror = known ?? new PoolMirror(patch.key);
    if (known === undefined && this.#frozenSec !== null) mirror.freeze(this.#frozenSec);
    mirror.apply(patch);
    this.#pools.set(text, { mirror, fromSec: patch.coveredFromSec, toSec: patch.coveredToSec });
  }
}
