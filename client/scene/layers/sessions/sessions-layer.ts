import type { SessionRule } from "../../../../core/market/instrument.ts";
import { SessionCalendar } from "../../../../core/market/session.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { packSessions } from "./sessions-pack.ts";

/** Lines where trading sessions start. */
export class SessionsLayer implements Layer {
  readonly name = "sessions";
  readonly #batch = new Batch("plot", "under", { x: "time", y: "screen" });
  readonly batches = [this.#batch];
  readonly #window = new PackWindow();
  #rule: SessionRule | null = null;
  #calendar: SessionCalendar | null = null;

  prepare(frame: FrameContext): void {
    const { instrument, session, theme } = frame.state;
    const rule = session ?? instrument?.session ?? null;
    const covered = this.#window.stillCovers(frame, false);
    if (covered && rule === this.#rule) return;
    if (rule !== this.#rule) this.#calendar = rule === null ? null : new SessionCalendar(rule);
    this.#rule = rule;
    this.#batch.clear();
    if (this.#calendar === null) return;
    const { fromSec, toSec } = this.#window.window;
    this.#batch.originSec = this.#window.originSec;
    packSessions(this.#batch, this.#calendar, fromSec, toSec, frame.layout.plot.height, frame.hairlinePx, imageColor(theme.faint, 0.8));
  }
}
