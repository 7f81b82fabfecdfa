/**
 * WebGL2 without a GPU: Chromium's software rasteriser, which newer versions use only when asked. Nothing more than this: forcing the whole browser onto it
 * (`--use-angle=swiftshader`, `--ignore-gpu-blocklist`) makes 2D canvases and compositing ten times slower than on a machine that has no GPU.
 */
const SOFTWARE_WEBGL = ["--enable-unsafe-swiftshader"];

const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * Chromium's command line for tests and benches: no traffic of its own, WebGL in software, and no sandbox for root, where Chromium refuses to start with one.
 * @returns {string[]}
 */
export function chromiumFlags() {
  const isRoot = process.getuid?.() === 0;
  return [...QUIET, ...SOFTWARE_WEBGL, ...(isRoot ? ["--no-sandbox"] : [])];
}
