import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { projectPath } from "../../scripts/project-root.mjs";

const CLIENT = projectPath("client");
const RELATIVE_IMPORT = /(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g;

const rooms = readdirSync(CLIENT, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(rooms.map((room) => room.name))("client/%s", (room) => {
  it("imports none of the files that join client's rooms", () => {
    const sources = readdirSync(join(CLIENT, room), { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
    const outward = sources.flatMap((name) => {
      const file = join(CLIENT, room, name);
      const imports = [...readFileSync(file, "utf8").matchAll(RELATIVE_IMPORT)].map((match) => resolve(dirname(file), match[1]));
      return imports.filter((target) => dirname(target) === CLIENT).map((target) => `${name} imports ${relative(CLIENT, target)}`);
    });
    expect(outward).toEqual([]);
  });
});
