import { importTypescript } from "./import-typescript.mjs";
import { projectPath } from "./project-root.mjs";
import { provideChromium } from "./provide-chromium.mjs";

process.env.CHROME_PATH = await provideChromium();
await importTypescript(projectPath("bench", "peers", "main.ts"), process.argv.slice(2));
