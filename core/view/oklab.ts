/** A colour in OKLab: lightness 0..1, and two opponent axes (green-red, blue-yellow). Distances in it are close to those that people see. */
export interface Oklab {
  readonly lightness: number;
  readonly greenRed: number;
  readonly blueYellow: number;
}

/** Linear light of an sRGB channel 0..1 (IEC 61966-2-1). */
function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function toSrgb(linear: number): number {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** Converts `0xRRGGBB`. Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020). */
export function rgbToOklab(rgb: number): Oklab {
  const red = toLinear(((rgb >>> 16) & 255) / 255);
  const green = toLinear(((rgb >>> 8) & 255) / 255);
  const blue = toLinear((rgb & 255) / 255);
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    lightness: 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    greenRed: 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    blueYellow: 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  };
}

/** Converts to `0xRRGGBB`; colours outside of sRGB are cut to it, channel by channel. */
export function oklabToRgb(colour: Oklab): number {
  const long = (colour.lightness + 0.3963377774 * colour.greenRed + 0.2158037573 * colour.blueYellow) ** 3;
  const middle = (colour.lightness - 0.1055613458 * colour.greenRed - 0.0638541728 * colour.blueYellow) ** 3;
  const short = (colour.lightness - 0.0894841775 * colour.greenRed - 1.291485548 * colour.blueYellow) ** 3;
  const channel = (linear: number): number => Math.round(255 * Math.min(1, Math.max(0, toSrgb(linear))));
  return (
    (channel(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short) << 16) |
    (channel(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short) << 8) |
    channel(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short)
  );
}

/** The colour a part of the way from one to another, `part` in 0..1. */
export function mixOklab(from: Oklab, to: Oklab, part: number): Oklab {
  return {
    lightness: from.lightness + (to.lightness - from.lightness) * part,
    greenRed: from.greenRed + (to.greenRed - from.greenRed) * part,
    blueYellow: from.blueYellow + (to.blueYellow - from.blueYellow) * part,
  };
}

/** Distance of two colours; about 0.02 is just visible between neighbouring areas. */
export function oklabDistance(a: Oklab, b: Oklab): number {
  return Math.hypot(a.lightness - b.lightness, a.greenRed - b.greenRed, a.blueYellow - b.blueYellow);
}
