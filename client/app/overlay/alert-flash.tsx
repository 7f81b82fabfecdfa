import { type ReactElement, useSyncExternalStore } from "react";
import { useSession } from "../session.ts";

/** A signal that has just become known: the chart's edge lights up and says which. It fades by itself. */
export function AlertFlash(): ReactElement | null {
  const { signals } = useSession();
  const flash = useSyncExternalStore((listener) => signals.subscribe(listener), () => signals.flash());
  return (
    <div className="alert-place" role="status">
      {flash === null ? null : (
        <div key={flash.serial} className="alert-flash" data-side={flash.side}>
          <span>
            <i aria-hidden="true">{flash.glyph}</i> {flash.name} <b>{flash.price}</b>
          </span>
        </div>
      )}
    </div>
  );
}
