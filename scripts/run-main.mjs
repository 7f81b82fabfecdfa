import { pathToFileURL } from "node:url";

// Runs the `main` that a built module exports: node scripts/run-main.mjs MODULE.mjs [ARGUMENT...]

const [module, ...args] = process.argv.slice(2);
const { main } = await import(pathToFileURL(module).href);
await main(args, process.env);
