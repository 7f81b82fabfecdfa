import { startServerProcess, type ServerProcess } from "../../scripts/server-process.mjs";

/**
 * Starts a server for a test, on a free port unless the arguments name one. Call `stop()` when done, also when the test fails.
 * @param args as after `npm start --`
 */
export function startServer(args: readonly string[] = []): Promise<ServerProcess> {
  return startServerProcess(args);
}
