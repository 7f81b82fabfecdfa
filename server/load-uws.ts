import type * as Uws from "uWebSockets.js";

export type UwsModule = typeof Uws;

/**
 * Loads the native WebSocket library.
 * @throws Error with one sentence that says which Node and C library it needs, when there is no binary for this machine.
 */
export async function loadUws(): Promise<UwsModule> {
  try {
    const loaded: { default: UwsModule } = await import("uWebSockets.js");
    return loaded.default;
  } catch (cause) {
    throw new Error(unloadableSentence(process.version, process.platform, process.arch), { cause });
  }
}

/** Why the library has no binary for this machine, and what to do. */
export function unloadableSentence(nodeVersion: string, platform: string, arch: string): string {
  return (
    `The WebSocket library uWebSockets.js has no binary for Node ${nodeVersion} on ${platform} ${arch}: ` +
    "it needs Node 20 (on Linux with glibc 2.27 or newer) or Node 22 or 24 (on Linux with glibc 2.38 or newer)."
  );
}
