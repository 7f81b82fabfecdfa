import { askedMarket } from "./bench/asked-market.ts";
import { openEngineLink } from "./data/engine-link.ts";
import type { EngineLink } from "./data/window-link.ts";

/**
 * The page's line to its engine, which starts and connects as soon as this module is read: the build lets the page read it before its own script, which is a hundred times as long, so that engine and
 * connection are there when that begins.
 */
export const engineLink: EngineLink = begin(window.location);

function begin({ protocol, host, search }: Location): EngineLink {
  const benchMarket = askedMarket(search);
  const link = openEngineLink({ onBenchMarket: benchMarket !== null });
  void link.control.connect(benchMarket ?? `${protocol === "https:" ? "wss:" : "ws:"}//${host}/live`);
  return link;
}
