import { z } from 'zod';

/** What a draft's figures may be of: rows of the audit's tables, resources, pollutants. Seen from outside through api/draft.ts. */

/** Rows of table 5-1. `whole`: one sum that is not broken down, taken as fixed assets. A subsidy is subtracted. */
export const InvestmentKind = z.enum([
  'whole',
  'equipment',
  'materials-site',
  'utilities',
  'intangible',
  'start-up',
  'contingency',
  'construction-interest',
  'working-capital',
  'subsidy',
]);
export type InvestmentKind = z.infer<typeof InvestmentKind>;

export const Resource = z.enum(['electricity', 'gas', 'coal', 'steam', 'water', 'material', 'labour', 'wastewater', 'waste', 'other']);
export type Resource = z.infer<typeof Resource>;

/** Rows of table 5-2: four of income, five of running costs. */
export const BenefitKind = z.enum([
  'income-output',
  'income-quality',
  'income-fiscal',
  'income-other',
  'materials',
  'energy',
  'labour-maintenance',
  'waste-disposal',
  'other-costs',
]);
export type BenefitKind = z.infer<typeof BenefitKind>;

export const Pollutant = z.enum([
  'wastewater',
  'cod',
  'ammonia-n',
  'so2',
  'nox',
  'vocs',
  'particulates',
  'solid-waste',
  'hazardous-waste',
  'co2',
  'other',
]);
export type Pollutant = z.infer<typeof Pollutant>;

export const Verdict = z.enum(['feasible', 'doubtful', 'not']);
/** The five questions of the first pass (初筛). */
export const CHECKS = ['technical', 'environmental', 'economic', 'implementation', 'production'] as const;
