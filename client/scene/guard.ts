/** Share of the view made ready beyond each of its edges: panning by less than this makes and uploads nothing. */
export const GUARD = 0.5;

/** The same along an axis that a pan has just left what was ready of: whoever pans goes on, and comes back. What is zoomed is made anew with every frame and has no use for more. */
export const PANNED_GUARD = 2;
