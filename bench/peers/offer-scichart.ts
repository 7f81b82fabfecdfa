import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { installPeers } from "./install-peers.ts";

const WASM = ["scichart2d.wasm", "scichart2d-nosimd.wasm"];

/**
 * Installs SciChart into its own folder and adds its WebAssembly to the `files` of the page server.
 * @returns why it cannot be measured, or null.
 */
export function offerSciChart(folder: string, files: Map<string, string | Uint8Array>): string | null {
  try {
    installPeers(folder);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  for (const name of WASM) {
    const file = join(folder, "node_modules", "scichart", "_wasm", name);
    if (!existsSync(file)) return `its package holds no _wasm/${name}`;
    files.set(`/${name}`, readFileSync(file));
  }
  return null;
}
