import { clean } from './plain-text.ts';

/** Cells that a spreadsheet would take for a formula: beginning with = + - @, in full width too, behind spaces or line breaks. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

/** With a quote mark before it a spreadsheet shows such a cell as text. */
export function asText(text: string): string {
  const plain = clean(text);
  return FORMULA.test(plain) ? `'${plain}` : plain;
}

/** The text of such a cell, read back. */
export function unquoted(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
