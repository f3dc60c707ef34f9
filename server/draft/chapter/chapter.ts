import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import type { Aspect } from '../../../corpus/kinds/scheme.ts';
import type { Lang } from '../../../corpus/kinds/text.ts';
import type { Draft, DraftScheme, Figure, Picture } from '../../api/draft.ts';
import { type EvaluatedScheme, type Evaluation, evaluateDraft } from '../evaluate.ts';
import { type Screening, screenDraft } from '../screening.ts';
import { isSummed } from '../totals.ts';
import { nameOf } from '../words.ts';
import type { Block } from './block.ts';
import { feasibility } from './feasibility.ts';
import { generation } from './generation.ts';
import { References } from './references.ts';
import { results } from './results.ts';

/** The scheme chapter of an audit report as blocks, in one language: chapters 4 and 5, the results, the sources. */

export interface ChapterInput {
  draft: Draft;
  lang: Lang;
  pictures?: Picture[];
  /** Records the draft cites, by id. */
  records?: ReadonlyMap<string, LibraryRecord>;
  /** The name of the profile's industry. */
  industryName?: string;
}

export interface Context {
  draft: Draft;
  lang: Lang;
  t: (zh: string, en: string) => string;
  evaluation: Evaluation;
  screening: Screening;
  references: References;
  pictures: Picture[];
  industryName?: string;
  byAspect: ReadonlyMap<Aspect, DraftScheme[]>;
  /** Medium/high-cost schemes that are neither refused nor shelved: those that chapter 5 evaluates. */
  studied: { scheme: DraftScheme; evaluated: EvaluatedScheme }[];
  evaluated: (id: string) => EvaluatedScheme;
  numberOf: (id: string) => string;
  nameById: (id: string) => string;
  benefitFigures: (scheme: DraftScheme) => Figure[];
}

export function schemeChapter(input: ChapterInput): Block[] {
  const context = contextOf(input);
  const { t, draft, references } = context;
  const name = draft.profile.name || t('(企业名称)', '(enterprise)');
  const blocks: Block[] = [
    { type: 'title', text: t(`${name}清洁生产方案`, `Cleaner production schemes of ${name}`) },
    ...generation(context),
    ...feasibility(context),
    ...results(context),
  ];
  const sources = references.list();
  if (sources.length > 0) {
    blocks.push(
      { type: 'heading', level: 1, text: t('资料来源', 'Sources'), plain: true },
      ...sources.map((text, i): Block => ({ type: 'paragraph', text: `[${i + 1}] ${text}`, small: true })),
    );
  }
  return blocks;
}

function contextOf({ draft, lang, pictures = [], records = new Map(), industryName }: ChapterInput): Context {
  const evaluation = evaluateDraft(draft);
  const evaluated = new Map(evaluation.schemes.map((one) => [one.id, one]));
  const schemes = new Map(draft.schemes.map((scheme) => [scheme.id, scheme]));
  const byAspect = new Map<Aspect, DraftScheme[]>();
  for (const scheme of draft.schemes) byAspect.set(scheme.aspect, [...(byAspect.get(scheme.aspect) ?? []), scheme]);
  const find = (id: string): EvaluatedScheme => {
    const one = evaluated.get(id);
    if (!one) throw new Error('a scheme of the draft was not evaluated');
    return one;
  };
  return {
    draft,
    lang,
    t: (zh, en) => (lang === 'en' ? en : zh),
    evaluation,
    screening: screenDraft(draft),
    references: new References(records, lang),
    pictures,
    industryName,
    byAspect,
    studied: draft.schemes
      .filter(isSummed)
      .map((scheme) => ({ scheme, evaluated: find(scheme.id) }))
      .filter((one) => one.evaluated.costClass === 'medium-high'),
    evaluated: find,
    numberOf: (id) => schemes.get(id)?.number ?? id,
    nameById: (id) => {
      const scheme = schemes.get(id);
      return scheme ? nameOf(scheme, lang) : id;
    },
    benefitFigures,
  };
}

/** The figures that P was made from. */
function benefitFigures({ yearlyBenefit, savings, costChanges }: DraftScheme): Figure[] {
  if (yearlyBenefit) return [yearlyBenefit];
  return [...savings.flatMap(({ amount, price }) => (price ? [amount, price] : [amount])), ...costChanges.map(({ amount }) => amount)];
}
