import { type ReactElement, useEffect, useRef } from "react";
import type { LegendReading, RampReading } from "../chart-snapshot.ts";
import { useReading } from "../session.ts";
import { useFadeUnderPointer } from "./fade-under-pointer.ts";

/** The colour scale in numbers: what the dimmest and the brightest colour stand for, of what the scale is made, and whether it is locked. */
export function Legend(): ReactElement | null {
  const legend = useReading((snapshot) => snapshot.legend);
  return legend === null ? null : <Scale legend={legend} />;
}

function Scale({ legend }: { readonly legend: LegendReading }): ReactElement {
  const panel = useRef<HTMLElement>(null);
  useFadeUnderPointer(panel);
  return (
    <aside ref={panel} className="legend" aria-label="Colour scale">
      <div className="legend-head">
        <b>{legend.title}</b>
        {legend.unit === "" ? null : <span>{legend.unit}</span>}
        <span>{legend.scope}</span>
        {legend.locked ? <span className="legend-locked">locked</span> : null}
      </div>
      <Ramp ramp={legend} />
      {legend.trail === null ? null : (
        <>
          <div className="legend-head legend-trail">
            <b>{legend.trail.title}</b>
            <span>{legend.trail.scope}</span>
          </div>
          <Ramp ramp={legend.trail} />
        </>
      )}
    </aside>
  );
}

function Ramp({ ramp: { colors, marks } }: { readonly ramp: RampReading }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context === null || context === undefined || colors.length === 0) return;
    const image = context.createImageData(colors.length, 1);
    colors.forEach((color, index) => image.data.set([color >> 16, (color >> 8) & 255, color & 255, 255], index * 4));
    context.putImageData(image, 0, 0);
  }, [colors]);
  return (
    <>
      <canvas ref={canvas} className="legend-ramp" width={Math.max(1, colors.length)} height={1} aria-hidden="true" />
      <div className="legend-marks">
        {marks.map((mark) => (
          <span key={mark.at}>{mark.text}</span>
        ))}
      </div>
    </>
  );
}
