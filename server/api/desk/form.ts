import { z } from 'zod';

import { Kind } from '../../../corpus/kinds/kinds.ts';
import { Text } from '../../../corpus/kinds/text.ts';
import { LangParameter } from '../parts.ts';
import { UnderstoodPart } from '../recommend.ts';
import { FieldProblem } from './field.ts';

/** What forms are made from, checks while typing, and suggestions from a text. */

/** `lang-pair` is { zh, en? }; `value` is a number or [low, high]; `names` is { zh: [], en: [] }. */
export const FieldType = z.enum([
  'lang-pair',
  'names',
  'text',
  'long-text',
  'markdown',
  'date',
  'url',
  'id',
  'number',
  'integer',
  'value',
  'choice',
  'code',
  'link',
  'money',
  'metric',
  'source',
  'group',
  'list',
  'fixed',
]);

export interface FormField {
  /** Name within its group: `unit`. */
  name: string;
  /** Locale key of its label: `desk.field.unit`. */
  label: string;
  type: z.infer<typeof FieldType>;
  required: boolean;
  /** Of texts: several lines are usual. */
  multiline?: boolean;
  /** Of a choice, in their order; labels are `desk.choice.<field>.<option>`. */
  options?: string[];
  /** Of a code: which vocabulary it is from. */
  vocabulary?: 'industries' | 'problems' | 'processes' | 'regions' | 'metrics';
  /** Of a link: which kind of record it names; any where absent. */
  linksTo?: Kind;
  /** Of groups, figures and money: their parts. Of lists: one, what each entry is. */
  fields?: FormField[];
  /** JSON Schema of the value, for limits and patterns. */
  schema: Record<string, unknown>;
}

const fieldItself = {
  name: z.string(),
  label: z.string(),
  type: FieldType,
  required: z.boolean(),
  multiline: z.boolean().optional(),
  options: z.array(z.string()).optional(),
  vocabulary: z.enum(['industries', 'problems', 'processes', 'regions', 'metrics']).optional(),
  linksTo: Kind.optional(),
  schema: z.record(z.string(), z.unknown()),
};

/** The steps of a guide, a step, what goes into it, one such text, its Chinese: no field lies deeper. */
const DEEPEST = 5;

/** Levels are written out, as a schema that contains itself cannot be referred to from within an OpenAPI document. */
const fieldDownTo = (level: number): z.ZodType<FormField> =>
  z.strictObject(level === 1 ? fieldItself : { ...fieldItself, fields: z.array(fieldDownTo(level - 1)).optional() });

export const FormField = fieldDownTo(DEEPEST);

export const FormAnswer = z.object({
  kind: Kind,
  fields: z.array(FormField),
  metrics: z.array(z.object({ code: z.string(), name: Text })),
});
export type FormAnswer = z.infer<typeof FormAnswer>;

/** Any record as far as it is typed; nothing is saved. */
export const CheckRequest = z.strictObject({ record: z.looseObject({ kind: Kind }) });
export const CheckAnswer = z.object({ problems: z.array(FieldProblem), saveable: z.boolean(), publishable: z.boolean() });
export type CheckAnswer = z.infer<typeof CheckAnswer>;

export const SuggestFieldsRequest = z.strictObject({
  text: z.string().trim().min(1, 'a text is expected').max(5000),
  lang: LangParameter.default('zh'),
});
export const SuggestFieldsAnswer = z.object({
  industries: z.array(UnderstoodPart),
  processes: z.array(UnderstoodPart),
  problems: z.array(UnderstoodPart),
  /** Canonical techniques that the text may tell of, best first. `code` is the record's id. */
  techniques: z.array(UnderstoodPart),
});
export type SuggestFieldsAnswer = z.infer<typeof SuggestFieldsAnswer>;
