import { type KeyboardEvent, type MouseEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";
import { useSession } from "../session.ts";
import { OwnPresses } from "./own-presses.ts";

interface SheetProps {
  readonly name: string;
  readonly className: string;
  readonly children: ReactNode;
  /** Keys that mean something while it is open; `true`: taken. */
  readonly onKey?: (event: KeyboardEvent<HTMLElement>) => boolean;
}

/** A panel over the page that takes the keyboard while it is open and gives it back after. A press beside it closes it, like Esc. What opened it, a double click or a tap, does nothing else in it. */
export function Sheet({ name, className, children, onKey }: SheetProps): ReactElement {
  const { choices } = useSession();
  const panel = useRef<HTMLDivElement>(null);
  const [presses] = useState(() => new OwnPresses());
  useEffect(() => {
    const before = document.activeElement;
    const first = panel.current?.querySelector<HTMLElement>("[data-first-focus]") ?? panel.current;
    first?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (onKey?.(event) === true) event.preventDefault();
    else keepFocusInside(event);
  };
  const onMouseDown = (event: MouseEvent<HTMLElement>): void => {
    const isBeside = event.target === event.currentTarget;
    const isOwn = presses.mouseDown(event.detail);
    if (isBeside || !isOwn) event.preventDefault();
    if (isBeside && isOwn) choices.setState({ sheet: "none" });
  };
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    if (presses.click(event.detail)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={`sheet-back ${className}-back`} onPointerDownCapture={() => presses.pointerDown()} onMouseDownCapture={onMouseDown} onClickCapture={onClick}>
      <div ref={panel} className={`sheet ${className}`} role="dialog" aria-modal="true" aria-label={name} tabIndex={-1} onKeyDown={onKeyDown}>
        {children}
      </div>
    </div>
  );
}

/** Tab goes round inside of the panel: what lies behind it cannot be worked while it is open. */
function keepFocusInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "Tab") return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("button:enabled, a[href], input, select, [tabindex='0']")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const isLeaving = event.shiftKey ? at <= 0 : at === stops.length - 1;
  if (!isLeaving) return;
  event.preventDefault();
  stops[event.shiftKey ? stops.length - 1 : 0]?.focus();
}
