import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/** The parts of ECharts that the charts need. Only DataChart loads this, and only where a chart is shown. */
use([BarChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

export { init };
