import { createRoot } from "react-dom/client";
import { THEMES } from "../core/view/theme.ts";
import { applyTheme } from "./app/apply-theme.ts";
import type { ChartPort } from "./app/chart-snapshot.ts";
import type { Session } from "./app/session.ts";
import { drawTile, type TileLook } from "./gallery/draw-tile.ts";
import { GalleryPage } from "./gallery/gallery-page.tsx";
import { GALLERY_STATES, GALLERY_TILES, type GalleryState } from "./gallery/gallery-tiles.ts";
import { stateSnapshot } from "./gallery-states.ts";
import { createChoicesStore } from "./state/choices-store.ts";
import "./styles/base.css";
import "./styles/bars.css";
import "./styles/chart.css";
import "./styles/panels.css";
import "./styles/gallery.css";

/** `window.gallery`: the pictures in the hands of a script. */
interface Gallery {
  /** Resolves when every tile is drawn; fails when one cannot be. */
  readonly drawn: Promise<void>;
  /** The pixels of a tile; null for one on which nothing is drawn. */
  picture(name: string): ImageData | null;
}

declare global {
  interface Window {
    gallery: Gallery;
  }
}

const RENDERER_NAMES = { canvas: "Canvas (CPU)", webgl: "WebGL" } as const;

/** The look that the address asks for: `?renderer=webgl&theme=light`; the canvas in the dark otherwise. */
function askedLook(search: string): TileLook {
  const asked = new URLSearchParams(search);
  return { renderer: asked.get("renderer") === "webgl" ? "webgl" : "canvas", theme: asked.get("theme") === "light" ? "light" : "dark" };
}

function links(): { name: string; address: string }[] {
  return (["dark", "light"] as const).flatMap((theme) =>
    (["canvas", "webgl"] as const).map((renderer) => ({ name: `${theme}, ${RENDERER_NAMES[renderer]}`, address: `?theme=${theme}&renderer=${renderer}` })),
  );
}

/** Sessions that stand still: what lies over a picture reads a snapshot and has nobody to command. */
function stillSessions({ renderer }: TileLook): (state: GalleryState) => Session {
  const choices = createChoicesStore(null, "");
  const sessions = new Map(
    GALLERY_STATES.map((state) => {
      const isDrawn = GALLERY_TILES.some((tile) => tile.state === state && tile.scene !== null);
      const snapshot = stateSnapshot(state, isDrawn, { name: RENDERER_NAMES[renderer], reason: `chosen: ${renderer}` });
      const chart: ChartPort = { attach: () => () => {}, run: () => {}, showSymbol: () => {}, showMoment: () => {}, subscribe: () => () => {}, snapshot: () => snapshot };
      return [state, { chart, choices } as Session];
    }),
  );
  return (state) => {
    const session = sessions.get(state);
    if (session === undefined) throw new Error(`the gallery has no state ${state}`);
    return session;
  };
}

function start(place: HTMLElement, host: HTMLElement): void {
  const look = askedLook(window.location.search);
  applyTheme(document.documentElement, THEMES[look.theme]);
  const sessionOf = stillSessions(look);
  const root = createRoot(place);
  const pictures = new Map<string, ImageData | null>();
  const show = (): void => root.render(<GalleryPage pictures={new Map(pictures)} sessionOf={sessionOf} links={links()} />);
  const drawAll = async (): Promise<void> => {
    for (const tile of GALLERY_TILES) {
      pictures.set(tile.name, await drawTile(host, tile, look));
      show();
    }
  };
  show();
  window.gallery = { drawn: drawAll(), picture: (name) => pictures.get(name) ?? null };
}

const place = document.getElementById("gallery");
const host = document.getElementById("gallery-host");
if (place !== null && host !== null) start(place, host);
