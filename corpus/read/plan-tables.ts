import { z } from 'zod';

/**
 * The tables of the Foshan plan (corpus/shipped/plan), a schema each, with its columns in the order in which they stand in
 * the file. Column names are those of the files, so that a reader of a row finds the cell it came from. An empty cell means
 * that the plan gives nothing: it is absent, never zero.
 */

const text = z.string().min(1, 'a text is expected');
const maybe = text.optional();

/** The table (表1) or the section (四（三）2) a row is from. */
const at = z
  .string()
  .regex(/^(表[1-8]|前言|封面|[一二三四五]（[一二三四五六七]）.*)$/, 'a table such as 表1 or a section such as 四（三）2 is expected');

/** The columns `name_zh` and `name_en`, which in every table stand side by side. */
const both = <N extends string>(name: N) => ({ [`${name}_zh`]: text, [`${name}_en`]: text }) as Record<`${N}_zh` | `${N}_en`, typeof text>;
const bothOrNone = <N extends string>(name: N) =>
  ({ [`${name}_zh`]: maybe, [`${name}_en`]: maybe }) as Record<`${N}_zh` | `${N}_en`, typeof maybe>;
const unit = { unit: text, unit_en: text };
const unitOrNone = { unit: maybe, unit_en: maybe };

/** A figure with its digits as printed: 12.30 must not turn into 12.3 where it is shown. */
export interface Figure {
  value: number;
  asPrinted: string;
}
const figure = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'a plain number is expected')
  .transform((asPrinted): Figure => ({ value: Number(asPrinted), asPrinted }));
const count = z
  .string()
  .regex(/^\d+$/, 'a whole number is expected')
  .transform((cell) => Number(cell));

/** What stands in one cell as a list, its parts parted by `；`. */
const list = z.string().transform((cell) => cell.split('；'));
const yearsOfTables = z
  .string()
  .regex(/^200[5-9]$/, 'a year from 2005 to 2009 is expected')
  .transform((cell) => Number(cell));
const qualifier = z.enum(['exact', 'about', 'at most', 'more than']);
const standing = z.enum(['planned', 'candidate', 'done']);

export const PLAN_TABLES = {
  /** 表1 to 表3: output, waste water, waste gas and energy of province and city, 2005 to 2009. */
  background: z.strictObject({
    at,
    ...both('region'),
    ...both('indicator'),
    year: yearsOfTables,
    value: figure,
    ...unit,
  }),
  /** 表4: six cities compared, 2009. */
  'background-cities': z.strictObject({
    at,
    ...both('city'),
    ...both('indicator'),
    year: yearsOfTables,
    value: figure,
    ...unit,
  }),
  /** Every other counted or dated commitment: low alone means at least, high alone at most. */
  commitments: z.strictObject({
    at,
    ...both('commitment'),
    who_zh: maybe,
    low: count.optional(),
    high: count.optional(),
    ...unitOrNone,
    recurs: z.literal('yearly').optional(),
    ...bothOrNone('deadline'),
  }),
  demonstrations: z.strictObject({
    at,
    ...both('type'),
    ...both('name'),
    district_zh: maybe,
    count_low: count.optional(),
    count_high: count.optional(),
    unit: maybe,
    deadline_zh: maybe,
    standing,
    what_en: text,
  }),
  'district-tasks': z.strictObject({
    at,
    ...both('district'),
    kind: z.enum(['industry', 'tertiary', 'town', 'park', 'pilot', 'agriculture']),
    ...both('item'),
    note: maybe,
  }),
  /** 表5 and the tasks of each district. */
  districts: z.strictObject({
    at,
    row_type: z.enum(['district', 'total']),
    ...both('district'),
    provincial_titles: count,
    municipal_titles: count,
    unit: text,
    tasks_at: at.optional(),
    focus_industries_zh: list.optional(),
    tertiary_zh: list.optional(),
    parks_towns_zh: list.optional(),
    special_task_en: maybe,
  }),
  'figures-text': z.strictObject({
    at,
    ...both('subject'),
    date: maybe,
    qualifier,
    value: figure,
    ...unit,
    note: maybe,
  }),
  incentives: z.strictObject({
    at,
    ...both('measure'),
    giver_zh: maybe,
    standing: z.enum(['given in 2008, 2009 and 2010', 'planned', 'where policy allows', 'when conditions are ripe']),
    value: figure.optional(),
    ...unitOrNone,
  }),
  /** 表8: who in each industry completes the audit, by period. */
  industries: z.strictObject({
    at,
    no: count,
    ...both('industry'),
    ...bothOrNone('status_2010'),
    ...bothOrNone('audit_2011_2015'),
    ...bothOrNone('audit_2016_2020'),
    ...bothOrNone('audit_period_unclear'),
    cells: text,
    table6_no: z
      .string()
      .regex(/^\d+(;\d+)*$/, 'row numbers of 表6 parted by ; are expected')
      .transform((cell) => cell.split(';').map(Number))
      .optional(),
  }),
  'industry-keypoints': z.strictObject({
    at,
    ...both('industry'),
    table8_no: count.optional(),
    kind: z.enum(['technique', 'effect', 'material loop', 'R&D centre', 'pollution', 'rule', 'pilot', 'shared service']),
    ...both('point'),
    place_zh: maybe,
  }),
  milestones: z.strictObject({
    at,
    date: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date is written 2011, 2011-01 or 2011-01-31'),
    ...both('name'),
    issuer_zh: maybe,
    what_en: maybe,
  }),
  /** 表6: titled enterprises by industry. */
  'recognised-by-industry': z.strictObject({
    at,
    row_type: z.enum(['industry', 'total']),
    no: count,
    ...both('industry'),
    provincial_titles: count,
    municipal_titles: count.optional(),
    unit: text,
  }),
  'schemes-effect': z.strictObject({
    at,
    ...both('measure'),
    qualifier,
    value: figure,
    ...unit,
    per_year: z.enum(['yes', 'no']).transform((cell) => cell === 'yes'),
  }),
  /** 表7: what is added in each period. `text_goal` is the same goal in the running text. */
  targets: z.strictObject({
    at,
    no: count,
    ...both('indicator'),
    ...unit,
    p2011_2015: count,
    p2016_2020: count,
    total: count,
    level_2010: count.optional(),
    level_2010_at: at.optional(),
    text_goal_low: count.optional(),
    text_goal_high: count.optional(),
    text_goal_at: at.optional(),
  }),
} as const;

export type PlanTableName = keyof typeof PLAN_TABLES;

/** A doubt and the rows it stands beside: conditions `column=value|value` parted by `;`, or empty for the table as a whole. */
export const Doubt = z.strictObject({ table: text, rows: maybe, doubt_zh: text, doubt_en: text });
