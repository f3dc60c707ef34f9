import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  type ISectionOptions,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';

import { type Block, FIRST_CHAPTER, type TableBlock } from './chapter/block.ts';
import { type ChapterInput, schemeChapter } from './chapter/chapter.ts';
import { FONT, FONT_TABLE, HEADING_FONT } from './word-fonts.ts';
import { pictureRun } from './word-picture.ts';
import { clean } from './words.ts';

/**
 * The scheme chapter as a Word file: headings numbered by Word itself, table headings that repeat on every page, Chinese fonts,
 * wide tables on pages laid across. It opens in Word, WPS and LibreOffice.
 */
export async function wordFile(input: ChapterInput): Promise<Buffer> {
  const document = new Document({
    creator: 'CleanMatch 清产通',
    title: clean(input.draft.profile.name),
    styles: { default: defaultStyles() },
    numbering: { config: [{ reference: 'chapters', levels: [level(0, '%1', FIRST_CHAPTER), level(1, '%1.%2', 1)] }] },
    sections: sectionsOf(schemeChapter(input)),
  });
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]);
}

/** A4 in twentieths of a point, two centimetres of margin. */
const PAGE = { width: 11906, height: 16838, margin: 1134 };
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
const WIDE_TEXT_WIDTH = PAGE.height - 2 * PAGE.margin;
/** Half points: 小四 for text, 五号 small in tables. */
const SIZE = { text: 24, table: 18, small: 18 };

function defaultStyles() {
  const heading = (size: number) => ({
    run: { font: HEADING_FONT, size, bold: true, color: '000000' },
    paragraph: { spacing: { before: 240, after: 120 }, keepNext: true },
  });
  return {
    document: { run: { font: FONT, size: SIZE.text }, paragraph: { spacing: { line: 360, after: 60 } } },
    title: { run: { font: HEADING_FONT, size: 36, bold: true }, paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 240 } } },
    heading1: heading(32),
    heading2: heading(28),
  };
}

function level(at: number, text: string, start: number) {
  const style = { paragraph: { indent: { left: 0, hanging: 0 } } };
  return { level: at, format: LevelFormat.DECIMAL, text: `${text} `, start, alignment: AlignmentType.LEFT, style };
}

/** Blocks that lie across the page get a section of their own. */
function sectionsOf(blocks: Block[]): ISectionOptions[] {
  const sections: { wide: boolean; children: (Paragraph | Table)[] }[] = [];
  for (const block of blocks) {
    const wide = block.type === 'table' && block.wide === true;
    let section = sections.at(-1);
    if (!section || section.wide !== wide) {
      section = { wide, children: [] };
      sections.push(section);
    }
    for (const child of render(block)) section.children.push(child);
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

function render(block: Block): (Paragraph | Table)[] {
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
      return table(block);
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

function table({ caption, head, rows, widths, figures = [], note, wide }: TableBlock): (Paragraph | Table)[] {
  const total = wide ? WIDE_TEXT_WIDTH : TEXT_WIDTH;
  const shares = widths ?? head.map(() => 1);
  const sum = shares.reduce((all, share) => all + share, 0);
  const columnWidths = head.map((_, i) => Math.round(((shares[i] ?? 1) / sum) * total));
  const cell = (text: string, i: number, header = false) =>
    new TableCell({
      width: { size: columnWidths[i] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      shading: header ? { type: ShadingType.CLEAR, fill: 'E8EEF2', color: 'auto' } : undefined,
      children: [
        paragraph(
          text,
          {
            spacing: { line: 260, after: 0 },
            alignment: header ? AlignmentType.CENTER : figures.includes(i) ? AlignmentType.RIGHT : AlignmentType.LEFT,
          },
          SIZE.table,
          header,
        ),
      ],
    });
  const border = { style: BorderStyle.SINGLE, size: 4, color: '808080' };
  return [
    paragraph(caption, { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 160, after: 80 } }, 21, true),
    new Table({
      width: { size: total, type: WidthType.DXA },
      columnWidths,
      layout: TableLayoutType.FIXED,
      borders: { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border },
      rows: [
        new TableRow({ tableHeader: true, cantSplit: true, children: head.map((text, i) => cell(text, i, true)) }),
        ...rows.map((row) => new TableRow({ cantSplit: true, children: head.map((_, i) => cell(row[i] ?? '', i)) })),
      ],
    }),
    paragraph(note ?? '', { spacing: { before: 40, after: 120, line: 260 } }, SIZE.small),
  ];
}
