/** The pixels of a canvas, `0xAABBGGRR`. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** [height x width], line by line from the top. */
  readonly pixels: Uint32Array;
}

/** Pixels as they leave a page: base64 of their RGBA bytes. */
export interface RawPicture {
  readonly width: number;
  readonly height: number;
  readonly base64: string;
}

export function toPicture(raw: RawPicture): Picture {
  const bytes = Buffer.from(raw.base64, "base64");
  return { width: raw.width, height: raw.height, pixels: new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)) };
}

/** How two pictures of one size differ. */
export interface PictureDifference {
  readonly pixels: number;
  /** Largest difference of one channel. */
  readonly largest: number;
}

export function compare(a: Picture, b: Picture): PictureDifference {
  if (a.width !== b.width || a.height !== b.height) throw new Error(`Pictures of ${a.width}x${a.height} and ${b.width}x${b.height} cannot be compared`);
  let pixels = 0;
  let largest = 0;
  for (let at = 0; at < a.pixels.length; at++) {
    if (a.pixels[at] === b.pixels[at]) continue;
    pixels++;
    for (const shift of [0, 8, 16, 24]) largest = Math.max(largest, Math.abs(((a.pixels[at] >>> shift) & 255) - ((b.pixels[at] >>> shift) & 255)));
  }
  return { pixels, largest };
}

/** What the browser says of pictures that tests take, not of the page. */
export const ABOUT_READING_BACK = /Multiple readback operations|GPU stall due to ReadPixels/;
