import { type ReactElement, useEffect, useRef } from "react";
import type { LegendReading } from "../chart-snapshot.ts";
import { useReading } from "../session.ts";

/** The colour scale in numbers: what the dimmest and the brightest colour stand for, of what the scale is made, and whether it is locked. */
export function Legend(): ReactElement | null {
  const legend = useReading((snapshot) => snapshot.legend);
  if (legend === null) return null;
  return (
    <aside className="legend" aria-label="Colour scale">
      <div className="legend-head">
        <b>{legend.title}</b>
        <span>{legend.scope}</span>
        {legend.locked ? <span className="legend-locked">locked</span> : null}
      </div>
      <Ramp colors={legend.colors} />
      <div className="legend-marks">
        {legend.marks.map((mark, index) => (
          <span key={mark.at} data-place={placeOf(index, legend.marks.length)}>
            {mark.text}
          </span>
        ))}
        {legend.unit === "" ? null : <span className="legend-unit">{legend.unit}</span>}
      </div>
    </aside>
  );
}

function placeOf(index: number, count: number): "start" | "middle" | "end" {
  if (index === 0) return "start";
  return index === count - 1 ? "end" : "middle";
}

function Ramp({ colors }: { readonly colors: LegendReading["colors"] }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context === null || context === undefined || colors.length === 0) return;
    const image = context.createImageData(colors.length, 1);
    colors.forEach((color, index) => image.data.set([color >> 16, (color >> 8) & 255, color & 255, 255], index * 4));
    context.putImageData(image, 0, 0);
  }, [colors]);
  return <canvas ref={canvas} className="legend-ramp" width={Math.max(1, colors.length)} height={1} aria-hidden="true" />;
}
