/** Colours of a theme as `0xRRGGBB`. One hierarchy for both themes: background, panel, raised, line; text, muted; then the market's own colours. */
export interface Theme {
  readonly name: "dark" | "light";
  readonly background: number;
  readonly panel: number;
  readonly raised: number;
  readonly line: number;
  readonly text: number;
  readonly muted: number;
  /** Decoration only: too dim for words. */
  readonly faint: number;
  readonly buy: number;
  readonly sell: number;
  readonly pointOfControl: number;
  readonly vwap: number;
  readonly accent: number;
  readonly warning: number;
  /** Text upon a buy, sell or accent filled tag. */
  readonly onFill: number;
}

export const THEMES: Readonly<Record<"dark" | "light", Theme>> = {
  dark: {
    name: "dark",
    background: 0x0a0d12,
    panel: 0x10141b,
    raised: 0x171c25,
    line: 0x1f2631,
    text: 0xd6dce5,
    muted: 0x8491a3,
    faint: 0x566072,
    buy: 0x4aa3ff,
    sell: 0xff8f3f,
    pointOfControl: 0xf5c542,
    vwap: 0xb89cff,
    accent: 0x35d0ba,
    warning: 0xf5c542,
    onFill: 0x0a0d12,
  },
  light: {
    name: "light",
    background: 0xf7f6f2,
    panel: 0xeeece6,
    raised: 0xe3e0d8,
    line: 0xd3cfc4,
    text: 0x1b2029,
    muted: 0x545d6b,
    faint: 0x9aa0a8,
    buy: 0x0f62c4,
    sell: 0xa64907,
    pointOfControl: 0x8a6500,
    vwap: 0x6b46c1,
    accent: 0x0a7566,
    warning: 0x8a6500,
    onFill: 0xffffff,
  },
};
