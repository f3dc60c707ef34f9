import { AlignmentType, Document, ExternalHyperlink, HeadingLevel, Packer, Paragraph, type ParagraphChild, TextRun } from 'docx';

import { clean } from '../files/plain-text.ts';
import { FONT, FONT_TABLE, HEADING_FONT } from '../files/word-fonts.ts';
import type { Digest, DigestEntry } from './digest.ts';

/** A digest as a Word file, for the newsletter to be edited in. */
export async function digestWord(digest: Digest): Promise<Buffer> {
  const { title, period, counted, sections, lang } = digest;
  const document = new Document({
    creator: 'CleanMatch 清产通',
    title: clean(`${title} ${period}`),
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 22, language: { value: 'en-US', eastAsia: 'zh-CN' } },
          paragraph: { spacing: { line: 340, after: 80 } },
        },
        title: {
          run: { font: HEADING_FONT, size: 36, bold: true },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 120 } },
        },
        heading1: {
          run: { font: HEADING_FONT, size: 28, bold: true, color: '000000' },
          paragraph: { spacing: { before: 320, after: 120 }, keepNext: true },
        },
        heading2: {
          run: { font: HEADING_FONT, size: 24, bold: true, color: '000000' },
          paragraph: { spacing: { before: 200, after: 60 }, keepNext: true },
        },
      },
    },
    sections: [
      {
        children: [
          paragraph(title, HeadingLevel.TITLE),
          new Paragraph({ alignment: AlignmentType.CENTER, children: [text(period)] }),
          new Paragraph({ alignment: AlignmentType.CENTER, children: [small(counted)] }),
          ...sections.flatMap(({ heading, entries }) => [
            paragraph(heading, HeadingLevel.HEADING_1),
            ...entries.flatMap((entry) => entryParagraphs(entry, lang)),
          ]),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]);
}

const text = (words: string): TextRun => new TextRun(clean(words));
const small = (words: string): TextRun => new TextRun({ text: clean(words), size: 18, color: '555555' });
const paragraph = (words: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph =>
  new Paragraph({ heading, children: [text(words)] });

function entryParagraphs(entry: DigestEntry, lang: Digest['lang']): Paragraph[] {
  const mark = entry.isNew ? { zh: '(新)', en: ' (new)' } : { zh: '(修订)', en: ' (changed)' };
  const source: ParagraphChild[] = [small(lang === 'zh' ? '来源:' : 'Source: ')];
  source.push(entry.sourceUrl ? new ExternalHyperlink({ link: entry.sourceUrl, children: [small(entry.source)] }) : small(entry.source));
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      children: [new ExternalHyperlink({ link: entry.address, children: [text(entry.title)] }), text(mark[lang])],
    }),
    ...(entry.where ? [new Paragraph({ children: [small(entry.where)] })] : []),
    new Paragraph({ children: [text(entry.summary)] }),
    ...entry.figures.map((figure) => new Paragraph({ bullet: { level: 0 }, children: [text(figure)] })),
    ...(entry.source ? [new Paragraph({ children: source })] : []),
  ];
}
