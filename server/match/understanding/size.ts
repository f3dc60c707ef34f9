import { ARABIC, HAN } from './numerals.ts';
import type { Span } from './span.ts';

/** How large the plant is, in the user's words: 年产10万吨, 200人的厂, 3条线, 50,000 t/a. */

const SIZE = new RegExp(
  `(?:年产|日产|月产|产能|日处理|规模)[^,,。;;\\s]{1,14}|(?:${ARABIC}|${HAN})\\s?(?:多)?(?:人|名员工|条(?:生产)?线|台锅炉|蒸吨)|(?:${ARABIC})\\s?(?:employees|workers|t/a|tonnes? (?:a|per) year|production lines?)`,
  'iu',
);

export function sizeIn(text: string): Span | undefined {
  const match = SIZE.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}
