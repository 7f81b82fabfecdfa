const EPOCH_MS = /^-?\d{1,16}$/;
/** Date, or date and time with `Z` or an offset: what ISO 8601 says without depending on this machine's time zone. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;
/** Last millisecond a Date can hold. */
const MAX_TIME_MS = 8.64e15;

/** What {@link parseTimeText} reads, in words. */
export const EXPECTED_TIME = "ISO 8601 such as 2026-01-31T09:30:00Z or epoch milliseconds";

/** Reads a time: ISO 8601 or epoch milliseconds. @returns epoch milliseconds, NaN when it is no time. */
export function parseTimeText(text: string): number {
  if (EPOCH_MS.test(text)) return Math.abs(Number(text)) <= MAX_TIME_MS ? Number(text) : Number.NaN;
  return ISO_8601.test(text) && isDayOfMonth(text) ? Date.parse(text) : Number.NaN;
}

/** `Date.parse` takes 30 February for 2 March. */
function isDayOfMonth(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
