import { LegendComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

import type { Lang } from '../../corpus/kinds/text.ts';
import type { ChartData, ChartForm } from './chart.ts';
import { paperPaletteOf } from './chart.ts';
import { init } from './chart-engine.ts';

/** A chart as a picture for a document: on white, with its legend, at twice the pixels that its width on paper takes. */
use([CanvasRenderer, LegendComponent]);

/** Pixels at 96 dpi: the sixteen centimetres that a page of text is wide. */
const WIDTH = 605;
const LEGEND_HEIGHT = 32;

/** PNG in base64, without the data: prefix. */
export function chartPicture(form: ChartForm, data: ChartData, lang: Lang): string {
  const height = form.height(data, WIDTH) + LEGEND_HEIGHT;
  const chart = init(document.createElement('div'), undefined, { renderer: 'canvas', width: WIDTH, height, devicePixelRatio: 2 });
  try {
    const palette = paperPaletteOf(document.body);
    chart.setOption(form.option(data, palette, WIDTH, lang, '', false));
    const textStyle = { color: palette.ink, fontFamily: palette.font, fontSize: 13 };
    chart.setOption({ textStyle, grid: { top: LEGEND_HEIGHT + 8 }, legend: { show: true, top: 0, left: 8, textStyle } });
    return chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: palette.paper }).replace(/^data:image\/png;base64,/, '');
  } finally {
    chart.dispose();
  }
}
