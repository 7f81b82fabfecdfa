import { ensureBuilt } from "./ensure-built.mjs";
import { importTypescript } from "./import-typescript.mjs";
import { projectPath } from "./project-root.mjs";
import { provideChromium } from "./provide-chromium.mjs";
import { CLIENT_TARGET } from "./targets.mjs";

await ensureBuilt(CLIENT_TARGET);
process.env.CHROME_PATH = await provideChromium();
await importTypescript(projectPath("bench", "frames", "main.ts"), process.argv.slice(2));
