import type { ReactElement } from "react";

const PATHS = {
  scope: "M2 8s2.4-4 6-4 6 4 6 4-2.4 4-6 4-6-4-6-4Z M8 6.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2Z",
  locked: "M4 7.5h8v5.5H4Z M5.5 7.5V5.4a2.5 2.5 0 0 1 5 0v2.1",
  unlocked: "M4 7.5h8v5.5H4Z M5.5 7.5V4.9a2.5 2.5 0 0 1 4.9-.6",
  outline: "M5 2v2.5 M5 10v3.5 M3 4.5h4V10H3Z M11 3.5V6 M11 11v2 M9 6h4v5H9Z",
  palette: "M8 2.5a5.5 5.5 0 1 0 0 11Z M8 2.5a5.5 5.5 0 0 1 0 11",
  follow: "M2 8h8 M7 5l3 3-3 3 M13.5 3v10",
  fit: "M2.5 6V2.5H6 M10 2.5h3.5V6 M13.5 10v3.5H10 M6 13.5H2.5V10",
  dark: "M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6Z",
  light: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6Z M8 1.5V3 M8 13v1.5 M1.5 8H3 M13 8h1.5 M3.4 3.4l1 1 M11.6 11.6l1 1 M3.4 12.6l1-1 M11.6 4.4l1-1",
  help: "M5.6 6a2.4 2.4 0 1 1 3.3 2.2c-.6.3-.9.7-.9 1.5 M8 12.4v.1",
  pause: "M5.5 3.5v9 M10.5 3.5v9",
  chevron: "M4.5 6.5 8 10l3.5-3.5",
} as const;

/** The drawings on the controls. */
export type IconName = keyof typeof PATHS;

/** A drawing of 16 CSS pixels in the colour of the text; says nothing to a screen reader. */
export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
