import type { ReactElement } from "react";

const PATHS = {
  settings: "M2 4.5h6 M12 4.5h2 M10 2.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z M2 11.5h2 M8 11.5h6 M6 9.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",
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
