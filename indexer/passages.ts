import { createHash } from 'node:crypto';

import type { Metric } from '../corpus/kinds/figures.ts';
import type { LibraryRecord } from '../corpus/kinds/kinds.ts';
import { inLanguage, type Lang, type Text } from '../corpus/kinds/text.ts';
import { industryAncestors, type Term, vocabulary } from '../corpus/vocabulary/vocabulary.ts';
import type { FacetValues, IndexDocument, KeywordFields, Passage } from './index/search-index.ts';

/** Turns a record into what is indexed: keyword columns and passages by language, and the values it is filtered by. */

const LANGS = ['zh', 'en'] as const;

/** A passage stays below about 400 tokens of the model: Chinese has about 1.5 characters a token, English about 4. */
const PASSAGE_LIMIT: Record<Lang, number> = { zh: 600, en: 1600 };

/** Looks up the names of techniques a record belongs to, so that a case is found by its technique's aliases. */
export type TechniqueNames = (id: string) => { title: Text; aliases?: { zh: string[]; en: string[] } } | undefined;

export function documentOf(record: LibraryRecord, techniqueNames: TechniqueNames): IndexDocument {
  return {
    id: record.id,
    facets: facetsOf(record),
    keyword: { zh: keywordFields(record, 'zh', techniqueNames), en: keywordFields(record, 'en', techniqueNames) },
    passages: passagesOf(record),
  };
}

export function facetsOf(record: LibraryRecord): FacetValues {
  const measure = 'measure' in record ? record.measure : undefined;
  const region = 'region' in record ? record.region : undefined;
  return {
    kind: record.kind,
    industry: [...new Set(record.industries.flatMap((code) => industryAncestors(code)))],
    problem: record.problems,
    process: record.processes,
    measure: measure ? [measure] : [],
    costClass: 'costClass' in record && record.costClass ? [record.costClass] : [],
    region: region ? regionPath(region) : [],
    evidence: 'evidence' in record && record.evidence ? [record.evidence] : [],
    technique: techniquesOf(record),
    year: 'year' in record ? record.year : undefined,
  };
}

/** Canonical techniques a record is evidence of, or part of. */
export function techniquesOf(record: LibraryRecord): string[] {
  if (record.kind === 'technique') return [record.broader ?? record.id];
  return 'techniques' in record ? record.techniques : [];
}

/** 440605 → 440605 (district), 440600 (city), 440000 (province), CN. */
export function regionPath(code: string): string[] {
  if (!/^\d{6}$/.test(code)) return [code];
  return [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`, 'CN'])];
}

function keywordFields(record: LibraryRecord, lang: Lang, techniqueNames: TechniqueNames): KeywordFields {
  const words = vocabulary();
  const names = (term: Term | undefined) => (term ? (lang === 'zh' ? [term.zh, ...term.aliasesZh] : [term.en, ...term.aliasesEn]) : []);
  const own = record.kind === 'technique' ? (record.aliases?.[lang] ?? []) : [];
  const techniques = techniquesOf(record)
    .filter((id) => id !== record.id)
    .flatMap((id) => {
      const technique = techniqueNames(id);
      return technique ? [inLanguage(technique.title, lang), ...(technique.aliases?.[lang] ?? [])] : [];
    });
  return {
    title: only(record.title, lang),
    names: join([
      ...own,
      ...record.industries.filter((code) => code !== '*').flatMap((code) => names(words.industries.get(code))),
      ...record.processes.flatMap((code) => names(words.processes.get(code))),
      ...record.problems.flatMap((code) => names(words.problems.get(code))),
      ...techniques,
    ]),
    summary: only(record.summary, lang),
    detail: join(detailTexts(record).map((text) => only(text, lang))),
  };
}

function passagesOf(record: LibraryRecord): Passage[] {
  if (record.kind === 'guide') return guidePassages(record.title, record.body, record.abstractEn);
  const words = vocabulary();
  return LANGS.flatMap((lang) => {
    if (lang === 'en' && !record.title.en && !record.summary.en) return [];
    const industry = record.industries.map((code) => words.industries.get(code)?.[lang]).filter((name) => name !== undefined);
    const text = join([
      only(record.title, lang),
      ...(lang === 'zh' ? [record.industryText?.zh ?? industry.join(' '), record.processText?.zh] : []),
      only(record.summary, lang),
      ...(lang === 'zh' ? passageTexts(record).map((part) => part.zh) : []),
    ]);
    return [passage(lang, text)];
  });
}

/** The sections of a guide with the key of the passage each gives. */
export function guideSections(guide: { title: Text; body: string }): { heading: string; text: string; passage: string }[] {
  return sectionsOf(guide.body).map((section) => {
    const [first = '', ...rest] = section.split('\n');
    const text = plain(rest.join('\n')).replace(/\s+/g, ' ').trim();
    return { heading: first.replace(/^#+\s*/, ''), text, passage: sectionPassage(guide.title, section).key };
  });
}

function sectionsOf(body: string): string[] {
  return body.split(/^(?=## )/m).filter((section) => section.trim());
}

function plain(markdown: string): string {
  return markdown
    .replace(/\[\[[a-z0-9-]+\]\]|\*\*/g, '')
    .replace(/^\s*(?:[-*>]|\d+\.)\s+/gm, '')
    .replace(/[#|`]+/g, ' ');
}

function sectionPassage(title: Text, section: string): Passage {
  return passage('zh', join([title.zh, plain(section)]));
}

/** A guide gives one passage a section, each led by the guide's title so that it says what trade it speaks of. */
function guidePassages(title: Text, body: string, abstractEn: string | undefined): Passage[] {
  return [
    ...sectionsOf(body).map((section) => sectionPassage(title, section)),
    ...(abstractEn ? [passage('en', join([title.en, abstractEn]))] : []),
  ];
}

function passage(lang: Lang, text: string): Passage {
  // A cut through a character of two units would leave half of it.
  const cut = text.slice(0, PASSAGE_LIMIT[lang]).replace(/[\uD800-\uDBFF]$/, '');
  return { lang, text: cut, key: createHash('sha256').update(`${lang}\n${cut}`).digest('base64url').slice(0, 22) };
}

function passageTexts(record: LibraryRecord): Text[] {
  const howItWorks = record.kind === 'technique' ? record.howItWorks : undefined;
  const applicability = 'applicability' in record ? record.applicability : undefined;
  return [howItWorks, applicability].filter((text) => text !== undefined);
}

function detailTexts(record: LibraryRecord): Text[] {
  const texts: (Text | undefined)[] = [record.industryText, record.processText];
  if ('metrics' in record) texts.push(record.applicability, record.limits, record.scale, record.place);
  if (record.kind === 'technique') texts.push(record.howItWorks, record.needs, record.crossMedia);
  if (record.kind === 'guide') texts.push({ zh: record.body, en: record.abstractEn });
  const metrics: Metric[] = 'metrics' in record ? record.metrics : record.kind === 'scheme' ? record.savings : [];
  for (const metric of metrics) texts.push(metric.name, metric.basis);
  return texts.filter((text) => text !== undefined);
}

function only(text: Text, lang: Lang): string {
  return text[lang] ?? '';
}

function join(parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
