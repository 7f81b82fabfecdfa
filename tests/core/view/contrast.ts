/** Relative luminance of `0xRRGGBB` (WCAG 2.2). */
function luminance(rgb: number): number {
  const linear = (shift: number): number => {
    const channel = ((rgb >>> shift) & 255) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
}

/** Contrast ratio of two colours, 1..21. */
export function contrastOf(a: number, b: number): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}
