import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "./ensure-built.mjs";
import { failWith } from "./fail-with.mjs";
import { CLIENT_TARGET, SERVER_FOLDER, SERVER_TARGET } from "./targets.mjs";

// Builds what is stale, then becomes the server: same process, so signals and exit codes are the server's own.

const args = process.argv.slice(2);
const wantsHelp = args.includes("--help") || args.includes("-h");

for (const target of wantsHelp ? [SERVER_TARGET] : [SERVER_TARGET, CLIENT_TARGET]) {
  try {
    if (await ensureBuilt(target)) console.error(`built the ${target.name}`);
  } catch (error) {
    failWith(`building the ${target.name} failed`, error);
  }
}

const { main } = await import(pathToFileURL(join(SERVER_FOLDER, "main.mjs")).href);
await main(args, process.env);
