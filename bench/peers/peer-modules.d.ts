/**
 * The parts of the libraries that the charts use, so that the project's types can be checked where the libraries are not installed.
 */
declare module "lightweight-charts" {
  export interface CustomSeriesOptions {
    readonly color: string;
  }
  export const customSeriesDefaultOptions: CustomSeriesOptions;
  export interface PaneData<Bar> {
    readonly bars: readonly { readonly x: number; readonly originalData: Bar }[];
    readonly barSpacing: number;
    readonly visibleRange: { readonly from: number; readonly to: number } | null;
    readonly conflationFactor: number;
  }
  export type PriceToCoordinate = (price: number) => number | null;
  export interface DrawingTarget {
    useBitmapCoordinateSpace(draw: (scope: { readonly context: CanvasRenderingContext2D }) => void): void;
  }
  export interface CustomConflationContext<Bar> {
    readonly data: Bar;
  }
  export interface CustomSeriesView<Bar> {
    renderer(): { draw(target: DrawingTarget, priceToCoordinate: PriceToCoordinate): void };
    update(data: PaneData<Bar>): void;
    priceValueBuilder(bar: Bar): number[];
    isWhitespace(bar: Partial<Bar>): boolean;
    defaultOptions(): CustomSeriesOptions;
    conflationReducer?(first: CustomConflationContext<Bar>, second: CustomConflationContext<Bar>): Bar;
  }
  export interface Chart {
    addCustomSeries<Bar>(view: CustomSeriesView<Bar>, options: object): { setData(bars: readonly Bar[]): void; update(bar: Bar): void };
    timeScale(): { setVisibleLogicalRange(range: { readonly from: number; readonly to: number }): void };
    remove(): void;
  }
  export function createChart(host: HTMLElement, options: object): Chart;
}

declare module "uplot" {
  type Columns = [Float64Array, Float64Array];
  interface Options {
    readonly width: number;
    readonly height: number;
    readonly padding: readonly number[];
    readonly axes: readonly object[];
    readonly legend: object;
    readonly cursor: object;
    readonly scales: {
      readonly x: { readonly time: boolean; readonly auto: boolean; readonly range: (chart: UPlot, min: number, max: number) => [number, number] };
      readonly y: object;
    };
    readonly series: readonly { readonly paths?: (chart: UPlot) => null; readonly points?: object }[];
  }
  export default class UPlot {
    constructor(options: Options, data: Columns, host: HTMLElement);
    readonly ctx: CanvasRenderingContext2D;
    readonly data: Columns;
    readonly scales: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
    batch(change: () => void): void;
    setData(data: Columns, resetScales: boolean): void;
    setScale(name: string, limits: { readonly min: number; readonly max: number }): void;
    destroy(): void;
  }
}

declare module "echarts/core" {
  export interface Chart {
    setOption(option: object): void;
    dispatchAction(action: object): void;
    dispose(): void;
  }
  export function init(host: HTMLElement, theme: null, options: object): Chart;
  export function use(parts: readonly object[]): void;
}
declare module "echarts/charts" {
  export const HeatmapChart: object;
}
declare module "echarts/components" {
  export const DataZoomInsideComponent: object;
  export const GridComponent: object;
  export const VisualMapContinuousComponent: object;
}
declare module "echarts/renderers" {
  export const CanvasRenderer: object;
}

declare module "plotly.js-cartesian-dist-min" {
  const Plotly: {
    newPlot(host: HTMLElement, traces: readonly object[], layout: object, config: object): Promise<void>;
    relayout(host: HTMLElement, change: object): Promise<void>;
    extendTraces(host: HTMLElement, change: object, traces: readonly number[]): Promise<void>;
    purge(host: HTMLElement): void;
  };
  export default Plotly;
}

declare module "@deck.gl/core" {
  export class Deck {
    constructor(
      props: Readonly<Record<string, unknown>> & {
        readonly layerFilter: (context: { readonly layer: object }) => boolean;
        readonly onLoad: () => void;
        readonly onError: (error: Error) => void;
      },
    );
    setProps(props: object): void;
    finalize(): void;
  }
  export const OrthographicView: new (props: object) => object;
}
declare module "@deck.gl/layers" {
  export type BitmapLayer = object;
  export const BitmapLayer: new (props: object) => BitmapLayer;
}

declare module "scichart" {
  export const EAutoRange: { readonly Never: string };
  export const HeatmapColorMap: new (options: object) => object;
  export class NumberRange {
    constructor(min: number, max: number);
    readonly min: number;
  }
  export class NumericAxis {
    constructor(context: object, options: object);
    visibleRange: NumberRange;
  }
  interface Elements {
    add(element: object): void;
  }
  interface Surface {
    readonly xAxes: Elements;
    readonly yAxes: Elements;
    readonly renderableSeries: Elements;
    readonly rendered: { subscribe(listener: () => void): void };
    invalidateElement(): void;
    delete(): void;
  }
  export const SciChartSurface: {
    UseCommunityLicense(): void;
    configure(options: object): void;
    createSingle(place: HTMLElement, options: object): Promise<{ readonly sciChartSurface: Surface; readonly wasmContext: object }>;
  };
  export const Thickness: { fromNumber(size: number): object };
  export class UniformHeatmapDataSeries {
    constructor(context: object, options: object);
    setZValues(values: readonly Float64Array[]): void;
  }
  export const UniformHeatmapRenderableSeries: new (context: object, options: object) => object;
}
