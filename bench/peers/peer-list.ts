/** A thing to measure. */
export interface Peer {
  /** Its name on the command line and in the tables. */
  readonly name: string;
  /** `product`: Flowglass. `peer`: what a user would pick instead. `bound`: fills the same area and draws no data. */
  readonly kind: "product" | "peer" | "bound";
  /** Its npm package with the exact version, as in package.json; null without one. */
  readonly package: string | null;
  /** `true`: has a licence of its own, a folder with a package.json of its own, and is measured only when asked for. */
  readonly optional?: true;
}

export const PEERS: readonly Peer[] = [
  { name: "flowglass-canvas", kind: "product", package: null },
  { name: "flowglass-webgl", kind: "product", package: null },
  { name: "lightweight-charts", kind: "peer", package: "lightweight-charts" },
  { name: "echarts", kind: "peer", package: "echarts" },
  { name: "uplot", kind: "peer", package: "uplot" },
  { name: "plotly", kind: "peer", package: "plotly.js-cartesian-dist-min" },
  { name: "deck-gl", kind: "peer", package: "@deck.gl/core" },
  { name: "scichart", kind: "peer", package: "scichart", optional: true },
  { name: "fill-rect", kind: "peer", package: null },
  { name: "bound-put-image-data", kind: "bound", package: null },
  { name: "bound-webgl-quad", kind: "bound", package: null },
];

/** The page script that draws it, relative to bench/peers. */
export function chartFile({ name, optional }: Peer): string {
  return `${optional === true ? name : "charts"}/${name}.page.ts`;
}

/**
 * The peers to measure: those named, else all that are not optional.
 * @throws RangeError naming the one there is not.
 */
export function choosePeers(names: readonly string[] | null, withSciChart: boolean): readonly Peer[] {
  if (names === null) return PEERS.filter(({ optional }) => optional !== true || withSciChart);
  return names.map((name) => {
    const peer = PEERS.find((known) => known.name === name);
    if (peer === undefined) throw new RangeError(`--peers has "${name}", expected some of ${PEERS.map((known) => known.name).join(", ")}`);
    return peer;
  });
}
