import { z } from 'zod';

import { CostClass } from '../../corpus/kinds/record.ts';
import { Aspect } from '../../corpus/kinds/scheme.ts';
import { Text } from '../../corpus/kinds/text.ts';
import { DraftScheme } from '../api/draft.ts';
import { RecordCard } from '../api/parts.ts';

/** What the addresses under /api/drafts answer. */

const sum = z.object({ schemes: z.number().int(), investment: z.number(), benefit: z.number() });
const years = z.number().optional();

const IndicatorsAnswer = z
  .object({
    investment: z.number(),
    benefit: z.number(),
    depreciation: z.number(),
    taxable: z.number(),
    tax: z.number(),
    netProfit: z.number(),
    cashFlow: z.number(),
    payback: years,
    simplePayback: years,
    npv: z.number(),
    npvr: z.number().optional(),
    irr: z.number().optional(),
    notes: z.array(z.string()),
  })
  .describe('CNY, CNY/a, years and fractions');

const barEnd = z.object({ npv: z.number(), payback: years, irr: z.number().optional() });
const irr = z.object({ irr: z.number().optional(), why: z.string().optional() });

export const EvaluateAnswer = z.object({
  schemes: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      costClass: CostClass,
      investment: z.number().optional(),
      benefit: z.number().optional(),
      /** `sum` where the benefit is given as one sum, `lines` where it is made from savings and cost changes. */
      benefitFrom: z.enum(['sum', 'lines']).optional(),
      investmentByKind: z.record(z.string(), z.number()),
      benefitByKind: z.record(z.string(), z.number()),
      unconfirmed: z.number().int(),
      indicators: IndicatorsAnswer.optional(),
      acceptable: z.boolean().optional(),
      bars: z.array(z.object({ factor: z.string(), low: barEnd, high: barEnd, swing: z.number() })),
      /** In words: what is missing, what could not be counted, why an indicator is absent. */
      remarks: z.array(z.string()),
    }),
  ),
  totals: z.object({
    proposed: z.number().int(),
    leftOut: z.object({ shelved: z.number().int(), refused: z.number().int() }),
    all: sum,
    implemented: sum,
    others: sum,
    byCostClass: z.record(z.string(), sum),
    byAspect: z.record(z.string(), sum),
    resources: z.record(z.string(), z.number()),
    coalEquivalent: z.object({ low: z.number(), high: z.number() }),
    pollutants: z.record(z.string(), z.object({ prevented: z.number(), endOfPipe: z.number() })),
    uncounted: z.number().int(),
    incomplete: z.array(z.string()),
    cashFlow: z.array(z.object({ year: z.number().int(), outlay: z.number(), inflow: z.number(), cumulative: z.number() })),
    npv: z.number(),
    irr,
    bars: z.array(z.object({ factor: z.string(), low: z.number(), high: z.number(), swing: z.number() })),
    unconfirmed: z.number().int(),
  }),
});
export type EvaluateAnswer = z.infer<typeof EvaluateAnswer>;

const swap = z.tuple([z.string(), z.string()]).optional();

export const ScreenAnswer = z.object({
  piles: z.record(z.string(), z.array(z.string())),
  ranking: z.array(z.object({ id: z.string(), products: z.record(z.string(), z.number()), total: z.number(), rank: z.number().int() })),
  incomplete: z.array(z.object({ id: z.string(), missing: z.array(z.string()) })),
  ranges: z.array(
    z.object({
      criterion: z.string(),
      weight: z.number(),
      low: z.number().optional(),
      high: z.number().optional(),
      lowSwap: swap,
      highSwap: swap,
      firstStays: z.boolean(),
    }),
  ),
});

export const SuggestForDraftAnswer = z.object({
  aspects: z.array(
    z.object({
      aspect: Aspect,
      present: z.number().int(),
      suggestions: z.array(
        z.object({
          card: RecordCard,
          near: z.enum(['same', 'line', 'sibling']),
          records: z.array(z.string()),
          plants: z.number().int(),
          techniques: z.array(z.string()),
          processes: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type SuggestForDraftAnswer = z.infer<typeof SuggestForDraftAnswer>;

export const ImportAnswer = z.object({
  schemes: z.array(DraftScheme),
  problems: z.array(
    z.object({
      cell: z.string().optional(),
      row: z.number().int().optional(),
      column: z.string().optional(),
      value: z.string().optional(),
      message: Text,
    }),
  ),
});
