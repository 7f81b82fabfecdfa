import { defineConfig } from "vite";

/** Serves the scene page alone, from the project's sources. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: "../../node_modules/.vite-scenes",
  logLevel: "warn",
  server: { host: "127.0.0.1", fs: { allow: ["../.."] } },
});
