import type { SignalKind } from "./state/indicators.ts";

interface Tone {
  readonly wave: OscillatorType;
  readonly notesHz: readonly number[];
  readonly noteSec: number;
}

/** One short figure for each kind, told apart by rhythm and contour as much as by pitch. */
const TONES: Readonly<Record<SignalKind, Tone>> = {
  absorption: { wave: "sine", notesHz: [440, 440], noteSec: 0.14 },
  exhaustion: { wave: "triangle", notesHz: [659, 587, 523], noteSec: 0.11 },
  burst: { wave: "square", notesHz: [523, 659, 784, 1047], noteSec: 0.06 },
  pullback: { wave: "sine", notesHz: [784, 587], noteSec: 0.12 },
  push: { wave: "triangle", notesHz: [587, 880], noteSec: 0.12 },
  sweep: { wave: "sawtooth", notesHz: [523, 1047, 523], noteSec: 0.08 },
  stack: { wave: "square", notesHz: [392, 392, 392], noteSec: 0.07 },
};

/** Selling sounds a fifth lower. */
const SELL_PITCH = 2 / 3;
const FULL_GAIN = 0.2;
const SOFT_SEC = 0.012;

/** Plays the tones of signals; silent until the page has been touched, as browsers demand. */
export class SignalTones {
  #context: AudioContext | null = null;

  /**
   * @param volume 0 silent to 1 full.
   * @returns whether a tone was started.
   */
  play(kind: SignalKind, side: "buy" | "sell", volume: number): boolean {
    const isTouched = wasTouched(navigator);
    if (volume <= 0 || isTouched === false) return false;
    const context = (this.#context ??= new AudioContext());
    void context.resume();
    if (isTouched === null && context.state !== "running") return false;
    const { wave, notesHz, noteSec } = TONES[kind];
    const gain = context.createGain();
    gain.connect(context.destination);
    for (const [at, hz] of notesHz.entries()) {
      const fromSec = context.currentTime + at * noteSec;
      const note = context.createOscillator();
      note.type = wave;
      note.frequency.value = side === "buy" ? hz : hz * SELL_PITCH;
      note.connect(gain);
      gain.gain.setValueAtTime(0, fromSec);
      gain.gain.linearRampToValueAtTime(FULL_GAIN * volume * volume, fromSec + SOFT_SEC);
      gain.gain.linearRampToValueAtTime(0, fromSec + noteSec);
      note.start(fromSec);
      note.stop(fromSec + noteSec);
      if (at === notesHz.length - 1) note.addEventListener("ended", () => gain.disconnect());
    }
    return true;
  }
}

/** Whether the page has been touched; null where the browser does not tell: there, sound that it forbids stays suspended. */
function wasTouched({ userActivation }: Partial<Pick<Navigator, "userActivation">>): boolean | null {
  return userActivation?.hasBeenActive ?? null;
}
