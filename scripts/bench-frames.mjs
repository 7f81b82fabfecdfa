import { importTypescript } from "./import-typescript.mjs";
import { projectPath } from "./project-root.mjs";

await importTypescript(projectPath("bench", "frames", "main.ts"), process.argv.slice(2));
