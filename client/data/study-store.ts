import { Series } from "../../core/orderflow/fold/series.ts";
import type { AnyStudyChange, EventOf, FieldOf, FoldedStudyName, ParametersInForce, ProfileReading, StudyPatch, StudyRefusal } from "../../protocol/studies.ts";

/** What a window knows of one study. */
export interface KnownStudy<Name extends FoldedStudyName> {
  /** What it was made with. */
  readonly parameters: ParametersInForce;
  /** Null for a study of events alone. */
  readonly series: Series<FieldOf<Name>> | null;
  /** In the order in which they became known. */
  readonly events: readonly EventOf<Name>[];
}

/** The window's copy of the studies it asked for: patches add up here. Plain data; it calls nobody. */
export class StudyStore {
  readonly #known = new Map<FoldedStudyName, { parameters: ParametersInForce; series: Series<string> | null; events: object[] }>();
  #profile: ProfileReading | null = null;
  #refusal: StudyRefusal | null = null;
  #version = 0;

  /** Another number after every change. */
  get version(): number {
    return this.#version;
  }

  /** A study, undefined until it has been told for the first time. */
  study<Name extends FoldedStudyName>(name: Name): KnownStudy<Name> | undefined {
    return this.#known.get(name) as KnownStudy<Name> | undefined;
  }

  /** Null before the first one, and without a request for it. */
  get profile(): ProfileReading | null {
    return this.#profile;
  }

  /** Why the latest request was refused; null once another one is fulfilled. */
  get refusal(): StudyRefusal | null {
    return this.#refusal;
  }

  /** A copy that stays as it is. */
  copy(): StudyStore {
    const copy = new StudyStore();
    for (const [name, { parameters, series, events }] of this.#known) {
      copy.#known.set(name, { parameters, series: series?.copy() ?? null, events: [...events] });
    }
    copy.#profile = this.#profile;
    copy.#refusal = this.#refusal;
    copy.#version = this.#version + 1;
    return copy;
  }

  /** Takes of a patch what begins or ends a study, and the profile, which has no time: for a copy that is not to grow. */
  applyNew(patch: StudyPatch): void {
    const changes = patch.changes.filter(({ reset }) => reset !== null);
    if (changes.length > 0 || patch.dropped.length > 0 || patch.profile !== null) this.apply({ ...patch, changes });
  }

  apply({ dropped, changes, profile, refusal }: StudyPatch): void {
    this.#version++;
    for (const name of dropped) {
      if (name === "profile") this.#profile = null;
      else this.#known.delete(name);
    }
    for (const change of changes) this.#applyChange(change);
    this.#profile = profile ?? this.#profile;
    this.#refusal = refusal;
  }

  /** Forgets everything: it was of another symbol. */
  clear(): void {
    this.#version++;
    this.#known.clear();
    this.#profile = null;
    this.#refusal = null;
  }

  #applyChange({ study, reset, tail, events }: AnyStudyChange): void {
    const columns: Readonly<Record<string, Float64Array>> | null = tail?.columns ?? null;
    if (reset !== null) {
      this.#known.set(study, { parameters: reset, series: columns === null ? null : new Series(Object.keys(columns)), events: [] });
    }
    const known = this.#known.get(study);
    if (known === undefined) throw new RangeError(`a change of the study ${study} came before its beginning`);
    known.events.push(...events);
    if (tail !== null && columns !== null && known.series !== null) known.series.replaceTail(tail.from, columns);
  }
}
