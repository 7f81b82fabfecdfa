/** Most runs of a lower bound that takes turns with its work. */
const MOST_BOUND_RUNS = 48;
const WARM_UPS = 3;
const LEAST_ROUNDS = 3;

/** Work and its lower bound, timed in turns, so that whatever else the machine does slows both alike. Milliseconds of one run each. */
export interface TimesInTurns {
  readonly timesMs: readonly number[];
  readonly boundMs: readonly number[];
}

export interface TurnOptions {
  /** Measured steps, after {@link WARM_UPS}. */
  readonly rounds: number;
  /** Runs that are timed together because one is shorter than the clock is fine. */
  readonly batch: number;
}

/** Times `run` with `bound` between the steps. Quick runs measure fewer steps. */
export function timeInTurns({ rounds, batch }: TurnOptions, run: (round: number) => void, bound: () => void): TimesInTurns {
  const steps = Math.max(LEAST_ROUNDS, Math.ceil(rounds * shareOfRounds()));
  const boundEvery = Math.max(1, Math.floor(steps / MOST_BOUND_RUNS));
  const timesMs: number[] = [];
  const boundMs: number[] = [];
  for (let step = -WARM_UPS; step < steps; step++) {
    const isBoundTurn = step < 0 || step % boundEvery === 0;
    const boundElapsedMs = isBoundTurn ? timeOf(batch, bound) : 0;
    const elapsedMs = timeOf(batch, (index) => run((step + WARM_UPS) * batch + index));
    if (step < 0) continue;
    if (isBoundTurn) boundMs.push(boundElapsedMs);
    timesMs.push(elapsedMs);
  }
  return { timesMs, boundMs };
}

/** `FLOWGLASS_BENCH_SHARE`, 1 where it is not set. */
function shareOfRounds(): number {
  const share = Number(process.env["FLOWGLASS_BENCH_SHARE"] ?? "1");
  if (share > 0 && share <= 1) return share;
  throw new RangeError(`FLOWGLASS_BENCH_SHARE is "${process.env["FLOWGLASS_BENCH_SHARE"]}", expected a share of the measured steps above 0, at most 1`);
}

function timeOf(batch: number, run: (index: number) => void): number {
  const startMs = performance.now();
  for (let index = 0; index < batch; index++) run(index);
  return (performance.now() - startMs) / batch;
}
