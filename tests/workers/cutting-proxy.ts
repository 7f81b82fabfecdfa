import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { createRandom } from "../support/seeded-bars.ts";

/** A TCP proxy on the loopback interface that lets a random number of bytes through, then kills the connection in the middle of whatever was being said. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  /** Connections killed so far. */
  cuts = 0;
  /** `false` lets everything through from the next connection on. */
  isCutting = true;

  private constructor(server: Server, target: URL, seed: number, meanBytes: number) {
    this.#server = server;
    const random = createRandom(seed);
    server.on("connection", (client) => {
      const upstream = connect(Number(target.port), target.hostname);
      for (const socket of [client, upstream]) {
        this.#open.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => this.#open.delete(socket));
      }
      client.on("close", () => upstream.destroy());
      upstream.on("close", () => client.destroy());
      client.pipe(upstream);
      let left = this.isCutting ? Math.floor(-Math.log(1 - random()) * meanBytes) : Number.POSITIVE_INFINITY;
      upstream.on("data", (bytes) => {
        if (bytes.byteLength <= left) {
          left -= bytes.byteLength;
          client.write(bytes);
          return;
        }
        this.cuts++;
        upstream.removeAllListeners("data");
        upstream.pause();
        client.write(bytes.subarray(0, left), () => {
          client.destroy();
          upstream.destroy();
        });
      });
    });
  }

  /** @param meanBytes bytes a connection lives on average; the lengths are exponentially distributed. @param port 0: any free one. */
  static async listen(targetUrl: string, seed: number, meanBytes: number, port = 0): Promise<CuttingProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return new CuttingProxy(server, new URL(targetUrl), seed, meanBytes);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/live`;
  }

  /** Kills every connection that is open now. */
  cutAll(): void {
    for (const socket of this.#open) socket.destroy();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
