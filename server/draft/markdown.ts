import { clean } from '../files/plain-text.ts';
import { type Block, FIRST_CHAPTER, type TableBlock } from './chapter/block.ts';
import { type ChapterInput, schemeChapter } from './chapter/chapter.ts';

/** The scheme chapter as Markdown (GitHub tables). A draft's words are shown as they are: none of them is taken for markup. */
export function markdownFile(input: ChapterInput): string {
  let chapter = FIRST_CHAPTER - 1;
  let section = 0;
  const parts = schemeChapter(input).map((block) => {
    if (block.type === 'heading' && !block.plain) {
      if (block.level === 1) {
        chapter++;
        section = 0;
      } else section++;
    }
    return render(block, block.type === 'heading' && block.level === 1 ? `${chapter}` : `${chapter}.${section}`);
  });
  return `${parts.join('\n\n')}\n`;
}

function render(block: Block, numbered: string): string {
  switch (block.type) {
    case 'title':
      return `# ${escaped(block.text)}`;
    case 'heading':
      return `${'#'.repeat(block.level + 1)} ${block.plain ? '' : `${numbered} `}${escaped(block.text)}`;
    case 'paragraph':
      return escaped(block.text);
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'table':
      return table(block);
    case 'picture':
      return `![${escaped(block.caption)}](data:image/png;base64,${block.png})`;
  }
}

function table({ caption, head, rows, figures = [], note }: TableBlock): string {
  const row = (cells: string[]) => `| ${head.map((_, i) => escaped(cells[i] ?? '')).join(' | ')} |`;
  const rule = `| ${head.map((_, i) => (figures.includes(i) ? '---:' : '---')).join(' | ')} |`;
  return [`**${escaped(caption)}**`, [row(head), rule, ...rows.map(row)].join('\n'), ...(note ? [escaped(note)] : [])].join('\n\n');
}

function escaped(text: string): string {
  return clean(text)
    .replace(/[\\`*_{}[\]<>|#~$]/g, (mark) => (mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : `\\${mark}`))
    .replace(/^(\s*)([-+]\s)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)]\s)/, '$1\\$2')
    .replace(/\n/g, '<br>');
}
