import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bundleForNode } from "../../scripts/bundle-for-node.mjs";
import { projectPath } from "../../scripts/project-root.mjs";
import { requestRaw } from "../support/raw-http.ts";
import { ReferenceClient } from "../support/reference-client.ts";

const FOLDER = projectPath(".cache", `main-test-${process.pid}`);
const RECORDING = join(FOLDER, "two-trades.csv");
const REPLAY = ["replay", RECORDING, "--symbol", "TWO", "--tick-size", "0.5", "--lot-size", "1", "--speed", "max", "--port", "0"];
const ADDRESS = /^Flowglass is at (http:\/\/127\.0\.0\.1:\d+)$/m;

interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly exited: Promise<number | null>;
  readonly address: () => Promise<string>;
}

describe("the program", () => {
  const running: Running[] = [];

  /** Runs the bundled program as the start script does: imports it and calls `main`. */
  function run(args: readonly string[], env: Record<string, string> = {}): Running {
    const child = spawn(process.execPath, [join(FOLDER, "run.mjs"), ...args], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    const exited = new Promise<number | null>((resolve) => child.on("close", resolve));
    const address = async (): Promise<string> => {
      while (child.exitCode === null) {
        const found = ADDRESS.exec(output);
        if (found !== null) return found[1];
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`the program ended without an address: ${output}${errors}`);
    };
    const started = { child, output: () => output, errors: () => errors, exited, address };
    running.push(started);
    return started;
  }

  beforeAll(async () => {
    await mkdir(join(FOLDER, "client"), { recursive: true });
    await bundleForNode({ entry: projectPath("server", "main.ts"), outFile: join(FOLDER, "server", "main.mjs") });
    const main = pathToFileURL(join(FOLDER, "server", "main.mjs")).href;
    await writeFile(join(FOLDER, "run.mjs"), `import { main } from ${JSON.stringify(main)};\nawait main(process.argv.slice(2), process.env);\n`);
    await writeFile(join(FOLDER, "client", "index.html"), "<title>beside the program</title>");
    await writeFile(RECORDING, "ts_ms,price,size,side\n1700000000100,100.5,3,B\n1700000002900,101,2,S\n");
  });

  afterEach(async () => {
    for (const { child, exited } of running.splice(0)) {
      child.kill("SIGKILL");
      await exited;
    }
  });

  afterAll(() => rm(FOLDER, { recursive: true, force: true }));

  it("says where it is and what it serves, and serves the client beside it", async () => {
    const program = run(REPLAY);
    const url = await program.address();
    expect(program.output()).toMatch(/^ {2}TWO \(.+\): 2 bars from 2023-11-14 22:13 to 2023-11-14 22:13 UTC$/m);
    expect((await requestRaw(url, "/")).body.toString()).toBe("<title>beside the program</title>");
    expect(JSON.parse((await requestRaw(url, "/healthz")).body.toString())).toMatchObject({ status: "ok", symbols: 1, bars: 2 });
  });

  it.each(["SIGTERM", "SIGINT"] as const)("says goodbye on %s and exits 0 within five seconds, with clients or without", async (signal) => {
    const program = run(REPLAY);
    const url = await program.address();
    const client = new ReferenceClient(`${url.replace("http", "ws")}/live`, { symbol: "TWO" }).open();
    await client.whenComplete(2);
    const sentMs = Date.now();
    program.child.kill(signal);
    await client.when(() => client.closeCode !== undefined);
    expect(client.receiver.messages.at(-1)).toEqual({ type: "bye", reason: "the server stops" });
    expect(await program.exited).toBe(0);
    expect(Date.now() - sentMs).toBeLessThan(5000);
  });

  it("exits at once on a second signal", async () => {
    const program = run(REPLAY);
    const url = await program.address();
    const client = new ReferenceClient(`${url.replace("http", "ws")}/live`, { symbol: "TWO" }).open();
    await client.whenComplete(2);
    program.child.kill("SIGTERM");
    while (!program.output().includes("says goodbye")) await new Promise((resolve) => setTimeout(resolve, 5));
    program.child.kill("SIGTERM");
    expect(await program.exited).toBe(143);
  });

  it("says that the port is in use, exit 1", async () => {
    const first = run(REPLAY);
    const port = new URL(await first.address()).port;
    const second = run([...REPLAY.slice(0, -1), port]);
    expect(await second.exited).toBe(1);
    expect(second.errors()).toBe(`port ${port} of 127.0.0.1 is in use or may not be used; choose another with --port\n`);
    expect(second.output()).not.toMatch(ADDRESS);
  });

  it("names a bad option, exit 2", async () => {
    const program = run(["--port", "many"]);
    expect(await program.exited).toBe(2);
    expect(program.errors()).toContain("--port");
    expect(program.output()).toBe("");
  });

  it("explains itself with --help, exit 0", async () => {
    const program = run(["--help"]);
    expect(await program.exited).toBe(0);
    expect(program.output()).toContain("--port");
  });

  it("names a recording that is missing, exit 1", async () => {
    const program = run(["replay", "nowhere.csv", "--tick-size", "1", "--lot-size", "1", "--port", "0"]);
    expect(await program.exited).toBe(1);
    expect(program.errors()).toContain("nowhere.csv");
    expect(program.errors()).not.toMatch(/\n\s+at /);
  });
});
