import { ensureBuilt } from "./ensure-built.mjs";
import { failWith } from "./fail-with.mjs";
import { CLIENT_TARGET, SERVER_TARGET } from "./targets.mjs";

for (const target of [SERVER_TARGET, CLIENT_TARGET]) {
  try {
    await ensureBuilt(target, { force: true });
    console.log(`built the ${target.name} into ${target.outputFolder}`);
  } catch (error) {
    failWith(`building the ${target.name} failed`, error);
  }
}
