/**
 * The long texts of a record stand in the body of its file under these headings, one a language, so that a person can
 * write them without knowing YAML. Order here is the order in which they are written.
 */
export const SECTIONS = [
  { field: 'summary', zh: '概要', en: 'Summary' },
  { field: 'howItWorks', zh: '原理', en: 'How it works' },
  { field: 'applicability', zh: '适用', en: 'Where it fits' },
  { field: 'limits', zh: '限制', en: 'Limits' },
  { field: 'needs', zh: '条件', en: 'What it needs' },
  { field: 'crossMedia', zh: '对其他介质的影响', en: 'Effects on other media' },
] as const;

const byHeading: ReadonlyMap<string, { field: string; lang: 'zh' | 'en' }> = new Map(
  SECTIONS.flatMap(({ field, zh, en }): [string, { field: string; lang: 'zh' | 'en' }][] => [
    [zh, { field, lang: 'zh' }],
    [en.toLowerCase(), { field, lang: 'en' }],
  ]),
);

export interface Section {
  field: string;
  lang: 'zh' | 'en';
  text: string;
  /** Line of the heading within the body, from 1. */
  line: number;
}

/** Splits a body into its sections; a heading that is not in the table comes back in `unknown`. */
export function splitSections(body: string): {
  sections: Section[];
  unknown: { heading: string; line: number }[];
  stray: number | undefined;
} {
  const sections: Section[] = [];
  const unknown: { heading: string; line: number }[] = [];
  let stray: number | undefined;
  let current: Section | undefined;
  body.split('\n').forEach((text, index) => {
    const heading = /^##\s+(.+?)\s*$/.exec(text)?.[1];
    if (heading !== undefined) {
      const known = byHeading.get(heading.toLowerCase());
      if (!known) unknown.push({ heading, line: index + 1 });
      current = known && { ...known, text: '', line: index + 1 };
      if (current) sections.push(current);
    } else if (current) {
      current.text += `${text.replace(/^\\(?=\\*##\s)/, '')}\n`;
    } else if (text.trim() && unknown.length === 0) {
      stray ??= index + 1;
    }
  });
  return { sections: sections.map((s) => ({ ...s, text: s.text.trim() })), unknown, stray };
}
