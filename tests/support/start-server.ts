import { startServerProcess, type ServerProcess } from "../../scripts/server-process.mjs";

/**
 * Starts a server on a free port for a test. Call `stop()` when done, also when the test fails.
 * @param args as after `npm start --`, without `--port`
 */
export function startServer(args: readonly string[] = []): Promise<ServerProcess> {
  return startServerProcess(args);
}
