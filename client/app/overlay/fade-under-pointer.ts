import { type RefObject, useEffect } from "react";

/**
 * Lets a panel that lies on the chart fade while the pointer is on it (`data-passed`), so that it hides no cell. The panel takes no pointer events: the chart
 * goes on working under it.
 */
export function useFadeUnderPointer(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    let box: DOMRect | null = null;
    const listeners = new AbortController();
    const forget = new ResizeObserver(() => {
      box = null;
    });
    forget.observe(element);
    forget.observe(document.documentElement);
    const onMove = ({ clientX, clientY }: PointerEvent): void => {
      box ??= element.getBoundingClientRect();
      const isOn = clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
      if (isOn !== element.hasAttribute("data-passed")) element.toggleAttribute("data-passed", isOn);
    };
    document.addEventListener("pointermove", onMove, { passive: true, signal: listeners.signal });
    return () => {
      listeners.abort();
      forget.disconnect();
    };
  }, [panel]);
}
