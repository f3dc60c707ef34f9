import type { Offered, OfferedCell, Place } from './offered.ts';
import { columnOf } from './record-columns.ts';

/**
 * A report by its headings: the heading above those of fields is a record's title, the headings below it, and the first cells of its
 * tables' rows, name its fields as the columns of a sheet are named. Numbering before a heading does not count (二、投资).
 */

export type Block = { kind: 'heading'; level: number; text: string } | { kind: 'text'; text: string } | { kind: 'table'; rows: string[][] };

const NUMBERING = /^\s*(第?[一二三四五六七八九十]+[章节、..]|[((][一二三四五六七八九十\d]+[))]|\d+(\.\d+)*[、..\s])\s*/;
/** A field on a line of its own: 投资:120 */
const LABELLED = /^([^::]{1,20})[::]\s*(.+)$/s;

export function offersOfBlocks(blocks: Block[], place: Place = {}): Offered[] {
  const top = titleLevel(blocks);
  const offers: Offered[] = [];
  let current: Offered | undefined;
  let field: { key: string; heading: string } | undefined;
  const add = (key: string, heading: string, text: string) => {
    const before = current?.cells.get(key);
    const cell: OfferedCell = { value: before ? `${before.value}\n${text}` : text, heading };
    if (text) current?.cells.set(key, cell);
  };
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === top) {
      const title = block.text.replace(NUMBERING, '');
      current = {
        place: { ...place, row: offers.length + 1 },
        whole: false,
        fields: {},
        cells: new Map([['title_zh', { value: title, heading: block.text }]]),
        broken: [],
      };
      offers.push(current);
      field = undefined;
    } else if (block.kind === 'heading') {
      // Text under a heading that names no field goes to the summary, so that it is not lost.
      const column = columnOf(block.text.replace(NUMBERING, ''));
      field = column && { key: column.key, heading: block.text };
    } else if (block.kind === 'table') {
      for (const [heading = '', ...values] of block.rows) {
        const column = columnOf(heading.replace(NUMBERING, '').replace(/[::]$/, ''));
        if (column) add(column.key, heading, values.filter(Boolean).join('\n'));
      }
    } else if (field) add(field.key, field.heading, block.text);
    else {
      const [, label = '', value = ''] = LABELLED.exec(block.text) ?? [];
      const column = label ? columnOf(label.trim()) : undefined;
      if (column) add(column.key, label, value.trim());
      else add('summary_zh', '', block.text);
    }
  }
  return offers;
}

/** The level above that of the highest heading which names a field: a title over the whole report may stand above it. */
function titleLevel(blocks: Block[]): number {
  const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block] : []));
  const fields = headings.filter(({ text }) => columnOf(text.replace(NUMBERING, ''))).map(({ level }) => level);
  const above = headings.map(({ level }) => level).filter((level) => level < Math.min(...fields));
  return above.length > 0 ? Math.max(...above) : Math.min(...headings.map(({ level }) => level));
}
