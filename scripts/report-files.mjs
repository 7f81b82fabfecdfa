import { projectPath } from "./project-root.mjs";

/** Where a run of the unit tests leaves its outcome. */
export const UNIT_REPORT = projectPath(".cache", "reports", "unit.json");
/** Where a run of the browser tests leaves its outcome, in Playwright's JSON format. */
export const BROWSER_REPORT = projectPath(".cache", "reports", "browser.json");
