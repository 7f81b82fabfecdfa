import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ensureBuilt } from "../../scripts/ensure-built.mjs";
import { PROJECT_ROOT } from "../../scripts/project-root.mjs";

let folder: string;
let builds: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flowglass-build-"));
  mkdirSync(join(folder, "sources"));
  writeFileSync(join(folder, "sources", "a.ts"), "one");
  builds = 0;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A target whose output is a copy of its only source. */
function copyTarget(build?: (output: string) => Promise<void>) {
  const copy = async (output: string): Promise<void> => {
    mkdirSync(output);
    writeFileSync(join(output, "a.mjs"), readFileSync(join(folder, "sources", "a.ts")));
  };
  return {
    name: "sample",
    inputs: [relative(PROJECT_ROOT, join(folder, "sources")), relative(PROJECT_ROOT, join(folder, "absent"))],
    outputFolder: join(folder, "dist", "sample"),
    build: async (output: string) => {
      builds++;
      await (build ?? copy)(output);
    },
  };
}

const built = (): string => readFileSync(join(folder, "dist", "sample", "a.mjs"), "utf8");

it("builds what is missing and leaves what is fresh", async () => {
  expect(await ensureBuilt(copyTarget())).toBe(true);
  expect(await ensureBuilt(copyTarget())).toBe(false);
  expect([built(), builds]).toEqual(["one", 1]);
});

it("builds again when a source has other contents, a new name or a new neighbour", async () => {
  await ensureBuilt(copyTarget());
  writeFileSync(join(folder, "sources", "a.ts"), "two");
  expect(await ensureBuilt(copyTarget())).toBe(true);
  expect(built()).toBe("two");
  writeFileSync(join(folder, "sources", "b.ts"), "");
  expect(await ensureBuilt(copyTarget())).toBe(true);
  writeFileSync(join(folder, "absent"), "");
  expect(await ensureBuilt(copyTarget())).toBe(true);
});

it("builds again when the output is gone, and always when asked to", async () => {
  await ensureBuilt(copyTarget());
  rmSync(join(folder, "dist", "sample"), { recursive: true });
  expect(await ensureBuilt(copyTarget())).toBe(true);
  expect(await ensureBuilt(copyTarget(), { force: true })).toBe(true);
  expect(built()).toBe("one");
});

it("builds once for two that ask at once", async () => {
  expect((await Promise.all([ensureBuilt(copyTarget()), ensureBuilt(copyTarget())])).filter(Boolean)).toHaveLength(1);
  expect(builds).toBe(1);
});

it("keeps the last good output when a build fails, and tries again next time", async () => {
  await ensureBuilt(copyTarget());
  writeFileSync(join(folder, "sources", "a.ts"), "broken");
  const failing = copyTarget(() => Promise.reject(new Error("does not compile")));
  await expect(ensureBuilt(failing)).rejects.toThrow("does not compile");
  expect(built()).toBe("one");
  expect(await ensureBuilt(copyTarget())).toBe(true);
  expect(existsSync(join(folder, "dist", "sample.lock"))).toBe(false);
});

it("takes over the lock of a process that has died", async () => {
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "dist", "sample.lock"), String(2 ** 22 + 1));
  expect(await ensureBuilt(copyTarget())).toBe(true);
});
