/**
 * The moments of a page's opening, in the order in which they come where nothing is in the way: entries of the browser's User Timing, each set once, so that a profile of the browser and the benches show them.
 *
 * | mark | set by | when |
 * |---|---|---|
 * | `flowglass:script` | window | the page's script and its style sheets have been read, and it begins |
 * | `flowglass:engine` | worker | the engine's script has been read, and it begins |
 * | `flowglass:connect` | worker | the socket is asked for |
 * | `flowglass:welcome` | worker | the socket is open and the server has said who it is |
 * | `flowglass:bars` | worker | the first bars are held: the newest |
 * | `flowglass:chart` | window | the renderer is there: the next frame can be drawn |
 * | `flowglass:picture` | window | the first picture that is whole has been drawn: all cells on the screen, where and as they stay |
 * | `flowglass:history` | worker | all of the history is held |
 */
export const OPENING_MARKS = [
  "flowglass:script",
  "flowglass:engine",
  "flowglass:connect",
  "flowglass:welcome",
  "flowglass:bars",
  "flowglass:chart",
  "flowglass:picture",
  "flowglass:history",
] as const;

export type OpeningMark = (typeof OPENING_MARKS)[number];

const set = new Set<OpeningMark>();

/** Marks a moment of the opening, unless it has been marked: what comes again after a cut, or for another market, is no opening. */
export function markOpening(mark: OpeningMark): void {
  if (set.has(mark)) return;
  set.add(mark);
  performance.mark(mark);
}
