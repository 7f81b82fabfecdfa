import { createContext, useContext, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { ChoicesState, ChoicesStore } from "../state/choices-store.ts";
import type { ChartPort, ChartSnapshot } from "./chart-snapshot.ts";
import type { SignalPort } from "./signal-port.ts";

/** What every panel may ask: the chart, the choices and the signals. */
export interface Session {
  readonly chart: ChartPort;
  readonly choices: ChoicesStore;
  readonly signals: SignalPort;
}

/** Set once, above everything. */
export const SessionContext = createContext<Session | null>(null);

/** The page's session. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("a panel stands outside of the session");
  return session;
}

/** A part of the chart's snapshot; renders again only when that part is another one. */
export function useReading<Part>(select: (snapshot: ChartSnapshot) => Part): Part {
  const { chart } = useSession();
  return useSyncExternalStore(chart.subscribe, () => select(chart.snapshot()));
}

/** A part of the choices; renders again only when that part is another one. */
export function useChoice<Part>(select: (state: ChoicesState) => Part): Part {
  return useStore(useSession().choices, select);
}
