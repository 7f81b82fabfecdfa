import { startServerProcess, type ServerProcess } from "../../scripts/server-process.mjs";

const POLL_MS = 50;

/**
 * Starts a server for a test, on a free port unless the arguments name one, and waits until it holds all its history. Call `stop()` when done, also when the
 * test fails.
 * @param args as after `npm start --`
 */
export async function startServer(args: readonly string[] = []): Promise<ServerProcess> {
  const server = await startServerProcess(args);
  while ((await healthOf(server.url)) === "loading") await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  return server;
}

async function healthOf(url: string): Promise<unknown> {
  const health: unknown = await (await fetch(`${url}/healthz`)).json();
  return typeof health === "object" && health !== null && "status" in health ? health.status : health;
}
