import { z } from 'zod';

import { CostClass, Id, IndustryCode } from '../../corpus/kinds/record.ts';
import { Aspect } from '../../corpus/kinds/scheme.ts';
import { BenefitKind, InvestmentKind, Pollutant, Resource, Verdict } from '../draft/kinds.ts';
import { LangParameter } from './parts.ts';

export * from '../draft/kinds.ts';

/**
 * A draft: an enterprise's profile and its schemes, as a file, in the browser and in requests. A draft is work in progress:
 * texts may still be empty and figures missing; what is there must be of its kind. Money is in CNY unless a figure's unit says
 * 万元; rates are fractions (0.08 is 8 %). The server keeps none of it. Reading, with older versions brought up: draft/read.ts.
 */

export const DRAFT_FORMAT = 'cleanmatch-draft';
export const DRAFT_VERSION = 1;
/** Most schemes a draft may have. */
export const MAX_SCHEMES = 2000;

const line = z.string().max(300);
const amount = z.number().min(-1e15).max(1e15);
const price = z.number().min(0).max(1e9).optional();
const DraftText = z.strictObject({ zh: line, en: line.optional() });
const DraftId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** Where a figure was taken over from. Until the consultant confirms it, it is marked “to be checked on site” everywhere. */
export const Borrowed = z.strictObject({
  /** Record of the library. */
  record: Id.optional(),
  /** The source's own title, so that the draft can be read without the library. */
  source: z.string().max(500),
  /** What the source counts the figure over. */
  basis: z.string().max(500).optional(),
  /** Value and unit as printed there, where they were changed or a range was narrowed. */
  asPrinted: z.string().max(300).optional(),
  /** The rule by which the figure was scaled to this plant, and its factor; absent where it was taken over as it is. */
  scaling: z.strictObject({ factor: z.number().positive(), rule: z.string().max(500) }).optional(),
  confirmed: z.boolean(),
});
export type Borrowed = z.infer<typeof Borrowed>;

export const Figure = z.strictObject({ value: amount, unit: z.string().max(40), borrowed: Borrowed.optional() });
export type Figure = z.infer<typeof Figure>;

/** Prices a saving is valued with; a saving's own price goes before them. */
export const Prices = z.strictObject({
  /** CNY/kWh */ power: price,
  /** CNY/m³ */ gas: price,
  /** CNY/t */ coal: price,
  /** CNY/t */ steam: price,
  /** CNY/m³ */ water: price,
  /** CNY/m³ of wastewater treated */ wastewater: price,
  /** CNY per person and year */ labour: price,
});
export type Prices = z.infer<typeof Prices>;

export const Profile = z.strictObject({
  name: line.default(''),
  industry: IndustryCode.optional(),
  processes: z.array(z.string().max(100)).max(30).default([]),
  /** In the enterprise's own words. */
  scale: line.optional(),
  /** What it makes in a year: { value: 1500000, unit: 'm2/a' }. */
  output: z.strictObject({ value: z.number().positive().max(1e15), unit: z.string().max(40) }).optional(),
  prices: Prices.default({}),
  /** i, a fraction: the industry's benchmark rate or a bank's lending rate. */
  discountRate: z.number().min(0).max(3).default(0.08),
  /** Income tax, a fraction: 25 % in general, 15 % for recognised high-technology enterprises. */
  taxRate: z.number().min(0).max(1).default(0.25),
  /** n, years; the least for machinery under the tax law is 10. */
  equipmentLifeYears: z.number().int().min(1).max(50).default(10),
  /** The longest payback the enterprise accepts, years. */
  paybackLimitYears: z.number().positive().max(100).optional(),
  /** CNY: up to this much a scheme counts as none/low cost; enterprises set it themselves and say so. */
  costBoundary: z.number().min(0).max(1e9).default(50_000),
});
export type Profile = z.infer<typeof Profile>;

const check = z.boolean().optional();

export const DraftScheme = z.strictObject({
  id: DraftId,
  /** F1, F2 …, or the enterprise's own: the same in all tables. */
  number: z.string().max(20),
  name: DraftText,
  aspect: Aspect,
  description: z.string().max(5000).default(''),
  /** Absent: from the investment and the profile's boundary. */
  costClass: CostClass.optional(),
  state: z.enum(['implemented', 'under-way', 'planned', 'shelved', 'unknown']).default('planned'),
  investment: z
    .array(z.strictObject({ kind: InvestmentKind, name: line.optional(), amount: Figure }))
    .max(50)
    .default([]),
  /** What the fixed assets are still worth after their life. */
  salvage: Figure.optional(),
  /** Years, where not the profile's. */
  lifeYears: z.number().int().min(1).max(50).optional(),
  /** Positive is saved, negative is used more: 30,000 kWh/a of a new pump is −30000. */
  savings: z
    .array(z.strictObject({ resource: Resource, name: line.optional(), amount: Figure, price: Figure.optional() }))
    .max(50)
    .default([]),
  /** Positive is gained, negative is spent, in a year. */
  costChanges: z
    .array(z.strictObject({ kind: BenefitKind, name: line.optional(), amount: Figure }))
    .max(50)
    .default([]),
  /** The yearly benefit as one sum. It stands in place of priced savings and cost changes, so that nothing counts twice. */
  yearlyBenefit: Figure.optional(),
  pollutants: z
    .array(z.strictObject({ pollutant: Pollutant, name: line.optional(), amount: Figure, endOfPipe: z.boolean().optional() }))
    .max(50)
    .default([]),
  /** Ids of the records it rests on. */
  evidence: z.array(Id).max(50).default([]),
  firstPass: z
    .strictObject({
      verdict: Verdict,
      reason: z.string().max(2000).default(''),
      checks: z
        .strictObject({ technical: check, environmental: check, economic: check, implementation: check, production: check })
        .optional(),
    })
    .optional(),
  /** R by criterion, 1 to 10. */
  scores: z.record(DraftId, z.number().min(1).max(10)).default({}),
});
export type DraftScheme = z.infer<typeof DraftScheme>;

export const Criterion = z.strictObject({ id: DraftId, name: DraftText, weight: z.number().min(0).max(10) });
export type Criterion = z.infer<typeof Criterion>;

/** Criteria and weights of the practice note, section 5 (《企业清洁生产审核手册》). */
export const DEFAULT_CRITERIA: Criterion[] = [
  { id: 'environment', name: { zh: '环境效果', en: 'Environmental effect' }, weight: 10 },
  { id: 'economy', name: { zh: '经济可行性', en: 'Economic feasibility' }, weight: 8 },
  { id: 'technology', name: { zh: '技术可行性', en: 'Technical feasibility' }, weight: 7 },
  { id: 'implementation', name: { zh: '可实施性', en: 'Ease of implementation' }, weight: 5 },
];

const twice = (context: z.RefinementCtx, list: { id: string }[], field: string) => {
  const seen = new Set<string>();
  list.forEach(({ id }, i) => {
    if (seen.has(id)) context.addIssue({ code: 'custom', path: [field, i, 'id'], params: { twice: id } });
    seen.add(id);
  });
};

export const Draft = z
  .strictObject({
    format: z.literal(DRAFT_FORMAT),
    version: z.literal(DRAFT_VERSION),
    profile: Profile,
    schemes: z.array(DraftScheme).max(MAX_SCHEMES),
    criteria: z
      .array(Criterion)
      .min(1)
      .max(20)
      .default(() => structuredClone(DEFAULT_CRITERIA)),
    /** When it was last saved, ISO 8601; only for the person. */
    savedAt: z.string().max(40).optional(),
  })
  .superRefine((draft, context) => {
    twice(context, draft.schemes, 'schemes');
    twice(context, draft.criteria, 'criteria');
  });
export type Draft = z.infer<typeof Draft>;

/** A chart drawn by the page. It takes the place of the table of the same figures. */
export const Picture = z.strictObject({
  chart: z.enum(['cash-flow', 'tornado']),
  /** A scheme's id; absent for the whole draft. */
  scheme: DraftId.optional(),
  /** PNG, base64 without a data: prefix. */
  png: z
    .string()
    .max(2_000_000)
    .regex(/^iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/),
});
export type Picture = z.infer<typeof Picture>;

export const DraftRequest = z.strictObject({ draft: Draft, lang: LangParameter.default('zh') });
export const DocumentRequest = DraftRequest.extend({ pictures: z.array(Picture).max(20).default([]) });
export type DocumentRequest = z.infer<typeof DocumentRequest>;
