import { type RefObject, useEffect } from "react";
import { PLACED } from "./scroll-box.ts";

/**
 * Puts a scrolled element back to where it was when the dock has moved or resized it.
 * @param keptPx how far it was scrolled before.
 */
export function useKeptScroll(scroller: RefObject<HTMLElement | null>, keptPx: () => number): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const restore = (): void => {
      if (element.scrollTop === 0) element.scrollTop = keptPx();
    };
    const sizes = new ResizeObserver(restore);
    sizes.observe(element);
    element.addEventListener(PLACED, restore);
    return () => {
      sizes.disconnect();
      element.removeEventListener(PLACED, restore);
    };
  }, [scroller, keptPx]);
}
