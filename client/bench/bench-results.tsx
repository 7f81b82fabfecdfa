import type { ReactElement } from "react";
import type { BenchReport, MovementRow } from "./bench-report.ts";
import { FrameHistogram } from "./frame-histogram.tsx";

const MIB = 2 ** 20;

const COLUMNS: readonly (readonly [head: string, hint: string, text: (row: MovementRow) => string])[] = [
  ["frames/s", "The browser's frames, on average", ({ framesPerSec }) => framesPerSec.toFixed(1)],
  ["gap p50", "Time between frames, ms", ({ gapMs }) => gapMs.p50.toFixed(1)],
  ["gap p95", "95 % of the frames lie no farther apart, ms", ({ gapMs }) => gapMs.p95.toFixed(1)],
  ["gap p99", "99 % of the frames lie no farther apart, ms", ({ gapMs }) => gapMs.p99.toFixed(1)],
  ["longest gap", "The longest time between two frames, ms", ({ gapMs }) => gapMs.most.toFixed(1)],
  ["late", "Frames after which the browser had left one out", ({ lateFrames }) => String(lateFrames)],
  ["long", "Frames of more than 50 ms", ({ longFrames }) => String(longFrames)],
  ["script p50", "Script time of a frame, of the chart that took longest, ms", ({ scriptMs }) => scriptMs.p50.toFixed(2)],
  ["script p95", "95 % of the frames take no longer, ms", ({ scriptMs }) => scriptMs.p95.toFixed(2)],
  ["KiB/frame", "Uploaded per frame that was drawn", ({ uploadedBytesPerFrame }) => (uploadedBytesPerFrame / 1024).toFixed(1)],
  ["textures/frame", "Texture uploads per frame that was drawn", ({ textureUploadsPerFrame }) => textureUploadsPerFrame.toFixed(2)],
  ["draw calls", "Of the last frame, of all charts", ({ drawCalls }) => String(drawCalls)],
  ["heap MiB", "Used JavaScript heap, where the browser tells", ({ heapBytes }) => (heapBytes === null ? "–" : (heapBytes / MIB).toFixed(0))],
];

const MOVEMENT_WORDS: Readonly<Record<MovementRow["movement"], string>> = {
  live: "follows the newest second",
  pan: "back and forth, columns of 8 px",
  sweep: "out to all of history and back",
  far: "back and forth over all of history",
};

/** What a run has found. */
export function BenchResults({ report }: { readonly report: BenchReport }): ReactElement {
  const { machine, charts, movements, commit, seed } = report;
  const [chart] = charts;
  const facts = [
    ["Renderer", `${chart.renderer} · ${chart.rendererReason}`],
    ["Picture", `${charts.length} x ${chart.widthPx} x ${chart.heightPx} px · pixel ratio ${machine.pixelRatio}`],
    ["History held after", `${Math.max(...charts.map(({ historyMs }) => historyMs)).toLocaleString("en")} ms`],
    ["GPU", machine.gpu],
    ["Machine", `${machine.cores} cores${machine.memoryGiB === null ? "" : ` · ${machine.memoryGiB} GiB or more`} · ${machine.platform}`],
    ["Browser", machine.browser],
    ["Commit", `${commit} · seed ${seed}`],
  ];
  return (
    <section className="bench-results" aria-label="Results">
      <table>
        <thead>
          <tr>
            <th scope="col">movement</th>
            {COLUMNS.map(([head, hint]) => (
              <th key={hint} scope="col" title={hint}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {movements.map((row) => (
            <tr key={row.movement}>
              <th scope="row">
                <b>{row.movement}</b> {MOVEMENT_WORDS[row.movement]}
              </th>
              {COLUMNS.map(([, hint, text]) => (
                <td key={hint}>{text(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <h2>Time between frames</h2>
      <p className="bench-note">Bars of 2 ms, heights logarithmic. Orange bars are late at 60 frames per second.</p>
      <div className="bench-histograms">
        {movements.map((row) => (
          <FrameHistogram key={row.movement} {...row} />
        ))}
      </div>
      <dl className="bench-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
