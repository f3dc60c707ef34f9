import type { Figure } from '../../api/draft.ts';
import { FIXED_ASSETS, KIND_OF_RESOURCE } from '../amounts.ts';
import { isSummed } from '../totals.ts';
import { inUnit, inYuan, RESOURCE_UNITS } from '../units.ts';
import { BENEFIT_WORDS, INVESTMENT_WORDS, RESOURCE_WORDS, say } from '../words.ts';
import { addSheet, at, type Book, type Cell, FIRST, formula, origin } from './book.ts';

/** Sheets with one row an item: investment, savings and cost changes. Everything else is computed from them. */

/** A No., B item, C row of table 5-1, D value, E unit, F factor to CNY, G CNY, H written off, I mark, J source. */
export function investmentSheet(book: Book): void {
  const { draft, t, lang } = book;
  const rows: Cell[][] = [];
  for (const scheme of draft.schemes) {
    const first = FIRST + rows.length;
    for (const { kind, name, amount } of scheme.investment) {
      const row = FIRST + rows.length;
      // Empty where no exact factor is known, for a person to fill in; the scheme has no I until then.
      const factor = inYuan(1, amount.unit);
      const sign = kind === 'subsidy' ? -1 : 1;
      const result = amount.value * (factor ?? 0) * sign;
      const fixed = FIXED_ASSETS.includes(kind) ? 1 : 0;
      rows.push([
        scheme.number,
        name,
        say(INVESTMENT_WORDS[kind], lang),
        amount.value,
        amount.unit,
        factor === undefined ? undefined : factor * sign,
        formula(`D${row}*F${row}`, result),
        fixed,
        ...origin(book, [amount]),
      ]);
    }
    // A row to fill in, so that formulas have something to point at.
    if (scheme.investment.length === 0)
      rows.push([
        scheme.number,
        '',
        say(INVESTMENT_WORDS.whole, lang),
        undefined,
        '万元',
        10_000,
        formula(`D${first}*F${first}`, 0),
        1,
        '',
        '',
      ]);
    book.investmentRows.set(scheme.id, [first, FIRST + rows.length - 1]);
  }
  const head = [
    t('编号', 'No.'),
    t('项目', 'Item'),
    t('类别', 'Kind'),
    t('数值', 'Value'),
    t('单位', 'Unit'),
    t('换算成元', 'Factor to CNY'),
    t('元', 'CNY'),
    t('计提折旧', 'Written off'),
    t('标记', 'Mark'),
    t('来源', 'Source'),
  ];
  addSheet(book, 'investment', head, rows, { 3: '#,##0.####', 6: '#,##0' }, [8, 24, 24, 12, 10, 12, 14, 10, 14, 10]);
}

/**
 * A No., B item, C row of table 5-2, D amount, E unit, F factor, G quantity, H its unit, I price, J counted, K CNY/a, L mark,
 * M source, N resource, O whether the scheme is in the sums.
 */
export function benefitSheet(book: Book): void {
  const { draft, t, lang, parameters, evaluation } = book;
  const rows: Cell[][] = [];
  /** What has no price or no exact factor says so until a person fills it in, and counts for nothing, as on the page. */
  const uncounted = t('未计入', 'Not counted');
  const quantityOf = (row: number, result: number | undefined) =>
    formula(`IF(AND(ISNUMBER(D${row}),ISNUMBER(F${row})),D${row}*F${row},"")`, result ?? '');
  const yearlyOf = (needs: string, product: string, result: number | undefined, otherwise = uncounted) =>
    formula(`IF(${needs},${product},"${otherwise}")`, result ?? otherwise);
  draft.schemes.forEach((scheme, index) => {
    const first = FIRST + rows.length;
    const summed = () => formula(at(book, 'schemes', 'J', FIRST + index), isSummed(scheme) ? 1 : 0);
    const counted = scheme.yearlyBenefit ? 0 : 1;
    const money = (name: string | undefined, kind: string, amount: Figure, counts: number) => {
      const row = FIRST + rows.length;
      const factor = inYuan(1, amount.unit);
      const sum = factor === undefined ? undefined : amount.value * factor;
      const value = yearlyOf(`ISNUMBER(G${row})`, `G${row}*J${row}`, sum === undefined ? undefined : sum * counts);
      rows.push([
        scheme.number,
        name,
        kind,
        amount.value,
        amount.unit,
        factor,
        quantityOf(row, sum),
        'CNY/a',
        undefined,
        counts,
        value,
        ...origin(book, [amount]),
        '',
        summed(),
      ]);
    };
    if (scheme.yearlyBenefit) money(t('年效益(总额)', 'Yearly benefit (one sum)'), '', scheme.yearlyBenefit, 1);
    scheme.savings.forEach(({ resource, name, amount, price }, i) => {
      const row = FIRST + rows.length;
      const line = evaluation.schemes[index]?.amounts.lines[i];
      const factor = line?.unit ? inUnit(1, amount.unit, line.unit) : undefined;
      const shared = line?.priceFrom && line.priceFrom !== 'own' ? parameters.get(line.priceFrom) : undefined;
      const result = line?.value === undefined ? undefined : line.value * counted;
      const value = yearlyOf(`AND(ISNUMBER(G${row}),ISNUMBER(I${row}))`, `G${row}*I${row}*J${row}`, result);
      rows.push([
        scheme.number,
        name || say(RESOURCE_WORDS[resource], lang),
        say(BENEFIT_WORDS[KIND_OF_RESOURCE[resource]], lang),
        amount.value,
        amount.unit,
        factor,
        quantityOf(row, line?.quantity),
        line?.unit || RESOURCE_UNITS[resource].unit,
        shared ? formula(shared, line?.price) : line?.price,
        counted,
        value,
        ...origin(book, price ? [amount, price] : [amount]),
        say(RESOURCE_WORDS[resource], lang),
        summed(),
      ]);
    });
    for (const { kind, name, amount } of scheme.costChanges) money(name, say(BENEFIT_WORDS[kind], lang), amount, counted);
    if (rows.length === first - FIRST) {
      rows.push([
        scheme.number,
        '',
        '',
        undefined,
        '万元/a',
        10_000,
        quantityOf(first, undefined),
        'CNY/a',
        undefined,
        1,
        yearlyOf(`ISNUMBER(G${first})`, `G${first}*J${first}`, undefined, ''),
        '',
        '',
        '',
        summed(),
      ]);
    }
    book.benefitRows.set(scheme.id, [first, FIRST + rows.length - 1]);
  });
  const head = [
    t('编号', 'No.'),
    t('项目', 'Item'),
    t('类别', 'Kind'),
    t('数量', 'Amount'),
    t('单位', 'Unit'),
    t('换算', 'Factor'),
    t('折算量', 'Quantity'),
    t('折算单位', 'Its unit'),
    t('单价(元)', 'Price (CNY)'),
    t('计入', 'Counted'),
    t('元/年', 'CNY/a'),
    t('标记', 'Mark'),
    t('来源', 'Source'),
    t('资源', 'Resource'),
    t('方案计入合计', 'Scheme is summed'),
  ];
  addSheet(
    book,
    'benefit',
    head,
    rows,
    { 3: '#,##0.####', 6: '#,##0.####', 10: '#,##0' },
    [8, 24, 24, 12, 10, 10, 14, 10, 10, 8, 14, 14, 10, 12, 10],
  );
}
