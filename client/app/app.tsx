import type { ReactElement } from "react";
import { TopBar } from "./bar/top-bar.tsx";
import { Dock } from "./dock/dock.tsx";
import { CommandSheet } from "./overlay/command-sheet.tsx";
import { FootprintSheet } from "./footprint/footprint-sheet.tsx";
import { HelpSheet } from "./overlay/help-sheet.tsx";
import { SettingSheet } from "./overlay/setting-sheet.tsx";
import { SymbolSheet } from "./overlay/symbol-sheet.tsx";
import { type Session, SessionContext, useChoice } from "./session.ts";
import { CutoffSettings } from "./settings/cutoff-settings.tsx";
import { SessionSettings } from "./settings/session-settings.tsx";
import { StatusBar } from "./status-bar.tsx";

/** The whole page: a bar, the chart, a bar. */
export function App({ session }: { readonly session: Session }): ReactElement {
  return (
    <SessionContext value={session}>
      <TopBar />
      <Dock />
      <StatusBar />
      <Sheets />
    </SessionContext>
  );
}

function Sheets(): ReactElement | null {
  const sheet = useChoice((state) => state.sheet);
  if (sheet === "help") return <HelpSheet />;
  if (sheet === "symbols") return <SymbolSheet />;
  if (sheet === "commands") return <CommandSheet />;
  if (sheet === "footprint") return <FootprintSheet />;
  if (sheet === "session") {
    return (
      <SettingSheet title="Sessions">
        <SessionSettings />
      </SettingSheet>
    );
  }
  if (sheet === "cutoffs") {
    return (
      <SettingSheet title="Cut-offs of the colour scale">
        <CutoffSettings />
      </SettingSheet>
    );
  }
  return null;
}
