import type { OperationName, PeerResult } from "./run-size.ts";

/** The fastest of one kind at an operation. */
export interface Fastest {
  readonly peer: string;
  readonly ms: number;
  /** The true time is at most `ms`: the clock can tell no less. */
  readonly isAtFloor: boolean;
}

/** What is asked of ours beside the others. */
export interface PeersBudget {
  readonly minTimesFasterThanFastest: number;
  /** Asked in its place where the fastest peer is so near to a bare picture that a chart that costs so many could not be so many times faster. */
  readonly maxCostAgainstBarePicture: number;
}

/** Our faster renderer beside the fastest peer, and beside a picture without data, below which no chart can be. */
export interface FastestComparison {
  /** Null: neither of our renderers can. */
  readonly own: Fastest | null;
  readonly other: Fastest;
  /** The cheaper of the bounds; null where none was measured. */
  readonly bare: Fastest | null;
  /** How many times our time the peer's is; null where there is none of ours. */
  readonly times: number | null;
  /** `true`: at least so many times, because our own time is below what the clock can tell. */
  readonly isAtLeast: boolean;
}

/** Compares one operation; null where no peer can do it. */
export function compareFastest(peers: readonly PeerResult[], operation: OperationName): FastestComparison | null {
  const own = fastestOf(peers, "product", operation);
  const other = fastestOf(peers, "peer", operation);
  const bare = fastestOf(peers, "bound", operation);
  if (other === null) return null;
  return { own, other, bare, times: own === null ? null : other.ms / own.ms, isAtLeast: own !== null && own.isAtFloor && !other.isAtFloor };
}

/**
 * Whether a chart that costs `mostAgainstBare` bare pictures would be `least` times faster than the fastest peer. Where it would not, much of the peer's own time is
 * picture: being near the bare picture is asked instead, which is all there is where not even that would be so many times faster.
 */
export function hasRoom({ other, bare }: FastestComparison, least: number, mostAgainstBare: number): boolean {
  return bare === null || other.ms >= least * mostAgainstBare * bare.ms;
}

/** The fastest of a kind; null where none of it can do the operation. */
export function fastestOf(peers: readonly PeerResult[], kind: PeerResult["kind"], operation: OperationName): Fastest | null {
  const able = peers.filter((result) => result.kind === kind).flatMap(({ peer, operations }): Fastest[] => {
    const net = operations.find((one) => one.operation === operation)?.net ?? null;
    return net === null ? [] : [{ peer, ms: net.medianMs, isAtFloor: net.isMedianAtFloor }];
  });
  return able.toSorted((a, b) => a.ms - b.ms)[0] ?? null;
}
