import type { Picture } from '../../api/draft.ts';

/** What a chapter is made of, before it becomes Word or Markdown. */

export interface TableBlock {
  type: 'table';
  caption: string;
  head: string[];
  rows: string[][];
  /** Relative widths of the columns; equal where absent. */
  widths?: number[];
  /** Columns with figures, set to the right; by index. */
  figures?: number[];
  /** Below the table, in small type. */
  note?: string;
  /** Set on a page laid across. */
  wide?: boolean;
}

export type Block =
  | { type: 'title'; text: string }
  /** Numbered by the document: 4, 4.1 … `plain` headings have no number. */
  | { type: 'heading'; level: 1 | 2; text: string; plain?: boolean }
  | { type: 'paragraph'; text: string; small?: boolean }
  | { type: 'list'; items: string[] }
  | TableBlock
  | { type: 'picture'; caption: string; png: Picture['png'] };

/** The first chapter's number: schemes come up in chapter 4 of an audit report. */
export const FIRST_CHAPTER = 4;
