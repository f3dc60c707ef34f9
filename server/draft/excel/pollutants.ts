import { isSummed, pollutantUnit } from '../totals.ts';
import { inUnit } from '../units.ts';
import { POLLUTANT_WORDS, say } from '../words.ts';
import { addSheet, at, type Book, type Cell, FIRST, formula, origin } from './book.ts';

/** A No., B pollutant, C amount, D unit, E factor, F quantity, G its unit, H mark, I source, J whether the scheme is in the sums. */
export function pollutantSheet(book: Book): void {
  const { draft, t, lang } = book;
  const rows: Cell[][] = draft.schemes
    .flatMap((scheme, index) => scheme.pollutants.map((one) => ({ scheme, index, ...one })))
    .map(({ scheme, index, pollutant, name, amount }, i) => {
      const row = FIRST + i;
      const unit = pollutantUnit(pollutant);
      const factor = inUnit(1, amount.unit, unit) ?? 0;
      const label = pollutant === 'other' ? name || say(POLLUTANT_WORDS.other, lang) : say(POLLUTANT_WORDS[pollutant], lang);
      return [
        scheme.number,
        label,
        amount.value,
        amount.unit,
        factor,
        formula(`C${row}*E${row}`, amount.value * factor),
        unit,
        ...origin(book, [amount]),
        formula(at(book, 'schemes', 'J', FIRST + index), isSummed(scheme) ? 1 : 0),
      ];
    });
  book.pollutantRows = Math.max(FIRST, FIRST + rows.length - 1);
  const head = [
    t('编号', 'No.'),
    t('污染物', 'Pollutant'),
    t('数量', 'Amount'),
    t('单位', 'Unit'),
    t('换算', 'Factor'),
    t('折算量', 'Quantity'),
    t('折算单位', 'Its unit'),
    t('标记', 'Mark'),
    t('来源', 'Source'),
    t('方案计入合计', 'Scheme is summed'),
  ];
  addSheet(book, 'pollutants', head, rows, { 2: '#,##0.####', 5: '#,##0.####' });
}
