import { type BenchSettings, chartSearch } from "./bench-settings.ts";
import type { MovedPage } from "./camera-script.ts";

const POLL_MS = 20;
/** Without a chart after this long, something is wrong. */
const LOAD_LIMIT_MS = 180_000;

/** Opens the charts of a run, each the product's own page in a frame of its own, and waits until all of them hold all of their history. */
export async function openCharts(stage: HTMLElement, settings: BenchSettings, stopped: AbortSignal): Promise<readonly MovedPage[]> {
  const frames = Array.from({ length: settings.charts }, (_, chart) => {
    const frame = document.createElement("iframe");
    frame.title = `Chart ${chart + 1}`;
    frame.src = `./${chartSearch(settings, chart)}`;
    return frame;
  });
  stage.replaceChildren(...frames);
  const limitMs = performance.now() + LOAD_LIMIT_MS;
  return Promise.all(frames.map((frame) => readyPage(frame, stopped, limitMs)));
}

async function readyPage(frame: HTMLIFrameElement, stopped: AbortSignal, limitMs: number): Promise<MovedPage> {
  for (;;) {
    stopped.throwIfAborted();
    const page = frame.contentWindow as Partial<MovedPage> | null;
    if (page?.flowglass !== undefined && holdsAll(page as MovedPage)) return page as MovedPage;
    if (performance.now() > limitMs) throw new Error(`${frame.title} has not got its history within ${LOAD_LIMIT_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function holdsAll({ flowglass }: MovedPage): boolean {
  const { cells, bars, barsExpected } = flowglass.stats();
  return flowglass.view() !== null && cells > 0 && bars >= barsExpected;
}
