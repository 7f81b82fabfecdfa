import type { ReactElement } from "react";
import type { MovementRow } from "./bench-report.ts";

const WIDTH = 340;
const HEIGHT = 120;
const BASE = HEIGHT - 22;
const BAR_MS = 2;
const LAST_MS = 60;
const BARS = LAST_MS / BAR_MS;
const STEP = WIDTH / (BARS + 1);
const FRAME_MS = 1000 / 60;
const TICKS_MS = [0, FRAME_MS, 2 * FRAME_MS, 3 * FRAME_MS];

/** How long the frames of a movement lay apart: bars of 2 ms, the last for everything longer, logarithmic in frames so that one late frame is seen. */
export function FrameHistogram({ movement, gapsMs }: MovementRow): ReactElement {
  const counts = countGaps(gapsMs);
  const scale = BASE / Math.log2(2 + Math.max(...counts));
  return (
    <figure className="bench-histogram">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Time between frames, ${movement}: ${gapsMs.length} frames`}>
        {TICKS_MS.map((ms) => (
          <g key={ms}>
            <line x1={xOf(ms)} x2={xOf(ms)} y1={0} y2={BASE} />
            <text x={xOf(ms)} y={HEIGHT - 6} textAnchor={ms === 0 ? "start" : "middle"}>
              {ms === 0 ? "0 ms" : ms.toFixed(1)}
            </text>
          </g>
        ))}
        <text x={WIDTH} y={HEIGHT - 6} textAnchor="end">
          {`≥ ${LAST_MS}`}
        </text>
        {counts.map((count, bar) =>
          count === 0 ? null : (
            <rect key={`${bar * BAR_MS} ms`} className={bar * BAR_MS > 1.5 * FRAME_MS ? "late" : undefined} x={bar * STEP + 0.5} width={STEP - 1} y={BASE - Math.log2(1 + count) * scale} height={Math.log2(1 + count) * scale}>
              <title>{bar === BARS ? `${count} frames of ${LAST_MS} ms and more` : `${count} frames of ${bar * BAR_MS} to ${(bar + 1) * BAR_MS} ms`}</title>
            </rect>
          ),
        )}
      </svg>
      <figcaption>{movement}</figcaption>
    </figure>
  );
}

function countGaps(gapsMs: readonly number[]): readonly number[] {
  const counts = Array.from({ length: BARS + 1 }, () => 0);
  for (const gap of gapsMs) counts[Math.min(BARS, Math.floor(gap / BAR_MS))]++;
  return counts;
}

function xOf(ms: number): number {
  return (ms / BAR_MS) * STEP;
}
