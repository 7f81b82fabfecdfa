import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Installs the packages of a folder's lock file when they are not there, without running any script of theirs.
 * @returns each package's version.
 * @throws Error with the sentence that says what to do.
 */
export function installPeers(folder: string): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly dependencies: Readonly<Record<string, string>> };
  const isInstalled = ([name, version]: readonly [string, string]): boolean => installedVersion(folder, name) === version;
  if (!Object.entries(dependencies).every(isInstalled)) {
    const wanted = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
    console.log(`installing what is compared: ${wanted.join(", ")}`);
    const isWindows = process.platform === "win32";
    const npm = isWindows ? "npm.cmd" : "npm";
    const { status } = spawnSync(npm, ["ci", "--ignore-scripts"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"], shell: isWindows });
    if (status !== 0 || !Object.entries(dependencies).every(isInstalled)) {
      const names = Object.keys(dependencies).join(", ");
      throw new Error(`Not installed: ${names}. Run "npm ci --ignore-scripts" in the folder bench/${folder.split(/[\\/]bench[\\/]/).pop()} where npm reaches its registry, and try again.`);
    }
  }
  return dependencies;
}

function installedVersion(folder: string, name: string): string | null {
  const file = join(folder, "node_modules", name, "package.json");
  if (!existsSync(file)) return null;
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}
