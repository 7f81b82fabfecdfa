import { createServer } from "node:net";

/** A port of the loopback interface that nobody uses now. For tests that must name one; servers take port 0 otherwise. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the probe has no port");
  return address.port;
}
