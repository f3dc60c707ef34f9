import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Lang } from '../../corpus/kinds/text.ts';
import type { Draft } from '../api/draft.ts';
import { evaluateDraft } from './evaluate.ts';
import { newBook, type SheetName } from './excel/book.ts';
import { benefitSheet, investmentSheet } from './excel/figures.ts';
import { cashFlowSheet, indicatorSheet } from './excel/indicators.ts';
import { parameterSheet, schemeSheet, screeningSheet, sourceSheet, summarySheet } from './excel/overview.ts';
import { pollutantSheet } from './excel/pollutants.ts';

export interface ExcelInput {
  draft: Draft;
  lang: Lang;
  records?: ReadonlyMap<string, LibraryRecord>;
}

/**
 * A draft as a workbook that reckons by itself: items and parameters are values, everything made from them is a formula (SUM,
 * NPV, IRR, RANK …), so that a changed price or investment goes through to the sums.
 */
export async function excelFile({ draft, lang, records = new Map() }: ExcelInput): Promise<Buffer> {
  const book = newBook(draft, evaluateDraft(draft), lang, records);
  parameterSheet(book);
  schemeSheet(book);
  investmentSheet(book);
  benefitSheet(book);
  pollutantSheet(book);
  indicatorSheet(book);
  cashFlowSheet(book);
  screeningSheet(book);
  summarySheet(book);
  sourceSheet(book);
  const order: SheetName[] = [
    'summary',
    'schemes',
    'parameters',
    'investment',
    'benefit',
    'indicators',
    'cashFlow',
    'screening',
    'pollutants',
    'sources',
  ];
  book.workbook.worksheets.forEach((sheet) => {
    const at = order.findIndex((name) => book.names[name] === sheet.name);
    // exceljs orders sheets by this number when it writes; its types do not name it.
    (sheet as unknown as { orderNo: number }).orderNo = at;
  });
  return Buffer.from(await book.workbook.xlsx.writeBuffer());
}
