import { afterEach, beforeEach, expect, it } from "vitest";
import { cameraSceneOf, NO_LAYOUT, NO_VIEW } from "../../client/camera-scene.ts";
import { ChartCamera } from "../../client/chart-camera.ts";
import { Crosshair } from "../../client/chart-crosshair.ts";
import { ChartFeed } from "../../client/chart-feed.ts";
import { ChartHeat } from "../../client/chart-heat.ts";
import { ChartOpening, type OpeningChart } from "../../client/chart-opening.ts";
import { ChartPicture } from "../../client/chart-picture.ts";
import { ChartRequests, type RequestingChart } from "../../client/chart-requests.ts";
import { type EngineLink, openWindowLink } from "../../client/data/window-link.ts";
import { SignalsLayer } from "../../client/scene/layers/signals/signals-layer.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import { layoutChart } from "../../core/view/chart-layout.ts";
import { DEFAULT_SHARES } from "../../core/view/heat-cutoffs.ts";
import type { FlowPatch, OpenWindow, ViewRequest, WindowMessage } from "../../protocol/worker-api.ts";
import { samplePatch, samplePool, sampleStatus } from "./data/sample-patch.ts";

const PAGE = { innerWidth: 1920, innerHeight: 1080, devicePixelRatio: 1 };
const DRAWN_LAYOUT = layoutChart(1000, 700, 1);
const OTHER = { firstSec: 400_000, lastSec: 500_000, lastPriceTicks: 90_000 };

const KEY = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
/** A request that no chart makes. */
const MARKER = { symbol: "MARKER", viewport: NO_VIEW, widthPx: 1, heightPx: 1, timeframeSec: 1, pool: KEY, exactCells: false, pointer: null, exactKey: KEY, trail: null };

let link: EngineLink;
let opened: OpenWindow;
let heard: WindowMessage[];
let camera: ChartCamera;
let chart: OpeningChart & RequestingChart & { scene: OpeningChart["scene"] };
let opening: ChartOpening;

beforeEach(() => {
  heard = [];
  link = openWindowLink((message) => {
    opened = message;
  });
  opened.data.onmessage = ({ data }: MessageEvent<WindowMessage>) => heard.push(data);
  const choices = createChoicesStore(null, "?panels=off&indicators=off&symbol=OTHER");
  const picture = new ChartPicture(new ChartHeat());
  camera = new ChartCamera(() => {});
  const feed = new ChartFeed(link, { onSymbol: (symbol) => camera.changeSymbol("", symbol), onChange: () => opening.lookAhead() });
  chart = {
    choices,
    feed,
    camera,
    scene: null,
    picture: null,
    pool: null,
    symbol: "",
    instrument: null,
    wanted: null,
    crosshair: new Crosshair(new SignalsLayer()),
    detail: picture.detailFor(choices.getState(), NO_VIEW, NO_LAYOUT),
    detailFor: (view, layout) => picture.detailFor(choices.getState(), view, layout),
  };
  const requests = new ChartRequests(chart, link);
  opening = new ChartOpening(chart, requests, PAGE);
  feed.start(requests.forWindow(NO_VIEW, NO_LAYOUT));
});

afterEach(() => {
  link.close();
  opened.control.close();
  opened.data.close();
});

const patched = (change: Partial<FlowPatch>): void => void opened.data.postMessage(samplePatch(change));
const readies = (): number => heard.filter(({ kind }) => kind === "ready").length;
const lastView = (): ViewRequest | undefined => heard.findLast((message) => message.kind === "view");

/** Resolves when all that the page has said until now has been heard. */
async function allHeard(serial: number): Promise<void> {
  link.requestView({ ...MARKER, serial });
  await expect.poll(() => lastView()?.serial).toBe(serial);
}

/** Gives the page all cells of its first picture of TEST, and draws that. */
async function drawFirst(): Promise<void> {
  patched({ status: sampleStatus() });
  await expect.poll(() => lastView()?.viewport.toSec).toBeGreaterThan(1000);
  const { pool: key } = chart.detail;
  const codes = (): Int32Array => new Int32Array(4);
  patched({ pools: [samplePool(key, 0, 1000)], scale: { key, visibleHighCode: codes(), sessionHighCode: codes(), visibleLowCode: codes(), sessionLowCode: codes(), shares: DEFAULT_SHARES } });
  await expect.poll(() => opening.pool).not.toBeNull();
  chart.scene = { layout: () => DRAWN_LAYOUT, resetMeasurements: () => {} };
  camera.keepUp(cameraSceneOf(chart, camera, DRAWN_LAYOUT, opening.pool));
}

it("asks for patches until the cells of the first picture are there, and then leaves that to what is drawn", async () => {
  await drawFirst();
  await allHeard(1);
  expect(readies()).toBe(2);
  chart.feed.noteDrawn();
  await expect.poll(readies).toBe(3);
  const asked = heard.length;
  patched({ status: sampleStatus({ lastSec: 1001 }) });
  await expect.poll(() => chart.feed.status.lastSec).toBe(1001);
  await allHeard(2);
  expect(heard).toHaveLength(asked + 1);
});

it("asks for the cells of another market's first picture before a frame of it is drawn, on the size that the chart has", async () => {
  await drawFirst();
  chart.feed.noteDrawn();
  await expect.poll(readies).toBe(3);
  patched({ symbol: "OTHER", status: sampleStatus(OTHER) });
  await expect.poll(readies).toBe(4);
  await expect.poll(() => lastView()?.viewport.toSec).toBeGreaterThan(OTHER.lastSec);
  expect(lastView()).toMatchObject({ symbol: "OTHER", widthPx: DRAWN_LAYOUT.plot.width, heightPx: DRAWN_LAYOUT.plot.height });
  expect(lastView()?.viewport.lowTicks).toBeLessThan(OTHER.lastPriceTicks);
  expect(lastView()?.viewport.highTicks).toBeGreaterThan(OTHER.lastPriceTicks);
  expect(opening.pool).toBeNull();
});
