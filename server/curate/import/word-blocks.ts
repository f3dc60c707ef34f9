import mammoth from 'mammoth';

import type { Block } from '../../../corpus/read/headed-text.ts';
import { openArchive } from '../../files/archive.ts';

/**
 * Headings, paragraphs and tables of a Word file, in order. Pictures, macros, comments and links are left aside; what the file says
 * of itself (its embedded style map, files outside it) is not followed.
 */
export async function blocksOfWord(file: Buffer): Promise<Block[]> {
  // Sizes are checked before mammoth unpacks anything.
  openArchive(file);
  const { value } = await mammoth.convertToHtml(
    { buffer: file },
    {
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      styleMap: [
        "p[style-name='Title'] => h1:fresh",
        ...[1, 2, 3, 4, 5].map((level) => `p[style-name='Heading ${level}'] => h${level + 1}:fresh`),
      ],
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  return blocksOfHtml(value);
}

const TAG = /<(\/?)([a-z0-9]+)[^>]*>|([^<]+)/gi;

/** mammoth writes few tags, closes each and escapes all text: a walk over them needs no parser. */
export function blocksOfHtml(html: string): Block[] {
  const blocks: Block[] = [];
  const tables: string[][][] = [];
  let text = '';
  for (const [, closing, name = '', words] of html.matchAll(TAG)) {
    const table = tables.at(-1);
    if (words !== undefined) text += plainOf(words);
    else if (name === 'br') text += '\n';
    else if (!closing && name === 'table') tables.push([]);
    else if (!closing && name === 'tr') table?.push([]);
    else if (closing && (name === 'td' || name === 'th')) {
      table?.at(-1)?.push(text.trim());
      text = '';
    } else if (closing && name === 'table') {
      const rows = tables.pop();
      if (rows && tables.length === 0) blocks.push({ kind: 'table', rows });
    } else if (closing && (name === 'p' || name === 'li')) {
      if (table) text += '\n';
      else {
        if (text.trim()) blocks.push({ kind: 'text', text: text.trim() });
        text = '';
      }
    } else if (closing && /^h[1-6]$/.test(name)) {
      if (text.trim() && !table) blocks.push({ kind: 'heading', level: Number(name[1]), text: text.trim().replace(/\s+/g, ' ') });
      text = '';
    }
  }
  return blocks;
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
const plainOf = (text: string): string => text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
