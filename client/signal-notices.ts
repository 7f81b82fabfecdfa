const DENIED = "The browser forbids notifications of this page; allow them in its settings for this site, then turn them on here.";
const UNASKED = "Notifications were neither allowed nor forbidden; turn them on again to be asked once more.";
const UNKNOWN = "This browser offers no notifications here; it does on https pages and on this computer itself.";

/**
 * Asks for permission where it has not been given yet. To be called only when the user turns notifications on.
 * @returns why there are no desktop notifications, as a sentence; "" when there are.
 */
export async function askForNotices(): Promise<string> {
  if (!("Notification" in globalThis)) return UNKNOWN;
  const answer = Notification.permission === "default" ? await Notification.requestPermission() : Notification.permission;
  return answer === "granted" ? "" : answer === "denied" ? DENIED : UNASKED;
}

/**
 * Shows a desktop notification where that is allowed. One of the same tag takes the place of the last. A click brings the page to the front.
 * @returns whether one was shown.
 * @throws TypeError in browsers that leave notifications to service workers.
 */
export function showNotice(title: string, body: string, tag: string): boolean {
  if (!("Notification" in globalThis) || Notification.permission !== "granted") return false;
  const notice = new Notification(title, { body, tag, silent: true });
  notice.addEventListener("click", () => {
    window.focus();
    notice.close();
  });
  return true;
}
