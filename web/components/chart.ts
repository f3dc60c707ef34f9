import type { Lang, Text } from '../../corpus/kinds/text.ts';
import { formatNumber } from '../src/format.ts';

/** What a chart shows, and how it is told to ECharts. Chart and table are made from the same figures. */

export interface ChartData {
  /** What the categories are: the table's first column. */
  of: string;
  series: string[];
  /** What is counted, where it is one thing for all series. */
  unit?: string;
  /** Series, by their place, that no row's doubt touches: their bars stay filled. */
  sound?: number[];
  rows: {
    name: string;
    /** One value a series; undefined where nothing is given, which is not zero. */
    values: (number | undefined)[];
    /** Further words for the table. */
    remark?: string;
    doubt?: Text;
  }[];
}

export interface Palette {
  font: string;
  ink: string;
  soft: string;
  rule: string;
  paper: string;
  series: string[];
}

/** The colours of the series in their order; the legend beside the chart has the same. */
export const SERIES_TOKENS = ['share-1', 'share-3', 'share-5'];

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    font: style.fontFamily,
    ink: token('ink'),
    soft: token('ink-soft'),
    rule: token('rule'),
    paper: token('paper'),
    series: SERIES_TOKENS.map(token),
  };
}

/** For paper, which is white: the colours of the light theme, whatever the screen shows. */
export function paperPaletteOf(element: Element): Palette {
  const root = document.documentElement;
  const { theme } = root.dataset;
  root.dataset.theme = 'light';
  const light = paletteOf(element);
  root.dataset.theme = theme;
  return light;
}

/** Marks what is doubtful, in the chart and in the table. */
export const DOUBT_MARK = '※';

/** How a chart is drawn: as bars, unless its page draws the same figures in another form. */
export interface ChartForm {
  height: (data: ChartData, width: number) => number;
  option: (data: ChartData, palette: Palette, width: number, lang: Lang, label: string, moving: boolean) => Record<string, unknown>;
}

/** Below this width in pixels, names get less room. */
const NARROW = 520;

const LINE = 16;

const nameWidth = (width: number) => (width < NARROW ? 118 : 260);

/** Rows are as tall as their bars, or as the longest name takes lines: all are alike, as they stand on one axis. */
export function chartHeight({ rows, series }: ChartData, width: number): number {
  const lines = Math.max(1, ...rows.map(({ name }) => Math.ceil((printedWidth(name) * 1.1) / nameWidth(width))));
  return rows.length * Math.max(series.length * 16 + 8, 32, lines * LINE + 8) + 30;
}

/** About as wide as the name is printed: a Chinese character takes about twice the room of a letter. */
function printedWidth(name: string): number {
  return [...`${DOUBT_MARK} ${name}`].reduce((sum, character) => sum + (character > '\u2e7f' ? 13 : 7), 0);
}

export function chartOption(data: ChartData, palette: Palette, width: number, lang: Lang, label: string, moving: boolean) {
  const { rows, series, sound = [] } = data;
  const shared = sharedDoubt(rows);
  const text = { color: palette.ink, fontFamily: palette.font, fontSize: 13 };
  const soft = { ...text, color: palette.soft };
  const print = (value: unknown) => (typeof value === 'number' ? formatNumber(value, lang) : '–');
  return {
    animation: moving,
    animationDuration: 300,
    aria: { enabled: true, label: { description: label } },
    color: palette.series,
    textStyle: text,
    grid: { left: 8, right: 56, top: 4, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: 'shadow' },
      backgroundColor: palette.paper,
      borderColor: palette.rule,
      textStyle: text,
      valueFormatter: print,
    },
    xAxis: { type: 'value', axisLabel: { ...soft, hideOverlap: true }, splitLine: { lineStyle: { color: palette.rule } }, minInterval: 1 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => nameWithMark(row, shared)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.rule } },
      axisLabel: { ...text, width: nameWidth(width), overflow: 'break', lineHeight: LINE, interval: 0 },
    },
    series: series.map((name, index) => ({
      type: 'bar',
      name,
      barMaxWidth: 16,
      barGap: '10%',
      label: { show: true, position: 'right', formatter: ({ value }: { value: unknown }) => (value === '-' ? '' : print(value)), ...text },
      data: rows.map((row) => ({
        value: row.values[index] ?? '-',
        // Doubtful figures are drawn open, others filled.
        itemStyle:
          isDoubtful(row, shared) && !sound.includes(index)
            ? { color: palette.paper, borderColor: palette.series[index], borderWidth: 2, borderType: 'dashed' }
            : undefined,
      })),
    })),
  };
}

export const BARS: ChartForm = { height: chartHeight, option: chartOption };

/** What is to be said of every row alike marks none of them: it is a note on the whole. */
export function sharedDoubt(rows: ChartData['rows']): string[] {
  const [first, ...others] = rows.map(({ doubt }) => sentencesOf(doubt?.zh));
  return others.length > 0 ? (first ?? []).filter((sentence) => others.every((sentences) => sentences.includes(sentence))) : [];
}

export function isDoubtful({ doubt }: ChartData['rows'][number], shared: string[]): boolean {
  return sentencesOf(doubt?.zh).some((sentence) => !shared.includes(sentence));
}

export function nameWithMark(row: ChartData['rows'][number], shared: string[]): string {
  return isDoubtful(row, shared) ? `${DOUBT_MARK} ${row.name}` : row.name;
}

/** Doubts sentence by sentence, each with the names of all rows it is about, so that one shared by many is read once. */
export function doubtsOf(rows: ChartData['rows'], inLang: (text: Text) => string): { names: string[]; sentence: string }[] {
  const found = new Map<string, string[]>();
  for (const { name, doubt } of rows) {
    for (const sentence of sentencesOf(doubt && inLang(doubt))) found.set(sentence, [...(found.get(sentence) ?? []), name]);
  }
  return [...found].map(([sentence, names]) => ({ sentence, names }));
}

function sentencesOf(text = ''): string[] {
  return text.split(/(?<=。)|(?<=\.)\s+(?=\S)/).filter((sentence) => sentence.trim());
}
