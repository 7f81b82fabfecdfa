import type { IDockviewPanelHeaderProps } from "dockview-react";
import type { MouseEvent, ReactElement } from "react";

/** A panel's title, with a mark that closes it by mouse; by keyboard the status bar's toggles do, for a tab may hold no control of its own. */
export function PanelTab({ api }: IDockviewPanelHeaderProps): ReactElement {
  const keepForMark = (event: MouseEvent): void => event.stopPropagation();
  return (
    <div className="panel-tab">
      <span>{api.title}</span>
      <span className="panel-tab-close" title={`Close ${api.title ?? "the panel"}`} aria-hidden="true" onPointerDown={keepForMark} onClick={() => api.close()}>
        ×
      </span>
    </div>
  );
}
