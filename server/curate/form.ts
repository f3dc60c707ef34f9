import { z } from 'zod';

import { Benchmark } from '../../corpus/kinds/benchmark.ts';
import { Case } from '../../corpus/kinds/case.ts';
import { Metric, Money, Value } from '../../corpus/kinds/figures.ts';
import { Guide } from '../../corpus/kinds/guide.ts';
import type { Kind } from '../../corpus/kinds/kinds.ts';
import { Policy } from '../../corpus/kinds/policy.ts';
import { Id, IndustryCode, RegionCode, Source } from '../../corpus/kinds/record.ts';
import { Scheme } from '../../corpus/kinds/scheme.ts';
import { Standard } from '../../corpus/kinds/standard.ts';
import { Technique } from '../../corpus/kinds/technique.ts';
import { Names, Text } from '../../corpus/kinds/text.ts';
import { allMetrics } from '../../corpus/vocabulary/metrics.ts';
import type { FormAnswer, FormField } from '../api/desk/form.ts';

/** What a form for a kind of record is made from: the kind's own schema, field by field. A new field needs nothing here. */

const SCHEMAS: Record<Kind, z.ZodObject> = {
  technique: Technique,
  case: Case,
  scheme: Scheme,
  guide: Guide,
  benchmark: Benchmark,
  policy: Policy,
  standard: Standard,
};

/** Fields that hold codes of a vocabulary as plain strings. */
const CODES: Record<string, FormField['vocabulary']> = {
  problems: 'problems',
  processes: 'processes',
  code: 'metrics',
  metric: 'metrics',
};

/** Fields that name other records, and of which kind; `from` may name any. */
const LINKS: Record<string, Kind | undefined> = {
  techniques: 'technique',
  broader: 'technique',
  samePlantAs: 'case',
  standard: 'standard',
  from: undefined,
};

const MULTILINE = new Set([
  'summary',
  'howItWorks',
  'needs',
  'crossMedia',
  'applicability',
  'limits',
  'gives',
  'whoQualifies',
  'abstractEn',
]);

/** Schemas that are one thing to a person. */
const WHOLE = new Map<z.ZodType, FormField['type']>([
  [Text, 'lang-pair'],
  [Names, 'names'],
  [Value, 'value'],
  [Money, 'money'],
  [Metric, 'metric'],
  [Source, 'source'],
]);

export function formOf(kind: Kind): FormAnswer {
  return {
    kind,
    fields: fieldsOf(SCHEMAS[kind]),
    metrics: allMetrics().map(({ code, name }) => ({ code, name })),
  };
}

function fieldsOf(schema: z.ZodObject): FormField[] {
  return Object.entries(schema.shape).map(([name, field]) => fieldOf(name, field as z.ZodType));
}

function fieldOf(name: string, field: z.ZodType): FormField {
  const { inner, required } = unwrap(field);
  const { $schema: _, ...json } = z.toJSONSchema(inner, { io: 'input', unrepresentable: 'any' });
  const multiline = MULTILINE.has(name) || undefined;
  return { name, label: `desk.field.${name}`, required, multiline, schema: json, ...kindOfField(name, inner) };
}

function kindOfField(name: string, schema: z.ZodType): Pick<FormField, 'type' | 'options' | 'vocabulary' | 'linksTo' | 'fields'> {
  const whole = WHOLE.get(schema);
  if (whole) return { type: whole, fields: schema instanceof z.ZodObject ? fieldsOf(schema) : undefined };
  if (schema instanceof z.ZodArray) return { type: 'list', fields: [fieldOf(name, schema.element as z.ZodType)] };
  if (schema instanceof z.ZodObject) return { type: 'group', fields: fieldsOf(schema) };
  if (schema instanceof z.ZodEnum) return { type: 'choice', options: schema.options.map(String) };
  if (schema instanceof z.ZodLiteral) return { type: 'fixed' };
  if (schema === IndustryCode) return { type: 'code', vocabulary: 'industries' };
  if (schema === RegionCode) return { type: 'code', vocabulary: 'regions' };
  if (name in CODES) return { type: 'code', vocabulary: CODES[name] };
  if (schema === Id) return name in LINKS ? { type: 'link', linksTo: LINKS[name] } : { type: 'id' };
  if (schema instanceof z.ZodURL) return { type: 'url' };
  if (schema instanceof z.ZodNumber) return { type: schema.isInt ? 'integer' : 'number' };
  if (name === 'body') return { type: 'markdown' };
  if (name === 'retrieved' || name === 'from' || name === 'to') return { type: 'date' };
  return { type: MULTILINE.has(name) ? 'long-text' : 'text' };
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; required: boolean } {
  let inner = schema;
  let required = true;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) {
    required = false;
    inner = inner.unwrap() as z.ZodType;
  }
  return { inner, required };
}
