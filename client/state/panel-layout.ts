import * as v from "valibot";
import { PANEL_NAMES } from "./panels.ts";

/** The arrangement of the panels as the docking library writes it down; null for the arrangement of a first visit. */
export type PanelLayout = Readonly<Record<string, unknown>> | null;

/** What stands in the dock: the chart and the panels. */
export const DOCK_NAMES = ["chart", ...PANEL_NAMES] as const;
const LENGTH = v.pipe(v.number(), v.finite());

const GROUP = v.object({
  id: v.string(),
  views: v.array(v.picklist(DOCK_NAMES)),
  activeView: v.optional(v.picklist(DOCK_NAMES)),
  locked: v.optional(v.union([v.boolean(), v.literal("no-drop-target")])),
  hideHeader: v.optional(v.boolean()),
  headerPosition: v.optional(v.picklist(["top", "bottom", "left", "right"])),
});

const LEAF = v.object({ type: v.literal("leaf"), data: GROUP, size: v.optional(LENGTH), visible: v.optional(v.boolean()) });
const BRANCH: v.GenericSchema = v.object({
  type: v.literal("branch"),
  data: v.array(v.lazy((node) => ((node as { type?: unknown } | null)?.type === "leaf" ? LEAF : BRANCH))),
  size: v.optional(LENGTH),
  visible: v.optional(v.boolean()),
});

const panelOf = (name: (typeof DOCK_NAMES)[number]) =>
  v.optional(
    v.object({
      id: v.literal(name),
      contentComponent: v.literal(name),
      title: v.optional(v.string()),
      renderer: v.optional(v.picklist(["always", "onlyWhenVisible"])),
      minimumWidth: v.optional(LENGTH),
    }),
  );

const ARRANGEMENT = v.object({
  grid: v.object({ root: BRANCH, width: LENGTH, height: LENGTH, orientation: v.picklist(["HORIZONTAL", "VERTICAL"]) }),
  panels: v.strictObject(Object.fromEntries(DOCK_NAMES.map((name) => [name, panelOf(name)]))),
  activeGroup: v.optional(v.string()),
});

/**
 * An arrangement from outside: the chart and the panels in the page's own grid. Groups in windows of their own, or floating, are left out.
 * @returns undefined when it is none, or when anything else stands in it.
 */
export function readPanelLayout(value: unknown): PanelLayout | undefined {
  if (value === null) return null;
  const result = v.safeParse(ARRANGEMENT, value);
  return result.success ? result.output : undefined;
}
