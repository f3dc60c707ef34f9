import { afterEach, describe, expect, it } from 'vitest';

import { SearchAnswer } from '../../server/api/search.ts';
import { expectProblem } from '../setup/problem-document.ts';
import { serveApp } from '../setup/served-app.ts';

const { http } = await serveApp();

/** Whatever was asked before, the next question is answered. */
afterEach(async () => {
  const { status, body } = await http.get('/api/search?q=%E7%94%B5%E9%95%80&limit=1');
  expect(status).toBe(200);
  expect(body.total).toBeGreaterThan(0);
});

const ask = (query: string) => http.get(`/api/search?${query}`);
const asked = (q: string) => ask(`q=${encodeURIComponent(q)}`);

async function answered(response: ReturnType<typeof ask>): Promise<SearchAnswer> {
  const { status, body, text } = await response;
  expect(status, text.slice(0, 300)).toBe(200);
  return SearchAnswer.parse(body);
}

describe('a question that no index could like', () => {
  it.each([
    '""',
    '"',
    '" OR NEAR( * ^ :',
    'NEAR(a b, 5)',
    'title:x',
    'a AND',
    'NOT',
    '-',
    '*',
    '^',
    'a* OR b*',
    '{a b}:c',
    '((',
    '))',
    "'; DROP TABLE documents; --",
    "' OR '1'='1",
    '%',
    '_',
    '\\',
    '$(7*7)',
    '{{7*7}}',
  ])('is answered: %s', async (q) => {
    await answered(asked(q));
  });

  it.each([',。!?…—', '!@#$%^&*()', '😀🏭', '   ', '\u200B\u200D\uFEFF', '\u202E\u0000'])(
    'without a word finds nothing or everything, as no question does: %j',
    async (q) => {
      const { total } = await answered(asked(q));
      const { total: all } = await answered(ask('limit=0'));
      expect([0, all]).toContain(total);
    },
  );

  it('of markup comes back as the text it is, in an answer that is JSON', async () => {
    const response = await asked('<script>alert(1)</script> 脱硝 <img src=x onerror=alert(1)>');
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect((await answered(asked('<b>脱硝</b>'))).total).toBeGreaterThan(0);
  });

  it.each(['%00', 'a%00b', '%E7%94%B5%00%E9%95%80', '%ED%A0%80', '%ED%B0%80%ED%A0%80', '%FF%FE', '%C0%AF', '%E7%94', '%', '%ZZ', '%u0041'])(
    'in bytes that are no text is answered: %s',
    async (q) => {
      await answered(ask(`q=${q}`));
    },
  );

  it('of one word repeated is answered', async () => {
    await answered(asked('电镀'.repeat(500)));
    await answered(asked('a'.repeat(1000)));
    await answered(asked('( '.repeat(500)));
  });

  it('of more characters than a question has is refused by name', async () => {
    expectProblem(await asked('a'.repeat(1001)), 400, 'q');
  });

  it('of 100,000 characters is refused', async () => {
    const { status } = await ask(`q=${'a'.repeat(100_000)}`);
    expect([400, 413, 414, 431]).toContain(status);
  });
});

describe('a parameter that is not as expected is refused by name', () => {
  it.each([
    ['limit=-1', 'limit'],
    ['limit=201', 'limit'],
    ['limit=many', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=1e9', 'limit'],
    ['limit=NaN', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['offset=-1', 'offset'],
    ['offset=99999999999999999999', 'offset'],
    ['yearFrom=0', 'yearFrom'],
    ['yearFrom=', 'yearFrom'],
    ['yearTo=soon', 'yearTo'],
    ['kind=tale', 'kind[0]'],
    ['kind=case&kind=tale', 'kind[1]'],
    ['industry=%E7%94%B5%E9%95%80', 'industry[0]'],
    ['industry=C9999', 'industry'],
    ['problem=boredom', 'problem'],
    ['problem=__proto__', 'problem'],
    ['problem=', 'problem[0]'],
    [`problem=${'a'.repeat(200)}`, 'problem[0]'],
    ['process=dreaming', 'process'],
    ['measure=magic', 'measure[0]'],
    ['costClass=cheap', 'costClass[0]'],
    ['region=Foshan', 'region[0]'],
    ['evidence=hearsay', 'evidence[0]'],
    ['sort=best', 'sort'],
    ['lang=de', 'lang'],
    ['lang=zh&lang=en', 'lang'],
    ['q=a&q=b', 'q'],
    [Array.from({ length: 60 }, () => 'kind=case').join('&'), 'kind'],
  ])('%s', async (query, field) => {
    const document = expectProblem(await ask(query), 400, field);
    expect(document.type).toBe('/problems/invalid-fields');
  });

  it('and every field that is wrong is named', async () => {
    const document = expectProblem(await ask('limit=-1&lang=de&kind=tale'), 400);
    expect(document.errors?.map(({ field }) => field).sort()).toEqual(['kind[0]', 'lang', 'limit']);
  });

  it('an unknown code is told with where the codes are', async () => {
    const document = expectProblem(await ask('problem=boredom'), 400, 'problem');
    expect(document.errors?.[0]?.message).toMatch(/boredom.*\/api\/vocabulary\/problems/);
  });
});

describe('a parameter nobody knows', () => {
  it.each([
    '__proto__=x',
    '__proto__[a]=x',
    'constructor.prototype=x',
    'q[$ne]=1',
    'kind[]=case',
    'toString=1',
    `x=${'a'.repeat(5000)}`,
    Array.from({ length: 1500 }, (_, i) => `p${i}=1`).join('&'),
  ])('is passed over: %s', async (query) => {
    await answered(ask(query));
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});
