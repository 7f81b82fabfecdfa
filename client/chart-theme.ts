import { PALETTE_NAMES, type PaletteName, sideColours } from "../core/view/palette.ts";
import { type Theme, THEMES } from "../core/view/theme.ts";
import { THEME_NAMES, type ThemeName } from "./state/choices.ts";

const MADE: ReadonlyMap<string, Theme> = new Map(
  THEME_NAMES.flatMap((theme) =>
    PALETTE_NAMES.map((palette) => [`${theme} ${palette}`, { ...THEMES[theme], ...sideColours(THEMES[theme], palette) }] as const),
  ),
);

/** The theme with the palette's colours of buying and selling: always the same object for the same names. */
export function themeOf(theme: ThemeName, palette: PaletteName): Theme {
  return MADE.get(`${theme} ${palette}`) ?? THEMES[theme];
}
