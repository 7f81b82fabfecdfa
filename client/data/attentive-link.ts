import type { FlowPatch } from "../../protocol/worker-api.ts";
import type { EngineLink } from "./window-link.ts";

/** Who wants to hear of patches beside the chart. */
export interface PatchListener {
  take(patch: FlowPatch): void;
  /** {@link take} has thrown: the chart got its patch all the same. */
  fail(error: unknown): void;
  /** `true` while it wants to hear of them at once, although nobody looks at the page. */
  readonly wantsHidden: boolean;
}

/**
 * A link whose patches a second listener hears of, each once and after the chart, which a failing listener cannot stop. The chart asks for the next patch when the last one is drawn, so a hidden page would hear of
 * nothing: where the listener wants that, the next one is asked for at once while the page is hidden, and the chart draws the sum of them when it is shown.
 */
export function attentiveLink(link: EngineLink, page: Document, listener: PatchListener): EngineLink {
  /** The engine waits to be asked: at first, and after each patch. */
  let isDue = true;
  const ask = (): void => {
    if (!isDue) return;
    isDue = false;
    link.ready();
  };
  const askIfUnseen = (): void => {
    if (page.hidden && listener.wantsHidden) ask();
  };
  page.addEventListener("visibilitychange", askIfUnseen);
  return {
    ...link,
    ready: ask,
    onPatch: (receive) =>
      link.onPatch((patch) => {
        isDue = true;
        receive(patch);
        try {
          listener.take(patch);
        } catch (error) {
          listener.fail(error);
        }
        askIfUnseen();
      }),
    close: () => {
      page.removeEventListener("visibilitychange", askIfUnseen);
      link.close();
    },
  };
}
