import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { serveApp } from '../setup/served-app.ts';

const { http } = await serveApp();

/** Any text at all, with what search engines and databases stumble over mixed in. */
const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '"',
    ' OR ',
    ' NEAR(',
    '*',
    '^',
    ':',
    '\0',
    '\uD800',
    "'",
    '--',
    '电镀',
    '100万',
    '2年内',
    '二氧化硫',
    '广东',
    'payback < ',
    '万',
  ),
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

const RUNS = { numRuns: 150 };

describe('whatever is asked', () => {
  it('a search is answered or refused, never a fault of the server', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (q) => {
        const { status } = await http.get(`/api/search?limit=3&q=${encodeURIComponent(q.toWellFormed())}`);
        expect([200, 400]).toContain(status);
      }),
      RUNS,
    );
  });

  it('a recommendation is answered or refused, and what it understood stands in the text', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('zh', 'en'), async (question, lang) => {
        const { status, body } = await http.post('/api/recommend').send({ text: question, lang, limit: 3 });
        expect([200, 400]).toContain(status);
        if (status !== 200) return;
        for (const { surface, start, end } of [
          ...body.understood.industries,
          ...body.understood.problems,
          ...body.understood.processes,
          ...body.understood.terms,
        ]) {
          if (surface !== undefined) expect(question.slice(start, end)).toBe(surface);
        }
      }),
      RUNS,
    );
  });

  it('any JSON as a body is answered or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        const { status } = await http.post('/api/recommend').set('content-type', 'application/json').serialize(String).send(body);
        expect([200, 400]).toContain(status);
      }),
      RUNS,
    );
  });

  it('any fields of a question are answered or refused', async () => {
    const value = fc.oneof(fc.jsonValue(), text, fc.double(), fc.constantFrom('C3071', ['so2'], { max: 1 }));
    const names = ['text', 'industry', 'problems', 'processes', 'budget', 'paybackYears', 'region', 'ignore', 'lang', 'limit'];
    const fields = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fields, async (body) => {
        expect([200, 400]).toContain((await http.post('/api/recommend').send(body)).status);
      }),
      RUNS,
    );
  });
});
