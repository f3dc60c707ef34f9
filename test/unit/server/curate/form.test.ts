import { describe, expect, it } from 'vitest';

import { Kind } from '../../../../corpus/kinds/kinds.ts';
import { FormAnswer, type FormField } from '../../../../server/api/desk/form.ts';
import { formOf } from '../../../../server/curate/form.ts';
import { present } from '../../../setup/present.ts';

const field = (fields: FormField[] | undefined, name: string) =>
  present(
    fields?.find((one) => one.name === name),
    name,
  );

describe('the form of a kind', () => {
  it.each(Kind.options)('%s is described whole, and every field has a type', (kind) => {
    const form = FormAnswer.parse(formOf(kind));
    expect(form.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['id', 'title', 'summary', 'industries', 'sources']));
    expect(field(form.fields, 'kind').type).toBe('fixed');
  });

  it('knows pairs of languages, codes, links, choices, numbers and figures with their parts', () => {
    const { fields, metrics } = formOf('case');
    expect(field(fields, 'title')).toMatchObject({ type: 'lang-pair', required: true });
    expect(field(fields, 'summary').multiline).toBe(true);
    expect(field(fields, 'industries').fields?.[0]).toMatchObject({ type: 'code', vocabulary: 'industries' });
    expect(field(fields, 'problems').fields?.[0]).toMatchObject({ type: 'code', vocabulary: 'problems' });
    expect(field(fields, 'techniques').fields?.[0]).toMatchObject({ type: 'link', linksTo: 'technique' });
    expect(field(fields, 'costClass')).toMatchObject({ type: 'choice', options: ['none-low', 'medium-high'], required: false });
    expect(field(fields, 'year')).toMatchObject({ type: 'integer', schema: { minimum: 1900, maximum: 2100 } });
    expect(field(fields, 'paybackYears').type).toBe('value');
    const figure = field(fields, 'metrics').fields?.[0];
    expect(figure).toMatchObject({ type: 'metric' });
    expect(field(figure?.fields, 'unit')).toMatchObject({ type: 'text', required: true });
    expect(field(figure?.fields, 'code')).toMatchObject({ type: 'code', vocabulary: 'metrics' });
    expect(field(field(fields, 'investment').fields, 'currency').required).toBe(true);
    expect(field(field(fields, 'sources').fields?.[0]?.fields, 'url').type).toBe('url');
    expect(metrics.length).toBeGreaterThan(50);
  });
});
