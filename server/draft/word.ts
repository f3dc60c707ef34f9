import { randomUUID } from 'node:crypto';

import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  type ISectionOptions,
  LevelFormat,
  LevelSuffix,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import JSZip from 'jszip';

import { clean } from '../files/plain-text.ts';
import { FONT, FONT_TABLE, HEADING_FONT } from '../files/word-fonts.ts';
import { type Block, FIRST_CHAPTER, type TableBlock } from './chapter/block.ts';
import { type ChapterInput, schemeChapter } from './chapter/chapter.ts';
import { pictureRun } from './word-picture.ts';
import { tableXml } from './word-table.ts';

/**
 * The scheme chapter as a Word file: headings numbered by Word itself, table headings that repeat on every page, Chinese fonts,
 * wide tables on pages laid across. It opens in Word, WPS and LibreOffice.
 */
export async function wordFile(input: ChapterInput): Promise<Buffer> {
  const tables = new Tables();
  const document = new Document({
    creator: 'CleanMatch 清产通',
    title: clean(input.draft.profile.name),
    styles: { default: defaultStyles() },
    numbering: { config: [{ reference: 'chapters', levels: [level(0, '%1', FIRST_CHAPTER), level(1, '%1.%2', 1)] }] },
    sections: sectionsOf(schemeChapter(input), tables),
  });
  const file = await JSZip.loadAsync(await Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]));
  const main = 'word/document.xml';
  file.file(main, tables.putInto((await file.file(main)?.async('string')) ?? ''));
  return file.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** A4 in twentieths of a point, two centimetres of margin. */
const PAGE = { width: 11906, height: 16838, margin: 1134 };
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
const WIDE_TEXT_WIDTH = PAGE.height - 2 * PAGE.margin;
/** Half points: 小四 for text, 小五 for small type. */
const SIZE = { text: 24, small: 18 };

function defaultStyles() {
  const heading = (size: number) => ({
    run: { font: HEADING_FONT, size, bold: true, color: '000000' },
    paragraph: { spacing: { before: 240, after: 120 }, keepNext: true },
  });
  return {
    document: {
      run: { font: FONT, size: SIZE.text, language: { value: 'en-US', eastAsia: 'zh-CN' } },
      // Without its rule LibreOffice takes the line's height for fixed, and cuts pictures down to it.
      paragraph: { spacing: { line: 360, lineRule: LineRuleType.AUTO, after: 60 } },
    },
    title: { run: { font: HEADING_FONT, size: 36, bold: true }, paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 240 } } },
    heading1: heading(32),
    heading2: heading(28),
  };
}

function level(at: number, text: string, start: number) {
  const style = { paragraph: { indent: { left: 0, hanging: 0 } } };
  return { level: at, format: LevelFormat.DECIMAL, text, start, suffix: LevelSuffix.SPACE, alignment: AlignmentType.LEFT, style };
}

/** Blocks that lie across the page get a section of their own. */
function sectionsOf(blocks: Block[], tables: Tables): ISectionOptions[] {
  const sections: { wide: boolean; children: Paragraph[] }[] = [];
  for (const block of blocks) {
    const wide = block.type === 'table' && block.wide === true;
    let section = sections.at(-1);
    if (!section || section.wide !== wide) {
      section = { wide, children: [] };
      sections.push(section);
    }
    for (const child of render(block, tables)) section.children.push(child);
  }
  return sections.map(({ wide, children }) => ({
    properties: {
      page: {
        size: { width: PAGE.width, height: PAGE.height, orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
      },
    },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT], size: SIZE.small })] }),
        ],
      }),
    },
    children,
  }));
}

function render(block: Block, tables: Tables): Paragraph[] {
  switch (block.type) {
    case 'title':
      return [paragraph(block.text, { heading: HeadingLevel.TITLE })];
    case 'heading': {
      const heading = block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2;
      const numbering = block.plain ? undefined : { reference: 'chapters', level: block.level - 1 };
      return [paragraph(block.text, { heading, numbering })];
    }
    case 'paragraph':
      return [paragraph(block.text, block.small ? {} : { indent: { firstLine: 480 } }, block.small ? SIZE.small : undefined)];
    case 'list':
      return block.items.map((item) => paragraph(item, { bullet: { level: 0 } }));
    case 'table':
      return table(block, tables);
    case 'picture':
      return [
        new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: [pictureRun(block.png, block.caption)] }),
        paragraph(block.caption, { alignment: AlignmentType.CENTER }, SIZE.small),
      ];
  }
}

function paragraph(text: string, options: IParagraphOptions = {}, size?: number, bold?: boolean): Paragraph {
  const runs = clean(text)
    .split('\n')
    .map((line, i) => new TextRun({ text: line, size, bold, break: i > 0 ? 1 : undefined }));
  return new Paragraph({ ...options, children: runs });
}

/** A caption, a place for the table and what stands below it. */
function table(block: TableBlock, tables: Tables): Paragraph[] {
  return [
    paragraph(block.caption, { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 160, after: 80 } }, 21, true),
    new Paragraph(tables.placeFor(block)),
    paragraph(block.note ?? '', { spacing: { before: 40, after: 120, line: 260 } }, SIZE.small),
  ];
}

const PARAGRAPH_END = '</w:p>';

/** Tables on their way into the file: a paragraph with a mark that no text can hold by chance, then the table in its place. */
class Tables {
  readonly #mark = `table-${randomUUID()}-`;
  readonly #xml: string[] = [];

  placeFor(block: TableBlock): string {
    return this.#mark + (this.#xml.push(tableXml(block, block.wide ? WIDE_TEXT_WIDTH : TEXT_WIDTH)) - 1);
  }

  putInto(xml: string): string {
    // What stands before a mark belongs to the paragraph that holds it, from its beginning on.
    const beginning = (text: string) => text.slice(0, text.lastIndexOf('<w:p>'));
    const parts = xml.split(this.#mark);
    return parts
      .map((part, i) => {
        const [number = ''] = i === 0 ? [] : (/^\d+/.exec(part) ?? []);
        const after = i === 0 ? part : part.slice(part.indexOf(PARAGRAPH_END) + PARAGRAPH_END.length);
        return (this.#xml[Number(number || -1)] ?? '') + (i === parts.length - 1 ? after : beginning(after));
      })
      .join('');
  }
}
