import type { ReactElement, ReactNode } from "react";
import { useSession } from "../session.ts";
import { Sheet } from "./sheet.tsx";

/** A few settings over the page, beside which the chart stays in sight. */
export function SettingSheet({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const { choices } = useSession();
  return (
    <Sheet name={title} className="setting-sheet">
      <header>
        <h2>{title}</h2>
        <button type="button" onClick={() => choices.setState({ sheet: "none" })}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      {children}
    </Sheet>
  );
}
