import { clean } from '../files/plain-text.ts';
import type { TableBlock } from './chapter/block.ts';

/**
 * A table of a Word file, written as its XML (ECMA-376 part 1, 17.4): the docx library builds a tree of objects for every cell,
 * which for 2,000 schemes takes a minute; this takes a fraction of a second.
 */
export function tableXml({ head, rows, widths, figures = [] }: TableBlock, total: number): string {
  const shares = widths ?? head.map(() => 1);
  const sum = shares.reduce((all, share) => all + share, 0);
  const columns = head.map((_, i) => Math.round(((shares[i] ?? 1) / sum) * total));
  const cell = (text: string, i: number, header: boolean) => {
    const align = header ? 'center' : figures.includes(i) ? 'right' : 'left';
    const shade = header ? '<w:shd w:val="clear" w:color="auto" w:fill="E8EEF2"/>' : '';
    return (
      `<w:tc><w:tcPr><w:tcW w:w="${columns[i]}" w:type="dxa"/>${shade}<w:vAlign w:val="center"/></w:tcPr>` +
      `<w:p><w:pPr><w:spacing w:after="0" w:line="260"/><w:jc w:val="${align}"/></w:pPr>${run(text, header)}</w:p></w:tc>`
    );
  };
  const row = (cells: string[], header: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>${head.map((_, i) => cell(cells[i] ?? '', i, header)).join('')}</w:tr>`;
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`)
    .join('');
  const margins = [
    ['top', 30],
    ['left', 60],
    ['bottom', 30],
    ['right', 60],
  ].map(([side, width]) => `<w:${side} w:w="${width}" w:type="dxa"/>`);
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/>` +
    `<w:tblCellMar>${margins.join('')}</w:tblCellMar></w:tblPr>` +
    `<w:tblGrid>${columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    `${row(head, true)}${rows.map((cells) => row(cells, false)).join('')}</w:tbl>`
  );
}

/** 小五 in tables. */
const SIZE = 18;

function run(text: string, bold: boolean): string {
  if (text === '') return '';
  const properties = `<w:rPr>${bold ? '<w:b/><w:bCs/>' : ''}<w:sz w:val="${SIZE}"/><w:szCs w:val="${SIZE}"/></w:rPr>`;
  const lines = clean(text)
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
  return `<w:r>${properties}${lines.join('<w:br/>')}</w:r>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
