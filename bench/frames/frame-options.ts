import { parseArgs } from "node:util";
import { FULL_PROGRAMME, type Programme, QUICK_PROGRAMME } from "./programme.ts";
import { parseDisplay } from "./scene-setup.ts";
import { SCENE_NAMES } from "./scenes.ts";

export const FRAMES_HELP = `Measures the real page in a real browser: npm run bench:frames -- [options]
  --quick                               a part of everything, about five minutes; without it all of it, about an hour and a half
in one window of 1920x1080:
  --scenes heat,everything              what is on the screen; everything at once is measured with the longest history alone; none: no such window
  --cells 100000,1000000,10000000       sizes of history
each alone, with everything on the screen; none leaves it out:
  --displays 3840x2160,1920x1080@2      sizes of a window in CSS pixels, with more device pixels for each behind an @
  --windows 2,4                         windows of one browser, each with a symbol of its own, moved at once
  --slowdowns 4                         the processor so many times slower for the page's script
  --varied-cells 1000000                history of each of these
besides:
  --heat-renderers canvas,webgl         what draws the heat
  --everything-renderers canvas,webgl   what draws everything
  --phase-ms 10000                      length of each camera movement
  --still-frames 180                    frames of each movement over still data, where counters are taken
  --openings 7                          openings of a day with each scene, after one in a browser just started; 0 leaves them out
  --steps 60                            measured steps of the heat layer alone; 0 leaves it out
  --soak-min 60                         minutes of a live market and a moving camera, in the end; 0 leaves it out
  --out .cache/bench-frames.json        where the figures go`;

export interface FrameOptions {
  readonly isHelp: boolean;
  readonly programme: Programme;
  readonly out: string;
}

const RENDERERS = ["canvas", "webgl"] as const;

/** Reads the command line. @throws RangeError (TypeError for an unknown option) naming the option. */
export function readFrameOptions(args: readonly string[]): FrameOptions {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      scenes: text,
      cells: text,
      "heat-renderers": text,
      displays: text,
      windows: text,
      slowdowns: text,
      "varied-cells": text,
      "everything-renderers": text,
      "phase-ms": text,
      "still-frames": text,
      openings: text,
      steps: text,
      "soak-min": text,
      out: { type: "string", default: ".cache/bench-frames.json" },
    },
  });
  const start = values.quick ? QUICK_PROGRAMME : FULL_PROGRAMME;
  const programme: Programme = {
    scenes: read(values.scenes, start.scenes, (list) => orNone(list, () => namesOf("--scenes", list, SCENE_NAMES))),
    cells: read(values.cells, start.cells, (list) => wholeNumbers("--cells", list)),
    webglCells: read(values.cells, start.webglCells, (list) => wholeNumbers("--cells", list)),
    heatRenderers: read(values["heat-renderers"], start.heatRenderers, (list) => namesOf("--heat-renderers", list, RENDERERS)),
    displays: read(values.displays, start.displays, (list) => orNone(list, () => list.split(",").map((display) => parseDisplay("--displays", display)))),
    windows: read(values.windows, start.windows, (list) => orNone(list, () => wholeNumbers("--windows", list))),
    slowdowns: read(values.slowdowns, start.slowdowns, (list) => orNone(list, () => wholeNumbers("--slowdowns", list))),
    variedCells: read(values["varied-cells"], start.variedCells, (number) => wholeNumbers("--varied-cells", number)[0]),
    everythingRenderers: read(values["everything-renderers"], start.everythingRenderers, (list) => namesOf("--everything-renderers", list, RENDERERS)),
    phaseMs: read(values["phase-ms"], start.phaseMs, (number) => wholeNumbers("--phase-ms", number)[0]),
    stillFrames: read(values["still-frames"], start.stillFrames, (number) => wholeNumbers("--still-frames", number)[0]),
    warmOpenings: read(values.openings, start.warmOpenings, (number) => numberOrNone("--openings", number)),
    layerSteps: read(values.steps, start.layerSteps, (number) => numberOrNone("--steps", number)),
    soakMin: read(values["soak-min"], start.soakMin, minutes),
  };
  return { isHelp: values.help, programme, out: values.out };
}

function read<Value>(text: string | undefined, otherwise: Value, parse: (text: string) => Value): Value {
  return text === undefined ? otherwise : parse(text);
}

function orNone<Value>(text: string, parse: () => readonly Value[]): readonly Value[] {
  return text === "none" ? [] : parse();
}

function wholeNumbers(option: string, text: string): readonly number[] {
  const numbers = text.split(",").map(Number);
  if (numbers.every((number) => Number.isSafeInteger(number) && number > 0)) return numbers;
  throw new RangeError(`${option} is "${text}", expected whole numbers above 0, separated by commas`);
}

function numberOrNone(option: string, text: string): number {
  return text === "0" ? 0 : wholeNumbers(option, text)[0];
}

function namesOf<Name extends string>(option: string, text: string, known: readonly Name[]): readonly Name[] {
  return text.split(",").map((name) => {
    const found = known.find((one) => one === name);
    if (found === undefined) throw new RangeError(`${option} has "${name}", expected ${known.join(" or ")}`);
    return found;
  });
}

function minutes(text: string): number {
  const number = Number(text);
  if (text !== "" && number >= 0 && Number.isFinite(number)) return number;
  throw new RangeError(`--soak-min is "${text}", expected minutes, 0 or more`);
}
