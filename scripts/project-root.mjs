import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the folder that holds package.json. */
export const PROJECT_ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Absolute path of something inside the project.
 * @param {...string} parts relative to the root
 */
export function projectPath(...parts) {
  return join(PROJECT_ROOT, ...parts);
}
