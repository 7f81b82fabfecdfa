import { defineConfig } from "vitest/config";

/** Rooms whose tests compute and leave nothing behind in their process. */
const PURE = ["core", "protocol", "client"].map((room) => `tests/${room}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      // One process for many files: starting one and loading everything anew takes longer than most of these files run.
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
      { extends: true, test: { name: "processes", include: ["tests/**/*.test.{ts,tsx}"], exclude: ["tests/e2e/**", ...PURE] } },
    ],
    // The server's socket library runs in processes of its own only, not in threads.
    pool: "forks",
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
