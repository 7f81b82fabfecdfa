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
  /** What a row is, wherever it stands: the same for the same row of another list. The same function while the list is the same. */
  readonly rowKey: (index: number) => string | number;
  /** The row at a place, made only while it is in sight. */
  readonly renderRow: (index: number) => ReactNode;
  /** A row to bring into sight, when `name` is another than before: into the middle, or by no more than it takes. */
  readonly goTo?: { readonly name: string; readonly row: number; readonly align?: "center" | "auto" } | undefined;
}

/**
 * A long list of rows of one height, of which only those in sight are on the page. New rows at its top push the others down, but not those that are being read:
 * when it is scrolled, or a row has the keyboard, what is in sight stays.
 */
export function VirtualRows({ label, count, rowPx = ROW_PX, rowKey, renderRow, goTo }: VirtualRowsProps): ReactElement {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: rowKey,
    overscan: OVERSCAN_ROWS,
    anchorTo: isBeingRead(scroller.current, rowPx) ? "end" : "start",
  });
  useKeptScroll(scroller, useCallback(() => virtualizer.scrollOffset ?? 0, [virtualizer]));
  const goneTo = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (goTo?.name === goneTo.current) return;
    goneTo.current = goTo?.name;
    if (goTo !== undefined) virtualizer.scrollToIndex(goTo.row, { align: goTo.row === 0 ? "start" : (goTo.align ?? "center") });
  });
  const rows = virtualizer.getVirtualItems().map(({ key, index, start }) => (
    <div key={String(key)} className="panel-row" style={{ height: rowPx, transform: `translateY(${start}px)` }}>
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

function isBeingRead(scroller: HTMLElement | null, rowPx: number): boolean {
  if (scroller === null) return false;
  const focused = document.activeElement;
  return scroller.scrollTop >= rowPx || (focused !== scroller && scroller.contains(focused));
}
