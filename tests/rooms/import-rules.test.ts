import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROJECT_ROOT, projectPath } from "../../scripts/project-root.mjs";

interface Edges {
  readonly allowed: readonly string[];
  readonly forbidden: readonly string[];
}

/** DESIGN's import table as examples: what a file at this place may import, and what it may not. */
const TABLE: Readonly<Record<string, Edges>> = {
  "core/orderflow/sample.ts": {
    allowed: ["./profile.ts", "../market/floor-div.ts"],
    forbidden: [
      "react",
      "node:fs",
      "apache-arrow",
      "valibot",
      "fast-check",
      "../../protocol/frame.ts",
      "../../shaders/layouts.ts",
      "../../workers/engine.ts",
      "../../server/log.ts",
      "../../client/main.tsx",
      "../../bench/fold.bench.ts",
      "../../tests/core/market/units.test.ts",
      "../../scripts/start.mjs",
    ],
  },
  "protocol/sample.ts": {
    allowed: ["./frame.ts", "../core/market/floor-div.ts", "apache-arrow", "apache-arrow/fb/message", "@uwdata/flechette", "valibot"],
    forbidden: ["comlink", "node:net", "pixi.js", "../workers/engine.ts", "../server/log.ts", "../server/feed/demo.ts", "../client/data/link.ts", "../shaders/layouts.ts"],
  },
  "shaders/sample.ts": {
    allowed: ["./layouts.ts", "./heatmap.frag?raw"],
    forbidden: ["pixi.js", "../core/view/viewport.ts", "../client/scene/surface.ts", "node:fs"],
  },
  "workers/sample.ts": {
    allowed: ["./engine.ts", "../core/market/bar-columns.ts", "../protocol/decode.ts", "comlink"],
    forbidden: ["apache-arrow", "react", "node:worker_threads", "valibot", "../server/log.ts", "../client/data/link.ts", "../shaders/layouts.ts", "../tests/support/recordings.ts"],
  },
  "server/sample.ts": {
    allowed: ["./log.ts", "./feed/demo.ts", "../core/market/floor-div.ts", "../protocol/encode.ts", "node:fs", "node:fs/promises"],
    forbidden: ["uWebSockets.js", "apache-arrow", "react", "comlink", "vite", "../workers/engine.ts", "../client/main.tsx", "../shaders/layouts.ts", "../bench/encode.bench.ts"],
  },
  "server/feed/sample.ts": {
    allowed: ["../log.ts", "./demo.ts", "../../core/market/trade.ts", "../../protocol/frame.ts", "node:zlib"],
    forbidden: ["uWebSockets.js", "../../workers/engine.ts", "../../scripts/start.mjs"],
  },
  "server/transport.ts": {
    allowed: ["uWebSockets.js", "./log.ts", "node:path"],
    forbidden: ["apache-arrow", "../client/main.tsx"],
  },
  "client/sample.tsx": {
    allowed: ["react", "react-dom/client", "pixi.js/unsafe-eval", "@fontsource-variable/inter/index.css", "./app/shell.tsx", "./bench/asked-market.ts", "./state/choices.ts", "./data/link.ts", "./input/keyboard.ts", "./scene/surface.ts", "../core/view/viewport.ts"],
    forbidden: ["apache-arrow", "@uwdata/flechette", "../workers/engine.worker.ts", "../server/log.ts", "../tests/support/recordings.ts", "../bench/frames/main.ts"],
  },
  "client/bench/sample.ts": {
    allowed: ["react", "./bench-settings.ts", "../app/apply-theme.ts", "../scene/renderer-probe.ts", "../../core/view/theme.ts", "../../protocol/bench-market.ts"],
    forbidden: ["zustand", "pixi.js", "comlink", "apache-arrow", "node:fs", "../data/engine-link.ts", "../../workers/engine.worker.ts", "../../server/log.ts", "../../tests/support/recordings.ts"],
  },
  "client/app/sample.tsx": {
    allowed: ["react", "react/jsx-runtime", "react-dom", "zustand", "@fontsource-variable/inter/index.css", "./shell.tsx", "./shell.css", "../state/choices.ts", "../../core/view/theme.ts"],
    forbidden: ["pixi.js", "comlink", "valibot", "../scene/surface.ts", "../data/link.ts", "../input/keyboard.ts", "../../protocol/worker-api.ts", "../../workers/engine.ts", "../../shaders/layouts.ts", "../../server/log.ts"],
  },
  "client/state/sample.ts": {
    allowed: ["zustand", "zustand/vanilla", "react", "./choices.ts", "../../core/market/timeframe.ts"],
    forbidden: ["pixi.js", "comlink", "../app/shell.tsx", "../scene/surface.ts", "../data/link.ts", "../input/keyboard.ts", "../../protocol/worker-api.ts"],
  },
  "client/data/sample.ts": {
    allowed: ["comlink", "./link.ts", "../../core/market/floor-div.ts", "../../protocol/worker-api.ts", "../../workers/engine.worker.ts?worker"],
    forbidden: ["react", "zustand", "pixi.js", "apache-arrow", "../app/shell.tsx", "../state/choices.ts", "../scene/surface.ts", "../input/keyboard.ts", "../../workers/engine.ts", "../../workers/engine.worker.ts", "../../server/log.ts"],
  },
  "client/input/sample.ts": {
    allowed: ["./keyboard.ts", "../../core/view/viewport.ts"],
    forbidden: ["react", "zustand", "pixi.js", "comlink", "../app/shell.tsx", "../state/choices.ts", "../scene/surface.ts", "../data/link.ts", "../../protocol/worker-api.ts"],
  },
  "client/scene/sample.ts": {
    allowed: ["pixi.js", "pixi.js/unsafe-eval", "./surface.ts", "./layers/heatmap/heatmap-layer.ts", "../../core/view/viewport.ts", "../../shaders/layouts.ts", "../../shaders/heatmap.frag?raw"],
    forbidden: ["react", "zustand", "comlink", "apache-arrow", "../app/shell.tsx", "../state/choices.ts", "../data/link.ts", "../input/keyboard.ts", "../../protocol/worker-api.ts", "../../workers/engine.ts", "../../server/log.ts"],
  },
  "client/scene/layers/heatmap/sample.ts": {
    allowed: ["pixi.js", "./heatmap-pack.ts", "../../surface.ts", "../../primitives/quad-list.ts", "../../../../core/view/viewport.ts", "../../../../shaders/heatmap.frag?raw"],
    forbidden: ["react", "../profile/profile-layer.ts", "../../layers/profile/profile-layer.ts", "../../../data/link.ts", "../../../state/choices.ts", "../../../../protocol/worker-api.ts"],
  },
  "bench/sample.bench.ts": {
    allowed: ["../core/orderflow/profile.ts", "../workers/engine.ts", "../server/log.ts", "node:fs", "@playwright/test", "../scripts/find-chromium.mjs"],
    forbidden: ["../tests/support/recordings.ts"],
  },
  "tests/core/sample.test.ts": {
    allowed: ["../support/recordings.ts", "../../core/market/floor-div.ts", "../../server/log.ts", "../../scripts/project-root.mjs", "vitest"],
    forbidden: ["../../bench/frames/main.ts"],
  },
  "scripts/sample.mjs": {
    allowed: ["vite", "node:fs", "./project-root.mjs"],
    forbidden: ["../server/log.ts", "../core/market/floor-div.ts", "../tests/support/recordings.ts", "../bench/frames/main.ts"],
  },
};

/** Other ways to write an import of a module that is out of reach. */
const DISGUISES: Readonly<Record<string, string>> = {
  "core/disguised-type.ts": 'import type { Log } from "../server/log.ts";\nexport type Mine = Log;',
  "core/disguised-export.ts": 'export { Log } from "../server/log.ts";',
  "core/disguised-export-all.ts": 'export * from "../server/log.ts";',
  "core/disguised-effect.ts": 'import "../server/log.ts";',
  "core/disguised-dynamic.ts": 'export const log = await import("../server/log.ts");',
};

interface Report {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

const folder = mkdtempSync(join(tmpdir(), "flowglass-rooms-"));
/** `file:line rule` of every complaint. */
let complaints: ReadonlySet<string>;

beforeAll(() => {
  copyFileSync(projectPath(".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  for (const [file, { allowed, forbidden }] of Object.entries(TABLE)) {
    write(file, [...allowed, ...forbidden].map((specifier) => `import "${specifier}";`).join("\n"));
  }
  for (const [file, text] of Object.entries(DISGUISES)) write(file, text);
  write("core/disguised-type-expression.ts", 'export type Log = import("../server/log.ts").Log;');
  write("core/ring/first.ts", 'import { second } from "./second.ts";\nexport const first = (): unknown => second;');
  write("core/ring/second.ts", 'import { first } from "./first.ts";\nexport const second = (): unknown => first;');
  complaints = lint();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${text}\n`);
}

function lint(): ReadonlySet<string> {
  const program = join(PROJECT_ROOT, "node_modules", "oxlint", "bin", "oxlint");
  const { stdout } = spawnSync(process.execPath, [program, "--format=json", "."], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 });
  const report = JSON.parse(stdout) as Report;
  return new Set(report.diagnostics.map(({ filename, labels, code }) => `${filename.replaceAll("\\", "/")}:${labels[0]?.span.line} ${code}`));
}

const RESTRICTED = "eslint(no-restricted-imports)";

describe.each(Object.entries(TABLE))("%s", (file, { allowed, forbidden }) => {
  const reported = (specifier: string): boolean => {
    const line = [...allowed, ...forbidden].indexOf(specifier) + 1;
    return complaints.has(`${file}:${line} ${RESTRICTED}`);
  };

  it("may import what its room may", () => {
    expect(allowed.filter((specifier) => reported(specifier))).toEqual([]);
  });

  it("may import nothing else", () => {
    expect(forbidden.filter((specifier) => !reported(specifier))).toEqual([]);
  });
});

describe("an import out of reach", () => {
  it.each(Object.keys(DISGUISES))("is found in %s", (file) => {
    expect(complaints).toContain(`${file}:1 ${RESTRICTED}`);
  });

  it("is not possible as a type expression, which is not allowed at all", () => {
    expect(complaints).toContain("core/disguised-type-expression.ts:1 typescript(consistent-type-imports)");
  });
});

it("finds modules that import each other", () => {
  expect([...complaints].filter((complaint) => complaint.endsWith("import(no-cycle)"))).toHaveLength(2);
});
