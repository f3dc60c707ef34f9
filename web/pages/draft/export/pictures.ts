import type { Lang } from '../../../../corpus/kinds/text.ts';
import type { Draft, Picture } from '../../../../server/api/draft.ts';
import type { Evaluation } from '../../../../server/draft/evaluate.ts';
import { cashFlowData, flowsOfDraft, inWan, swingsOfDraft, swingsOfScheme, tornadoData } from '../economics/chart-data.ts';
import { CASH_FLOW, tornado } from '../economics/chart-forms.ts';

/** The charts of a Word file: cash flow and sensitivity of the whole draft, and the sensitivity of its first medium and high cost schemes. */

/** A request takes twenty pictures; further schemes stand in the table of the same figures. */
const MOST_SCHEMES = 12;

type Say = (key: string, values?: Record<string, unknown>) => string;

export async function picturesOf({ schemes, totals }: Evaluation, draft: Draft, lang: Lang, t: Say): Promise<Picture[]> {
  if (totals.cashFlow.length === 0) return [];
  const { chartPicture } = await import('../../../components/chart-picture.ts');
  const pictures: Picture[] = [{ chart: 'cash-flow', png: chartPicture(CASH_FLOW, cashFlowData(flowsOfDraft(totals), t), lang) }];
  const sensitivity = (swings: ReturnType<typeof swingsOfDraft>, npv: number) =>
    chartPicture(tornado(inWan(npv)), tornadoData(swings, npv, lang, t), lang);
  if (totals.bars.length > 0) pictures.push({ chart: 'tornado', png: sensitivity(swingsOfDraft(totals), totals.npv) });
  const known = new Set(draft.schemes.map(({ id }) => id));
  const studied = schemes.filter(({ id, costClass, indicators }) => known.has(id) && costClass === 'medium-high' && indicators);
  for (const { id, indicators, bars } of studied.slice(0, MOST_SCHEMES)) {
    if (indicators) pictures.push({ chart: 'tornado', scheme: id, png: sensitivity(swingsOfScheme(bars), indicators.npv) });
  }
  return pictures;
}
