import { defineConfig } from "vite";

/** The scene page alone, from the project's sources: built by the tests, or served to look at with `npx vite --config tests/scenes/vite.config.ts`. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: "../../node_modules/.vite-scenes",
  logLevel: "warn",
  build: { target: "es2023" },
  server: { host: "127.0.0.1", fs: { allow: ["../.."] } },
});
