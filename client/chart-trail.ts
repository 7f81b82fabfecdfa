import { HEAT_CODES_PER_OCTAVE } from "../core/view/heat-code.ts";
import { HEAT_FORMULAS, type HeatStyle } from "../core/view/heat-style.ts";
import { opaquePixel } from "../core/view/palette.ts";
import { buildTrailPalette } from "../core/view/trail-palette.ts";
import type { TrailSpan } from "../core/view/trail-span.ts";
import type { Theme } from "../core/view/theme.ts";
import type { TrailRequest } from "../protocol/trail.ts";
import type { KnownTrail } from "./data/trail-store.ts";
import type { SceneTrail } from "./scene/scene-state.ts";
import type { Choices } from "./state/choices.ts";

const MINUTE_SEC = 60;
/** Changes of the ends by less than this leave the scale as it is: 30 %. A backdrop need not be recoloured, all of it at once, for less. */
const IGNORED_CODES = Math.log2(1.3) * HEAT_CODES_PER_OCTAVE;
/** Least distance of the two ends: a factor of four. A quiet market does not glow. */
const LEAST_SPAN_CODES = 2 * HEAT_CODES_PER_OCTAVE;

/** The trail that the choices ask for. */
export function trailWanted({ trail }: Choices): TrailRequest {
  if (!trail.shown) return null;
  return trail.span === "session" ? { kind: "session" } : { kind: "seconds", seconds: trail.minutes * MINUTE_SEC };
}

/** How far a trail looks back, in words: `15 min`. */
export function trailSpanText(span: TrailSpan): string {
  if (span.kind === "session") return "session";
  return `${Math.round(span.seconds / MINUTE_SEC)} min`;
}

/** The colours of the heat trail: settles its scale, keeps it when locked, and makes a new style only when something differs. */
export class ChartTrail {
  #style: HeatStyle | null = null;
  #theme: Theme["name"] | null = null;
  #scene: SceneTrail | null = null;

  /** The trail with its colours: the same object as before when nothing differs. */
  compose({ mirror, span, lowCode, highCode }: KnownTrail, theme: Theme, locked: boolean): SceneTrail {
    const style = this.#styleFor(lowCode, highCode, theme, locked);
    if (this.#scene?.pool !== mirror || this.#scene.style !== style) this.#scene = { pool: mirror, style, span };
    return this.#scene;
  }

  /** Forgets the scale: another market has other volumes. */
  forget(): void {
    this.#style = null;
    this.#scene = null;
  }

  #styleFor(lowCode: number, highCode: number, theme: Theme, locked: boolean): HeatStyle {
    const high = Math.max(highCode, lowCode + LEAST_SPAN_CODES);
    const known = this.#style;
    const isKept = known !== null && (locked || highCode === 0 || (isNear(lowCode, known.lowCode) && isNear(high, known.highCode)));
    if (isKept && theme.name === this.#theme) return known;
    const isSameTheme = theme.name === this.#theme && known !== null;
    this.#theme = theme.name;
    this.#style = {
      formula: HEAT_FORMULAS.total,
      lowCode: isKept ? known.lowCode : lowCode,
      highCode: isKept ? known.highCode : high,
      perColumn: false,
      gapX: false,
      gapY: false,
      palette: isSameTheme ? known.palette : buildTrailPalette(theme),
      background: opaquePixel(theme.background),
    };
    return this.#style;
  }
}

function isNear(code: number, known: number): boolean {
  return Math.abs(code - known) < IGNORED_CODES;
}
