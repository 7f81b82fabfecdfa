import { dateText } from "../../core/view/clock-text.ts";

/** A moment in full, for the crosshair: `8 Aug 23:58:12`. @param localSec epoch seconds plus the zone's offset. */
export function formatCrosshairTime(localSec: number): string {
  const date = new Date(localSec * 1000);
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
  return `${dateText(localSec)} ${time}`;
}
