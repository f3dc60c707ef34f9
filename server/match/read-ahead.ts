import { segment } from '../../indexer/text/segment.ts';
import { understand } from './understand.ts';

/** Reads what the first question needs and later ones have: the vocabulary, how its words sound, the dictionary that cuts words. */
export function readAhead(): void {
  const text = '清洁生产';
  understand({ text, lang: 'zh', limit: 1 });
  segment(text);
}
