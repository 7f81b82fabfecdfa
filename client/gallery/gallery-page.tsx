import { type ReactElement, useEffect, useRef } from "react";
import { Banner } from "../app/overlay/banner.tsx";
import { Veil } from "../app/overlay/veil.tsx";
import { type Session, SessionContext } from "../app/session.ts";
import { StatusBar } from "../app/status-bar.tsx";
import { GALLERY_TILES, type GalleryState, type GalleryTile } from "./gallery-tiles.ts";

interface GalleryPageProps {
  /** The pictures drawn so far, by tile. */
  readonly pictures: ReadonlyMap<string, ImageData | null>;
  /** The page around a chart, as it stands in a state. */
  readonly sessionOf: (state: GalleryState) => Session;
  /** The other addresses of this page: by what they change. */
  readonly links: readonly { readonly name: string; readonly address: string }[];
}

/** Every tile with its picture, and what the page says over it. */
export function GalleryPage({ pictures, sessionOf, links }: GalleryPageProps): ReactElement {
  return (
    <main className="gallery">
      <header>
        <h1>Flowglass gallery</h1>
        <p>Every layer, mode and state, on a market made from a seed.</p>
        <nav aria-label="Looks">
          {links.map(({ name, address }) => (
            <a key={name} href={address}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      {GALLERY_TILES.map((tile) => (
        <Tile key={tile.name} tile={tile} picture={pictures.get(tile.name)} session={tile.state === undefined ? null : sessionOf(tile.state)} />
      ))}
    </main>
  );
}

interface TileProps {
  readonly tile: GalleryTile;
  /** Null: nothing is drawn on it; undefined: not yet. */
  readonly picture: ImageData | null | undefined;
  readonly session: Session | null;
}

function Tile({ tile, picture, session }: TileProps): ReactElement {
  return (
    <figure data-tile={tile.name} data-drawn={picture !== undefined}>
      <div className="gallery-frame">
        <div className="gallery-stage">
          <Picture picture={picture ?? null} title={tile.title} />
          {session === null ? null : (
            <SessionContext value={session}>
              <Veil />
              <Banner />
            </SessionContext>
          )}
        </div>
        {session === null ? null : (
          <SessionContext value={session}>
            <StatusBar />
          </SessionContext>
        )}
      </div>
      <figcaption>{tile.title}</figcaption>
    </figure>
  );
}

function Picture({ picture, title }: { readonly picture: ImageData | null; readonly title: string }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (picture !== null) canvas.current?.getContext("2d")?.putImageData(picture, 0, 0);
  }, [picture]);
  return <canvas ref={canvas} role="img" aria-label={title} width={picture?.width ?? 1} height={picture?.height ?? 1} hidden={picture === null} />;
}
