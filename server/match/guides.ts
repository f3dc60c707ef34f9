import type { z } from 'zod';

import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import type { Hit } from '../../indexer/index/search-index.ts';
import { guideSections } from '../../indexer/passages.ts';
import type { GuidePassage } from '../api/recommend.ts';
import type { Candidate } from './fuse.ts';

/** The guide passages that speak to a question: of each guide the section nearest to it. */

const MOST = 3;
const EXCERPT = 180;

/** A guide is shown where its fit is at least this share of the best record's: guides are broad and come near to much. */
const NEAR_ENOUGH = 0.6;

export function guidePassages(candidates: Candidate[], semantic: Hit[]): z.output<typeof GuidePassage>[] {
  const best = candidates[0]?.score ?? 0;
  const nearest = new Map(semantic.map(({ id, passage }) => [id, passage]));
  return candidates
    .filter(({ record, score }) => record.kind === 'guide' && score >= best * NEAR_ENOUGH)
    .slice(0, MOST)
    .flatMap(({ record, score }) => passageOf(record, nearest.get(record.id), score));
}

function passageOf(record: LibraryRecord, passage: string | undefined, score: number): z.output<typeof GuidePassage>[] {
  if (record.kind !== 'guide') return [];
  const sections = guideSections(record);
  const section = sections.find((one) => one.passage === passage) ?? sections[0];
  return section ? [{ id: record.id, title: record.title, section: section.heading, excerpt: cut(section.text), score }] : [];
}

/** Ends at a pause of the text, not within a word. */
function cut(text: string): string {
  if (text.length <= EXCERPT) return text;
  const part = text.slice(0, EXCERPT);
  const pause = Math.max(...['。', '；', '，', '、', '. ', ', '].map((mark) => part.lastIndexOf(mark)));
  return `${part.slice(0, pause > EXCERPT / 2 ? pause : EXCERPT)}…`;
}
