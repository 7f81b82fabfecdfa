import type { SessionRule } from "../../core/market/instrument.ts";
import { ABSORPTION_DEFAULTS, AbsorptionFold } from "../../core/orderflow/signals/absorption.ts";
import { createCvdSeries, DeltaCvdFold } from "../../core/orderflow/flow/delta-cvd.ts";
import { EXHAUSTION_DEFAULTS, ExhaustionFold } from "../../core/orderflow/signals/exhaustion.ts";
import { LIQUIDITY_SWEEP_DEFAULTS, LiquiditySweepFold } from "../../core/orderflow/signals/liquidity-sweep.ts";
import { MICRO_PULLBACK_DEFAULTS, MicroPullbackFold } from "../../core/orderflow/signals/micro-pullback.ts";
import { createVwapSeries, SessionVwapFold } from "../../core/orderflow/flow/session-vwap.ts";
import { rowMedianWindowSec } from "../../core/orderflow/footprint/row-volume-median.ts";
import { STACKED_IMBALANCE_DEFAULTS } from "../../core/orderflow/footprint/stacked-imbalance.ts";
import { TAPE_DEFAULTS } from "../../core/orderflow/flow/tape.ts";
import type { FoldedStudyName, StudyParameters } from "../../protocol/studies.ts";
import { EventStudy } from "./event-study.ts";
import { FootprintStudy } from "./footprint-study.ts";
import { FormingSeriesStudy } from "./forming-series-study.ts";
import { ImbalanceStudy } from "./imbalance-study.ts";
import type { Study } from "./study.ts";
import { PrintsStudy, TapeStudy } from "./tape-study.ts";

/** What a request says for all studies. */
export interface BarShape {
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
}

/** How a study is made of its parameters. */
export interface StudyKind<Parameters> {
  readonly defaults: Parameters;
  /** What of the request's bars the results depend on. */
  readonly shape: readonly (keyof BarShape)[];
  /** The results depend on when sessions start. */
  readonly usesSession?: true;
  /** How far before a bar lies what its rows depend on, seconds. Undefined: everything before it does, or the study has events alone. */
  warmUpSec?(shape: BarShape): number;
  /** @throws RangeError naming the parameter. */
  create(parameters: Parameters, shape: BarShape, session: SessionRule): Study;
}

const TIMEFRAME = ["timeframeSec"] as const;
const TIMEFRAME_AND_ROWS = ["timeframeSec", "ticksPerRow"] as const;

/** Every study that is folded bar by bar. */
export const STUDY_KINDS: { readonly [Name in FoldedStudyName]: StudyKind<StudyParameters[Name]> } = {
  cvd: {
    defaults: { reset: "session" },
    shape: TIMEFRAME,
    usesSession: true,
    create: (parameters, { timeframeSec }, session) => {
      const whole = { ...parameters, timeframeSec, session };
      return new FormingSeriesStudy(createCvdSeries(), new DeltaCvdFold(whole), new DeltaCvdFold(whole));
    },
  },
  vwap: {
    defaults: { reset: "session" },
    shape: TIMEFRAME,
    usesSession: true,
    create: (parameters, { timeframeSec }, session) => {
      const whole = { ...parameters, timeframeSec, session };
      return new FormingSeriesStudy(createVwapSeries(), new SessionVwapFold(whole), new SessionVwapFold(whole));
    },
  },
  footprint: { defaults: {}, shape: TIMEFRAME_AND_ROWS, warmUpSec: () => 0, create: (_parameters, shape) => new FootprintStudy(shape) },
  imbalances: {
    defaults: STACKED_IMBALANCE_DEFAULTS,
    shape: TIMEFRAME_AND_ROWS,
    warmUpSec: ({ timeframeSec }) => rowMedianWindowSec(timeframeSec),
    create: (parameters, { timeframeSec, ticksPerRow }) => new ImbalanceStudy({ ...parameters, timeframeSec, ticksPerRow }),
  },
  absorption: { defaults: ABSORPTION_DEFAULTS, shape: [], create: (parameters) => new EventStudy(new AbsorptionFold(parameters)) },
  exhaustion: {
    defaults: EXHAUSTION_DEFAULTS,
    shape: TIMEFRAME,
    create: (parameters, { timeframeSec }) => new EventStudy(new ExhaustionFold({ ...parameters, timeframeSec })),
  },
  bursts: { defaults: MICRO_PULLBACK_DEFAULTS, shape: [], create: (parameters) => new EventStudy(new MicroPullbackFold(parameters)) },
  sweeps: { defaults: LIQUIDITY_SWEEP_DEFAULTS, shape: [], create: (parameters) => new EventStudy(new LiquiditySweepFold(parameters)) },
  tape: { defaults: TAPE_DEFAULTS, shape: [], create: (parameters) => new TapeStudy(parameters) },
  prints: { defaults: { limit: 200, leastLots: 1 }, shape: [], create: (parameters) => new PrintsStudy(parameters) },
};
