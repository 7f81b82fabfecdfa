import { resolve } from "node:path";
import { failWith } from "./fail-with.mjs";
import { importTypescript } from "./import-typescript.mjs";

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) failWith("usage: node scripts/run-typescript.mjs FILE.ts [ARGUMENT...]", "a TypeScript file is expected");
await importTypescript(resolve(entry), args);
