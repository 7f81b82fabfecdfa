const MS_PER_SEC = 1000;

/** `HH:MM:SS`, UTC. @param sec whole seconds since the epoch. */
export function clockText(sec: number): string {
  return new Date(sec * MS_PER_SEC).toISOString().slice(11, 19);
}
