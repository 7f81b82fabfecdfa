import { RAMP_BUY, RAMP_COUNT, RAMP_HEAT, RAMP_SELL, RAMP_SIZE } from "./heat-style.ts";
import { mixOklab, type Oklab, oklabToRgb, rgbToOklab } from "./oklab.ts";
import type { Theme } from "./theme.ts";

/** Palettes on offer. Blue and orange differ for every kind of colour vision; green and red do not for one man in twelve. */
export const PALETTE_NAMES = ["blue-orange", "green-red"] as const;
export type PaletteName = (typeof PALETTE_NAMES)[number];

/** `true` when the text names a palette on offer. */
export function isPaletteName(text: unknown): text is PaletteName {
  return PALETTE_NAMES.some((name) => name === text);
}

/** Colours of the two sides in one theme and palette, `0xRRGGBB`: what every layer paints buying and selling with. */
export interface SideColours {
  readonly buy: number;
  readonly sell: number;
}

/**
 * Stops of a ramp, `0xRRGGBB`, weakest first. Their lightness is strictly monotone; between them {@link buildRamp} spaces colours evenly by lightness. The
 * first is clearly off the background: a single lot must be seen.
 */
type RampStops = readonly number[];

const HEAT_STOPS: Readonly<Record<Theme["name"], RampStops>> = {
  /** Indigo, plum, wine, ember, amber, straw, near-white. */
  dark: [0x28224f, 0x4a2670, 0x7a2a73, 0xab3561, 0xd8503f, 0xf07f24, 0xf8b53a, 0xfce38a, 0xfffbe8],
  /** Parchment, sand, terracotta, brick, wine, plum, deep ink. */
  light: [0xefdcae, 0xebbf7e, 0xe0985a, 0xc96d4c, 0xa5484e, 0x7b3155, 0x4f2353, 0x2a1a42, 0x120e26],
};

const SIDE_STOPS: Readonly<Record<Theme["name"], Readonly<Record<PaletteName, { readonly buy: RampStops; readonly sell: RampStops }>>>> = {
  dark: {
    "blue-orange": {
      buy: [0x15304f, 0x1d4d82, 0x2b74c2, 0x4aa3ff, 0x92cbff, 0xe2f2ff],
      sell: [0x44240f, 0x6e3713, 0xa9551c, 0xf0832f, 0xffb57c, 0xffeedd],
    },
    "green-red": {
      buy: [0x10382a, 0x17573f, 0x1f8259, 0x2fb97c, 0x84dcae, 0xe0f8ea],
      sell: [0x4a1a20, 0x7a2730, 0xb63a45, 0xf0616b, 0xff9ea3, 0xffe6e6],
    },
  },
  light: {
    "blue-orange": {
      buy: [0xc3dcf5, 0x8cbbe9, 0x4f8fd6, 0x0f62c4, 0x0a4286, 0x06244a],
      sell: [0xf8d5ba, 0xeeae80, 0xd97d40, 0xb4500a, 0x7a3506, 0x431c03],
    },
    "green-red": {
      buy: [0xbfe5d1, 0x86c9a6, 0x459f74, 0x0f7048, 0x0a4d31, 0x052b1b],
      sell: [0xf7cfd0, 0xec9fa2, 0xd6646b, 0xb0222f, 0x781620, 0x420b11],
    },
  },
};

const FILL_COLOURS: Readonly<Record<Theme["name"], SideColours>> = {
  dark: { buy: 0x35c887, sell: 0xf4646e },
  light: { buy: 0x0f7048, sell: 0xb0222f },
};

/** The colours of buying and selling under a palette: the theme's own, or green and red. */
export function sideColours(theme: Theme, name: PaletteName): SideColours {
  return name === "blue-orange" ? { buy: theme.buy, sell: theme.sell } : FILL_COLOURS[theme.name];
}

/** OKLab lightness at which the ramps begin for cells that lie upon a heat trail: clear of every colour of the trail. */
const LIGHTNESS_OVER_TRAIL: Readonly<Record<Theme["name"], number>> = { dark: 0.45, light: 0.77 };

/**
 * @param overTrail cells lie upon a heat trail (trail-palette.ts): their ramps begin where it ends.
 * @returns [RAMP_COUNT x RAMP_SIZE] colours as HeatStyle wants them: opaque, `0xAABBGGRR`.
 */
export function buildPalette(theme: Theme, name: PaletteName, overTrail = false): Uint32Array {
  const palette = new Uint32Array(RAMP_COUNT * RAMP_SIZE);
  const sides = SIDE_STOPS[theme.name][name];
  const first = overTrail ? LIGHTNESS_OVER_TRAIL[theme.name] : undefined;
  palette.set(buildRamp(HEAT_STOPS[theme.name], first), RAMP_HEAT * RAMP_SIZE);
  palette.set(buildRamp(sides.sell, first), RAMP_SELL * RAMP_SIZE);
  palette.set(buildRamp(sides.buy, first), RAMP_BUY * RAMP_SIZE);
  return palette;
}

/** Where on a side's ramp its ratios begin, so that the least of them is plainly not neutral. */
const FIRST_RATIO = 88;

/**
 * A palette for ratios of two sides: a neutral tone below the threshold, then the side's own ramp.
 * @param firstStrong the first colour of a ramp that stands for a ratio beyond the threshold (ratio-scale.ts).
 * @returns as {@link buildPalette}.
 */
export function buildRatioPalette(theme: Theme, name: PaletteName, overTrail: boolean, firstStrong: number): Uint32Array {
  const palette = buildPalette(theme, name, overTrail);
  for (const ramp of [RAMP_SELL, RAMP_BUY]) {
    const start = ramp * RAMP_SIZE;
    const colours = palette.slice(start, start + RAMP_SIZE);
    const neutral = neutralTone(theme, SIDE_STOPS[theme.name][name].buy[0], overTrail);
    palette.fill(neutral, start, start + firstStrong);
    for (let index = firstStrong; index < RAMP_SIZE; index++) {
      const share = (index - firstStrong) / Math.max(1, RAMP_SIZE - 1 - firstStrong);
      palette[start + index] = colours[Math.round(FIRST_RATIO + (RAMP_SIZE - 1 - FIRST_RATIO) * share)];
    }
  }
  return palette;
}

/** Neither side's: as light as the weakest colour of a ramp, in the hue of the theme's own surfaces. */
function neutralTone(theme: Theme, weakest: number, overTrail: boolean): number {
  const lightness = overTrail ? LIGHTNESS_OVER_TRAIL[theme.name] : rgbToOklab(weakest).lightness;
  return opaquePixel(oklabToRgb({ ...rgbToOklab(theme.faint), lightness }));
}

/** `0xRRGGBB` as an opaque pixel `0xAABBGGRR`: bytes red, green, blue, alpha in memory. */
export function opaquePixel(rgb: number): number {
  return (0xff000000 | ((rgb & 255) << 16) | (rgb & 0xff00) | ((rgb >>> 16) & 255)) >>> 0;
}

/**
 * {@link RAMP_SIZE} pixels along the stops, with equal steps of lightness: equal ratios of volume look like equal steps of brightness.
 * @param firstLightness where between the stops to begin; with the first one when left out.
 */
export function buildRamp(stops: RampStops, firstLightness?: number): Uint32Array {
  const colours = stops.map(rgbToOklab);
  const first = firstLightness ?? colours[0].lightness;
  const last = colours[colours.length - 1].lightness;
  let stop = 0;
  return Uint32Array.from({ length: RAMP_SIZE }, (_, index) => {
    const lightness = first + ((last - first) * index) / (RAMP_SIZE - 1);
    while (stop < colours.length - 2 && partOf(colours[stop], colours[stop + 1], lightness) > 1) stop++;
    const part = Math.min(1, Math.max(0, partOf(colours[stop], colours[stop + 1], lightness)));
    return opaquePixel(oklabToRgb(mixOklab(colours[stop], colours[stop + 1], part)));
  });
}

function partOf(from: Oklab, to: Oklab, lightness: number): number {
  return (lightness - from.lightness) / (to.lightness - from.lightness);
}
