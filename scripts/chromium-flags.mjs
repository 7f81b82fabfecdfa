/** WebGL2 without a GPU: Chromium's software rasteriser, which newer versions use only when asked. */
const SOFTWARE_WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];

const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * Chromium's command line for tests and benches: no traffic of its own, WebGL in software, and no sandbox for root, where Chromium refuses to start with one.
 * @returns {string[]}
 */
export function chromiumFlags() {
  const isRoot = process.getuid?.() === 0;
  return [...QUIET, ...SOFTWARE_WEBGL, ...(isRoot ? ["--no-sandbox"] : [])];
}
