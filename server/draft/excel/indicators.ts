import { inYuan, WAN } from '../units.ts';
import { INDICATOR_WORDS, nameOf, say } from '../words.ts';
import { addSheet, at, type Book, type Cell, columnName, FIRST, formula } from './book.ts';

/** Table 5-3 as formulas over the sheets of items: the same formulas as economics.ts, in a spreadsheet's words. Sums in 万元. */

const NONE = '"—"';

/** A No., B name, C I, D fixed assets, E salvage, F n, G P, H D, I T, J tax, K E, L F, M N, N I/P, O NPV, P NPVR, Q IRR. */
export function indicatorSheet(book: Book): void {
  const { draft, evaluation, t, lang, parameters } = book;
  const last = columnName(lastYear(book) + 1);
  const rows = draft.schemes.map((scheme, i): Cell[] => {
    const r = FIRST + i;
    const found = evaluation.schemes[i]?.indicators;
    const amounts = evaluation.schemes[i]?.amounts;
    const wan = (value: number | undefined) => (value === undefined ? undefined : value / WAN);
    const given = (text: string) => `IF(OR(C${r}="",G${r}=""),${NONE},${text})`;
    const items = (rows: Map<string, [number, number]>, sheet: 'investment' | 'benefit', column: string) => {
      const [from, to] = rows.get(scheme.id) ?? [FIRST, FIRST];
      return at(book, sheet, column, from, [column, to]);
    };
    const inv = (column: string) => items(book.investmentRows, 'investment', column);
    const ben = (column: string) => items(book.benefitRows, 'benefit', column);
    /** The yearly benefit as one sum stands in the first row, and counts only with its factor. */
    const noSum = scheme.yearlyBenefit ? `ISBLANK(${at(book, 'benefit', 'F', book.benefitRows.get(scheme.id)?.[0] ?? FIRST)})` : 'FALSE';
    const flows = `${at(book, 'cashFlow', 'C', r, [last, r])}`;
    const year0 = at(book, 'cashFlow', 'B', r);
    return [
      scheme.number,
      nameOf(scheme, lang),
      formula(`IF(OR(COUNT(${inv('D')})=0,COUNTBLANK(${inv('F')})>0),"",SUM(${inv('G')})/${WAN})`, wan(amounts?.investment) ?? ''),
      formula(`SUMIFS(${inv('G')},${inv('H')},1)/${WAN}`, wan(amounts?.fixedAssets)),
      scheme.salvage ? (inYuan(scheme.salvage.value, scheme.salvage.unit) ?? 0) / WAN : 0,
      scheme.lifeYears ?? formula(parameters.get('life') ?? '10', draft.profile.equipmentLifeYears),
      formula(`IF(OR(COUNT(${ben('K')})=0,${noSum}),"",SUM(${ben('K')})/${WAN})`, wan(amounts?.benefit) ?? ''),
      formula(given(`MAX(0,D${r}-E${r})/F${r}`), wan(found?.depreciation) ?? '—'),
      formula(given(`G${r}-H${r}`), wan(found?.taxable) ?? '—'),
      formula(given(`MAX(0,I${r})*${parameters.get('tax')}`), wan(found?.tax) ?? '—'),
      formula(given(`I${r}-J${r}`), wan(found?.netProfit) ?? '—'),
      formula(given(`K${r}+H${r}`), wan(found?.cashFlow) ?? '—'),
      formula(given(`IF(C${r}<=0,0,IF(L${r}>0,C${r}/L${r},${NONE}))`), found?.payback ?? '—'),
      formula(given(`IF(C${r}<=0,0,IF(G${r}>0,C${r}/G${r},${NONE}))`), found?.simplePayback ?? '—'),
      formula(given(`NPV(${parameters.get('rate')},${flows})+${year0}`), wan(found?.npv) ?? '—'),
      formula(given(`IF(C${r}>0,O${r}/C${r},${NONE})`), found?.npvr ?? '—'),
      formula(given(`IF(AND(C${r}>0,L${r}>0),${irr(at(book, 'cashFlow', 'B', r, [last, r]), r, found?.irr)},${NONE})`), found?.irr ?? '—'),
    ];
  });
  const name = (key: keyof typeof INDICATOR_WORDS) => {
    const { symbol, unit, ...words } = INDICATOR_WORDS[key];
    return `${say(words, lang)} ${symbol} (${key === 'npvr' || key === 'irr' ? '%' : say(unit, lang)})`;
  };
  const head = [
    t('编号', 'No.'),
    t('名称', 'Name'),
    name('investment'),
    t('固定资产(万元)', 'Fixed assets (10,000 CNY)'),
    t('残值(万元)', 'Salvage (10,000 CNY)'),
    t('寿命 n(年)', 'Life n (a)'),
    ...(
      ['benefit', 'depreciation', 'taxable', 'tax', 'netProfit', 'cashFlow', 'payback', 'simplePayback', 'npv', 'npvr', 'irr'] as const
    ).map(name),
  ];
  const money = '#,##0.00';
  addSheet(
    book,
    'indicators',
    head,
    rows,
    {
      ...Object.fromEntries([2, 3, 4, 6, 7, 8, 9, 10, 11, 14].map((i) => [i, money])),
      5: '0',
      12: '0.00',
      13: '0.00',
      15: '0.0%',
      16: '0.00%',
    },
    [8, 30],
  );
}

/** A spreadsheet's search may not find a rate far below 0: it then begins again where the root lies today. */
function irr(flows: string, row: number, today: number | undefined): string {
  const again = today !== undefined && today < 0 ? `IFERROR(IRR(${flows},${Number(today.toFixed(4))}),${NONE})` : NONE;
  return `IFERROR(IRR(${flows},${guess(row)}),${again})`;
}

/** Where the search for IRR begins. It lies below F/I and, for long lives, near it; where flows sum to less than I it is negative. */
const guess = (r: number) =>
  `MAX(-0.9,IF(L${r}*F${r}>C${r},L${r}/C${r}*(1-(C${r}/(L${r}*F${r}))^2),2*(L${r}*F${r}-C${r})/(C${r}*(F${r}+1))))`;

/** Years of the longest life in the draft. */
function lastYear({ draft }: Book): number {
  return Math.max(draft.profile.equipmentLifeYears, ...draft.schemes.map(({ lifeYears }) => lifeYears ?? 0));
}

/** A No., then years 0, 1 … of each scheme in 万元; below them the sum over schemes that are in the sums. */
export function cashFlowSheet(book: Book): void {
  const { draft, t, evaluation } = book;
  const years = Array.from({ length: lastYear(book) + 1 }, (_, year) => year);
  const end = FIRST + draft.schemes.length - 1;
  const rows = draft.schemes.map((scheme, i): Cell[] => {
    const r = FIRST + i;
    const found = evaluation.schemes[i]?.indicators;
    const cell = (column: string) => at(book, 'indicators', column, r);
    const none = `OR(${cell('C')}="",${cell('G')}="")`;
    const life = evaluation.schemes[i]?.amounts.life ?? 0;
    return [
      scheme.number,
      ...years.map((year) =>
        year === 0
          ? formula(`IF(${none},0,-${cell('C')})`, found ? -found.investment / WAN : 0)
          : formula(
              `IF(${none},0,IF(${columnName(year + 1)}$1<=${cell('F')},${cell('L')},0))`,
              found && year <= life ? found.cashFlow / WAN : 0,
            ),
      ),
    ];
  });
  if (rows.length > 0) {
    const counted = at(book, 'schemes', 'J', FIRST, ['J', end]);
    const total = new Map(evaluation.totals.cashFlow.map(({ year, inflow, outlay }) => [year, (inflow - outlay) / WAN]));
    rows.push([
      t('合计', 'All'),
      ...years.map((year) => {
        const column = columnName(year + 1);
        return formula(`SUMPRODUCT(${counted},${column}${FIRST}:${column}${end})`, total.get(year) ?? 0);
      }),
    ]);
  }
  const sheet = addSheet(
    book,
    'cashFlow',
    [t('编号', 'No.'), ...years.map(String)],
    rows,
    Object.fromEntries(years.map((year) => [year + 1, '#,##0.00'])),
  );
  // Years as numbers, for the formulas to compare with.
  years.forEach((year) => {
    sheet.getCell(1, year + 2).value = year;
    sheet.getCell(1, year + 2).numFmt = '0';
  });
}
