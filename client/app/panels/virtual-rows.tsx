import { useVirtualizer } from "@tanstack/react-virtual";
import { createElement, type ReactElement, type ReactNode, useCallback, useEffect, useRef } from "react";
import { SCROLL_BOX } from "./scroll-box.ts";
import { useKeptScroll } from "./use-kept-scroll.ts";

const ROW_PX = 18;
const OVERSCAN_ROWS = 8;

interface VirtualRowsProps {
  readonly label: string;
  readonly count: number;
  /** Height of a row, CSS pixels. */
  readonly rowPx?: number;
  /** The row at a place, made only while it is in sight. */
  readonly renderRow: (index: number) => ReactNode;
  /** A row to bring into the middle, once per `name`. */
  readonly goTo?: { readonly name: string; readonly row: number };
}

/** A long list of rows of one height, of which only those in sight are on the page. */
export function VirtualRows({ label, count, rowPx = ROW_PX, renderRow, goTo }: VirtualRowsProps): ReactElement {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => rowPx, overscan: OVERSCAN_ROWS });
  useKeptScroll(scroller, useCallback(() => virtualizer.scrollOffset ?? 0, [virtualizer]));
  const goneTo = useRef("");
  useEffect(() => {
    if (goTo === undefined || goTo.name === goneTo.current) return;
    goneTo.current = goTo.name;
    virtualizer.scrollToIndex(goTo.row, { align: goTo.row === 0 ? "start" : "center" });
  });
  const rows = virtualizer.getVirtualItems().map(({ index, start }) => (
    <div key={index} className="panel-row" style={{ height: rowPx, transform: `translateY(${start}px)` }}>
      {renderRow(index)}
    </div>
  ));
  return createElement(
    SCROLL_BOX,
    { ref: scroller, class: "panel-rows", role: "region", "aria-label": label, tabIndex: 0 },
    <div className="panel-rows-all" style={{ height: virtualizer.getTotalSize() }}>
      {rows}
    </div>,
  );
}
