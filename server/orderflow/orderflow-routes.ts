import { type HttpRoute, jsonResponse } from "../http/http-route.ts";
import type { BarLog } from "../log.ts";
import { describeApi } from "./openapi.ts";
import { ABSORPTION_STUDY } from "./studies/absorption.ts";
import { BURSTS_STUDY } from "./studies/bursts.ts";
import { CVD_STUDY } from "./studies/cvd.ts";
import { EXHAUSTION_STUDY } from "./studies/exhaustion.ts";
import { FOOTPRINT_STUDY } from "./studies/footprint.ts";
import { IMBALANCES_STUDY } from "./studies/imbalances.ts";
import { LIQUIDITY_SWEEPS_STUDY } from "./studies/liquidity-sweeps.ts";
import { MICRO_FOOTPRINT_STUDY } from "./studies/micro-footprint.ts";
import { MICRO_VOLUME_PROFILE_STUDY } from "./studies/micro-volume-profile.ts";
import { SESSION_PROFILE_STUDY } from "./studies/session-profile.ts";
import { TAPE_STUDY } from "./studies/tape.ts";
import { VWAP_STUDY } from "./studies/vwap.ts";
import { STUDY_PATH, type StudyRoute } from "./study-route.ts";
import { TurnQueue } from "./turn-queue.ts";

/** The studies on offer, in the order of their description. */
export const STUDIES: readonly StudyRoute[] = [
  CVD_STUDY,
  SESSION_PROFILE_STUDY,
  FOOTPRINT_STUDY,
  IMBALANCES_STUDY,
  MICRO_FOOTPRINT_STUDY,
  ABSORPTION_STUDY,
  EXHAUSTION_STUDY,
  MICRO_VOLUME_PROFILE_STUDY,
  BURSTS_STUDY,
  TAPE_STUDY,
  LIQUIDITY_SWEEPS_STUDY,
  VWAP_STUDY,
];

/** The routes of the order-flow studies over the logs of this server, and their description. */
export function createOrderflowRoutes(logs: ReadonlyMap<string, BarLog>): HttpRoute[] {
  const sources = { logs, turns: new TurnQueue() };
  const description = describeApi(STUDIES);
  return [
    { method: "GET", path: "/api/docs", handle: () => jsonResponse(200, description) },
    ...STUDIES.map((study) => ({ method: "POST" as const, path: STUDY_PATH + study.path, handle: study.handle.bind(undefined, sources) })),
  ];
}
