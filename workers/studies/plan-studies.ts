import { ALL_DAY_UTC, type SessionRule } from "../../core/market/instrument.ts";
import { SessionCalendar } from "../../core/market/session.ts";
import { requireTicksPerRow, requireTimeframeSec, requireWhole } from "../../core/orderflow/fold/parameter.ts";
import { ProfileRows } from "../../core/orderflow/profile/profile-rows.ts";
import { PEAK_DEFAULTS, requirePeaks } from "../../core/orderflow/profile/profile-peaks.ts";
import { VALUE_AREA_DEFAULTS, valueArea } from "../../core/orderflow/profile/value-area.ts";
import { FootprintBars } from "../../core/orderflow/footprint/footprint-bars.ts";
import type { FoldedStudyName, ParametersInForce, ProfileParameters, StudyName, StudyParameters, StudySelection } from "../../protocol/studies.ts";
import { ImbalanceStudy } from "./imbalance-study.ts";
import type { HeadRule } from "./study-head.ts";
import type { Study } from "./study.ts";
import { type BarShape, STUDY_KINDS } from "./study-kinds.ts";

/** A study that is wanted, checked and with its defaults filled in. */
export interface PlannedStudy {
  readonly name: FoldedStudyName;
  readonly parameters: ParametersInForce;
  /** The same for the same results, and where several studies are made in one go. */
  readonly key: string;
  /** Which of the tables made is this study's, and whether the events are. */
  readonly table: number;
  readonly hasEvents: boolean;
  /** How its newest rows can be found alone; null where they cannot. */
  readonly head: HeadRule | null;
  create(session: SessionRule): Study;
}

/** The profile that is wanted. */
export interface PlannedProfile {
  readonly parameters: ProfileParameters;
  readonly ticksPerRow: number;
  /** Null: the instrument's own sessions. */
  readonly session: SessionRule | null;
}

/** A request as it is fulfilled. */
export interface StudyPlan {
  readonly studies: readonly PlannedStudy[];
  readonly profile: PlannedProfile | null;
  /** Null: the instrument's own sessions. */
  readonly session: SessionRule | null;
}

export const PROFILE_DEFAULTS: ProfileParameters = { range: { kind: "session" }, ticksPerRow: null, valueArea: VALUE_AREA_DEFAULTS, nodes: "peaks", peaks: PEAK_DEFAULTS };

const STUDY_NAMES: readonly string[] = [...Object.keys(STUDY_KINDS), "profile"];
/** Longest profile by minutes: a week. */
const MAX_MINUTES = 7 * 24 * 60;

/**
 * Reads what is wanted.
 * @throws RangeError whose sentence begins with the field, such as `absorption.windowSec`.
 */
export function planStudies({ timeframeSec, ticksPerRow, session = null, studies }: StudySelection): StudyPlan {
  if (session !== null) new SessionCalendar(session).boundsOf(0);
  const shape = { timeframeSec: requireTimeframeSec(timeframeSec), ticksPerRow: requireTicksPerRow(ticksPerRow) };
  if (!isRecord(studies)) throw new RangeError(`studies must be an object with the studies that are wanted`);
  for (const name of Object.keys(studies)) {
    if (!STUDY_NAMES.includes(name)) throw new RangeError(`studies.${name} is not a study; there are ${STUDY_NAMES.join(", ")}`);
  }
  const planned = (Object.keys(STUDY_KINDS) as FoldedStudyName[]).flatMap((name) => {
    const chosen = studies[name];
    return chosen === undefined ? [] : [planStudy(name, chosen, shape, session)];
  });
  return { studies: sharingRows(planned, shape), profile: studies.profile === undefined ? null : { ...planProfile(studies.profile, shape), session }, session };
}

function planStudy<Name extends FoldedStudyName>(name: Name, chosen: Partial<StudyParameters[Name]>, shape: BarShape, session: SessionRule | null): PlannedStudy {
  const kind = STUDY_KINDS[name];
  const own = kind.usesSession === true ? session : null;
  const parameters = withDefaults(name, kind.defaults, chosen);
  const create = (instruments: SessionRule): Study => namingStudy(name, () => kind.create(parameters, shape, own ?? instruments));
  create(ALL_DAY_UTC);
  const head = kind.warmUpSec === undefined ? null : { timeframeSec: shape.timeframeSec, warmUpSec: kind.warmUpSec(shape) };
  const inForce: ParametersInForce = { ...parameters, ...Object.fromEntries(kind.shape.map((field) => [field, shape[field]])), ...Object.fromEntries(own === null ? [] : [["session", own]]) };
  return { name, parameters: inForce, key: `${name} ${JSON.stringify(inForce)}`, table: 0, hasEvents: true, head, create };
}

/** The footprint and its imbalances are made of the same price rows: where both are wanted, one study sums them for both. */
function sharingRows(planned: readonly PlannedStudy[], shape: BarShape): readonly PlannedStudy[] {
  const imbalances = planned.find(({ name }) => name === "imbalances");
  if (imbalances === undefined || !planned.some(({ name }) => name === "footprint")) return planned;
  const parameters = imbalances.parameters as unknown as StudyParameters["imbalances"];
  const shared = { key: `footprint and ${imbalances.key}`, head: imbalances.head, create: () => new ImbalanceStudy({ ...parameters, ...shape }, new FootprintBars()) };
  return planned.map((study) => {
    if (study.name === "footprint") return { ...study, ...shared, table: 1, hasEvents: false };
    return study.name === "imbalances" ? { ...study, ...shared } : study;
  });
}

function planProfile(chosen: Partial<ProfileParameters>, shape: BarShape): Omit<PlannedProfile, "session"> {
  const given = withDefaults("profile", PROFILE_DEFAULTS, chosen);
  const parameters = { ...given, peaks: isRecord(given.peaks) ? { ...PEAK_DEFAULTS, ...given.peaks } : given.peaks };
  const ticksPerRow = namingStudy("profile", () => {
    checkRange(parameters);
    if (!isRecord(parameters.valueArea)) throw new RangeError("valueArea must be an object with share and rowsPerStep");
    valueArea(new ProfileRows(1), parameters.valueArea);
    if (!isRecord(parameters.peaks)) throw new RangeError("peaks must be an object with leastProminence, leastHigh and mostLow");
    requirePeaks(parameters.peaks);
    if (parameters.nodes !== null && parameters.nodes !== "peaks" && parameters.nodes !== "quantile") {
      throw new RangeError(`nodes ${String(parameters.nodes)} must be "peaks", "quantile" or null`);
    }
    return requireTicksPerRow(parameters.ticksPerRow ?? shape.ticksPerRow);
  });
  return { parameters, ticksPerRow };
}

function checkRange({ range }: ProfileParameters): void {
  switch (range?.kind) {
    case "session":
    case "visible":
      return;
    case "minutes":
      requireWhole("range.minutes", range.minutes, 1, MAX_MINUTES);
      return;
    case "fixed":
      requireWhole("range.fromSec", range.fromSec, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      requireWhole("range.toSec", range.toSec, range.fromSec, Number.MAX_SAFE_INTEGER);
      return;
    default:
      throw new RangeError(`range.kind must be "session", "visible", "minutes" or "fixed"`);
  }
}

/** @throws RangeError when a parameter does not exist or is of another type than its default. */
function withDefaults<Parameters extends object>(name: StudyName, defaults: Parameters, chosen: Partial<Parameters>): Parameters {
  if (!isRecord(chosen)) throw new RangeError(`studies.${name} must be an object with its parameters`);
  const whole = { ...defaults };
  for (const key of Object.keys(chosen) as (keyof Parameters & string)[]) {
    const value = chosen[key];
    if (!Object.hasOwn(defaults, key)) throw new RangeError(`${name}.${key} is not a parameter; there are ${Object.keys(defaults).join(", ") || "none"}`);
    if (value === undefined) continue;
    if (typeof defaults[key] === "boolean" && typeof value !== "boolean") throw new RangeError(`${name}.${key} ${String(value)} must be true or false`);
    if (key === "reset" && value !== "session" && value !== "never" && !isRecord(value)) {
      throw new RangeError(`${name}.reset ${String(value)} must be "session", "never" or a number of hours`);
    }
    whole[key] = value as Parameters[typeof key];
  }
  return whole;
}

/** Names that the studies share with the web interface. */
const LOCAL_NAMES: Readonly<Record<string, string>> = { window: "windowSec", min_volume: "minimumLots", threshold: "thresholdLots" };

/** Runs a check and puts the study's name before the field that its sentence begins with. */
function namingStudy<Result>(name: StudyName, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [field, ...sentence] = error.message.split(" ");
    const local = name === "tape" && field === "threshold" ? "thresholdTrades" : (LOCAL_NAMES[field] ?? field);
    throw new RangeError([`${name}.${local}`, ...sentence].join(" "), { cause: error });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
