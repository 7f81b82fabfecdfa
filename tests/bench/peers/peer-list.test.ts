import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { chartFile, choosePeers, PEERS } from "../../../bench/peers/peer-list.ts";
import { projectPath } from "../../../scripts/project-root.mjs";

it("measures everything but what has a licence of its own, unless that is asked for", () => {
  const names = choosePeers(null, false).map(({ name }) => name);
  expect(names).toContain("flowglass-canvas");
  expect(names).not.toContain("scichart");
  expect(choosePeers(null, true).map(({ name }) => name)).toEqual(PEERS.map(({ name }) => name));
});

it("names the peer there is not", () => {
  expect(() => choosePeers(["uplot", "excel"], false)).toThrow('--peers has "excel", expected some of flowglass-canvas');
});

it("has a chart for every peer, and an exact version and a lock for every library", () => {
  const manifest = JSON.parse(readFileSync(projectPath("bench", "peers", "package.json"), "utf8")) as { readonly dependencies: Readonly<Record<string, string>> };
  const lock = JSON.parse(readFileSync(projectPath("bench", "peers", "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  for (const peer of PEERS) expect(existsSync(projectPath("bench", "peers", chartFile(peer))), peer.name).toBe(true);
  for (const [name, version] of Object.entries(manifest.dependencies)) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(lock.packages[`node_modules/${name}`].version).toBe(version);
  }
});
