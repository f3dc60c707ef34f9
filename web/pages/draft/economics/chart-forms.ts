import type { ChartData, ChartForm, Palette } from '../../../components/chart.ts';
import { formatNumber, formatRounded } from '../../../src/format.ts';

/** Columns over years with their sum as a line, and bars to both sides of a middle: the forms in which audits draw them. */

const NARROW = 520;

function base({ rows }: ChartData, palette: Palette, lang: Parameters<ChartForm['option']>[3], label: string, moving: boolean) {
  const text = { color: palette.ink, fontFamily: palette.font, fontSize: 13 };
  return {
    text,
    soft: { ...text, color: palette.soft },
    shared: {
      animation: moving,
      animationDuration: 300,
      aria: { enabled: true, label: { description: label } },
      color: palette.series,
      textStyle: text,
      tooltip: {
        trigger: 'axis',
        renderMode: 'richText',
        confine: true,
        axisPointer: { type: 'shadow' },
        backgroundColor: palette.paper,
        borderColor: palette.rule,
        textStyle: text,
      },
    },
    names: rows.map(({ name }) => name),
    print: (value: unknown) => (typeof value === 'number' ? formatNumber(value, lang) : '–'),
  };
}

export const CASH_FLOW: ChartForm = {
  height: (_, width) => (width < NARROW ? 260 : 320),
  option(data, palette, _width, lang, label, moving) {
    const { text, soft, shared, names, print } = base(data, palette, lang, label, moving);
    const values = (series: number) => data.rows.map((row) => row.values[series] ?? '-');
    return {
      ...shared,
      grid: { left: 8, right: 12, top: 12, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      tooltip: { ...shared.tooltip, valueFormatter: print },
      xAxis: {
        type: 'category',
        data: names,
        axisTick: { show: false },
        axisLine: { onZero: false, lineStyle: { color: palette.soft } },
        axisLabel: { ...text, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        axisLabel: { ...soft, formatter: (value: number) => formatRounded(value, lang) },
        splitLine: { lineStyle: { color: palette.rule } },
      },
      series: [
        { type: 'bar', name: data.series[0], barMaxWidth: 28, data: values(0) },
        { type: 'line', name: data.series[1], symbolSize: 7, lineStyle: { width: 2.5 }, data: values(1) },
      ],
    };
  },
};

/** Bars begin at the NPV as it stands (`middle`, in the data's unit): what is drawn is the difference, what is told is the NPV. */
export const tornado = (middle: number): ChartForm => ({
  height: ({ rows }) => rows.length * 36 + 44,
  option(data, palette, width, lang, label, moving) {
    const { text, soft, shared, names, print } = base(data, palette, lang, label, moving);
    const back = (value: unknown) => (typeof value === 'number' ? Number((value + middle).toFixed(2)) : value);
    const told = (value: unknown) => print(back(value));
    const side = (series: number) => ({
      type: 'bar',
      name: data.series[series],
      barGap: '-100%',
      barMaxWidth: 20,
      label: {
        show: true,
        ...text,
        formatter: ({ value }: { value: unknown }) => told(value),
      },
      data: data.rows.map(({ values }) => {
        const value = Number(((values[series] ?? middle) - middle).toFixed(4));
        return { value, label: { position: value < 0 ? 'left' : 'right' } };
      }),
    });
    const most = Math.max(
      ...data.rows.flatMap(({ values }) => [values[0], values[1]]).map((value) => Math.abs((value ?? middle) - middle)),
    );
    const room = width < NARROW ? 2.3 : 1.5;
    return {
      ...shared,
      grid: { left: 8, right: 8, top: 4, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      tooltip: { ...shared.tooltip, valueFormatter: told },
      // Room for the figures at both ends of the longest bar.
      xAxis: {
        type: 'value',
        min: -most * room,
        max: most * room,
        axisLabel: {
          ...soft,
          hideOverlap: true,
          showMinLabel: false,
          showMaxLabel: false,
          formatter: (value: number) => formatRounded(value + middle, lang),
        },
        splitLine: { lineStyle: { color: palette.rule } },
        splitNumber: width < NARROW ? 2 : 4,
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisTick: { show: false },
        axisLine: { onZero: false, lineStyle: { color: palette.soft } },
        axisLabel: { ...text, width: width < NARROW ? 92 : 150, overflow: 'break', interval: 0, margin: 8 },
      },
      series: [side(0), side(1)],
    };
  },
});
