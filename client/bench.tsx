import { createRoot } from "react-dom/client";
import { THEMES } from "../core/view/theme.ts";
import { applyTheme } from "./app/apply-theme.ts";
import { BenchPage } from "./bench/bench-page.tsx";
import type { BenchMachine } from "./bench/bench-report.ts";
import { readBenchSettings } from "./bench/bench-settings.ts";
import { probeWebgl } from "./scene/renderer-probe.ts";
import "./styles/base.css";
import "./styles/bars.css";
import "./styles/bench.css";

/** The commit that the page was built from, "unknown" outside of a repository; set by the build. */
declare const FLOWGLASS_COMMIT: string;

function machineOf({ navigator, screen, devicePixelRatio }: Window): BenchMachine {
  return {
    browser: navigator.userAgent,
    platform: navigator.platform,
    cores: navigator.hardwareConcurrency,
    memoryGiB: "deviceMemory" in navigator && typeof navigator.deviceMemory === "number" ? navigator.deviceMemory : null,
    screen: `${screen.width} x ${screen.height}`,
    pixelRatio: devicePixelRatio,
    gpu: probeWebgl()?.rendererName ?? "no WebGL2",
  };
}

const place = document.getElementById("bench");
if (place !== null) {
  const { search } = window.location;
  const asked = new URLSearchParams(search);
  applyTheme(document.documentElement, THEMES[asked.get("theme") === "light" ? "light" : "dark"]);
  const { settings, problems } = readBenchSettings(search);
  createRoot(place).render(<BenchPage asked={settings} problems={problems} startsAtOnce={asked.has("run")} machine={machineOf(window)} commit={FLOWGLASS_COMMIT} />);
}
