import type { Theme } from "../../core/view/theme.ts";

const COLOR_NAMES = [
  "background",
  "panel",
  "raised",
  "line",
  "text",
  "muted",
  "faint",
  "buy",
  "sell",
  "pointOfControl",
  "accent",
  "warning",
  "onFill",
] as const satisfies readonly (keyof Theme)[];

/** Writes a theme's colours into the page's CSS variables: `pointOfControl` becomes `--point-of-control`. */
export function applyTheme(root: HTMLElement, theme: Theme): void {
  for (const name of COLOR_NAMES) {
    const variable = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    root.style.setProperty(`--${variable}`, cssColor(theme[name]));
  }
  root.style.colorScheme = theme.name;
  root.dataset.theme = theme.name;
}

/** `0xRRGGBB` as CSS writes it. */
export function cssColor(color: number): string {
  return `#${color.toString(16).padStart(6, "0")}`;
}
