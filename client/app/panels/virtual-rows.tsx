import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactElement, type ReactNode, useRef } from "react";

const ROW_PX = 18;
const OVERSCAN_ROWS = 8;

interface VirtualRowsProps {
  readonly label: string;
  readonly count: number;
  /** Height of a row, CSS pixels. */
  readonly rowPx?: number;
  /** The row at a place, made only while it is in sight. */
  readonly renderRow: (index: number) => ReactNode;
}

/** A long list of rows of one height, of which only those in sight are on the page. */
export function VirtualRows({ label, count, rowPx = ROW_PX, renderRow }: VirtualRowsProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => rowPx, overscan: OVERSCAN_ROWS });
  return (
    <div ref={scroller} className="panel-rows" role="region" aria-label={label} tabIndex={0}>
      <div className="panel-rows-all" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div key={index} className="panel-row" style={{ height: rowPx, transform: `translateY(${start}px)` }}>
            {renderRow(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
