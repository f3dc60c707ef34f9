import { gzipSync } from 'node:zlib';

import { afterEach, describe, expect, it } from 'vitest';

import { RecommendAnswer } from '../../server/api/recommend.ts';
import { expectProblem } from '../setup/problem-document.ts';
import { serveApp } from '../setup/served-app.ts';

const { http } = await serveApp();

/** Whatever was sent before, the next question is answered. */
afterEach(async () => {
  const { status, body } = await http.post('/api/recommend').send({ text: '电镀', limit: 1 });
  expect(status).toBe(200);
  expect(body.recommendations).toHaveLength(1);
});

const send = (body: string | Buffer, headers: Record<string, string> = {}) =>
  http
    .post('/api/recommend')
    .set({ 'content-type': 'application/json', ...headers })
    .serialize((value) => value as string)
    .send(body);

async function answered(body: string): Promise<RecommendAnswer> {
  const response = await send(body);
  expect(response.status, response.text.slice(0, 300)).toBe(200);
  return RecommendAnswer.parse(response.body);
}

const nested = (depth: number, open: string, close: string, within = '') => open.repeat(depth) + within + close.repeat(depth);

describe('a body that is no question is refused, naming the field', () => {
  it.each<[what: string, body: string, field: string]>([
    ['nothing', '', 'text'],
    ['an empty object', '{}', 'text'],
    ['an empty text', '{"text":""}', 'text'],
    ['a text of spaces', '{"text":" \\n\\t"}', 'text'],
    ['half a JSON', '{"text":"a', 'body'],
    ['no JSON', 'text=a', 'body'],
    ['JSON with a comma too many', '{"text":"a",}', 'body'],
    ['NaN', '{"paybackYears":NaN}', 'body'],
    ['null', 'null', 'body'],
    ['a bare string', '"text"', 'body'],
    ['a number', '7', 'body'],
    ['a list', '[{"text":"a"}]', 'body'],
    ['lists nested 10,000 deep', nested(10_000, '[', ']'), 'body'],
    ['objects nested 10,000 deep', nested(10_000, '{"a":', '}', '1'), 'a'],
    ['a text nested 10,000 deep', `{"text":${nested(10_000, '[', ']')}}`, 'text'],
    ['a list for a text', '{"text":["a","b"]}', 'text'],
    ['an object for a text', '{"text":{"zh":"a"}}', 'text'],
    ['a number for a text', '{"text":7}', 'text'],
    ['null for a text', '{"text":null}', 'text'],
    ['a text of 1,001 characters', JSON.stringify({ text: 'a'.repeat(1001) }), 'text'],
    ['a text of 100,000 characters', JSON.stringify({ text: '镍'.repeat(100_000) }), 'text'],
    ['a text for a list', '{"problems":"so2"}', 'problems'],
    ['an unknown problem', '{"problems":["boredom"]}', 'problems'],
    ['an unknown process', '{"processes":["dreaming"]}', 'processes'],
    ['an unknown industry', '{"industry":"C9999"}', 'industry'],
    ['an industry that is no code', '{"industry":"电镀厂"}', 'industry'],
    ['a list of a thousand problems', JSON.stringify({ problems: Array.from({ length: 1000 }, () => 'so2') }), 'problems'],
    ['a budget below zero', '{"text":"a","budget":{"max":-1}}', 'budget.max'],
    ['a budget without end', '{"text":"a","budget":{"max":1e999}}', 'budget.max'],
    ['a budget as text', '{"text":"a","budget":{"max":"100万"}}', 'budget.max'],
    ['a budget in no currency', '{"text":"a","budget":{"max":1,"currency":"万元"}}', 'budget.currency'],
    ['a payback of zero', '{"text":"a","paybackYears":0}', 'paybackYears'],
    ['a negative limit', '{"text":"a","limit":-1}', 'limit'],
    ['a limit beyond all', '{"text":"a","limit":1000000}', 'limit'],
    ['a limit as text', '{"text":"a","limit":"5"}', 'limit'],
    ['a language nobody knows', '{"text":"a","lang":"de"}', 'lang'],
    ['a region that is none', '{"text":"a","region":"佛山"}', 'region'],
    ['a field nobody knows', '{"text":"a","colour":"red"}', 'colour'],
    ['a prototype', '{"text":"a","__proto__":{"limit":3}}', '__proto__'],
    ['a constructor', '{"text":"a","constructor":{"prototype":{"x":1}}}', 'constructor'],
  ])('%s', async (_, body, field) => {
    expectProblem(await send(body), 400, field);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('more than a megabyte', async () => {
    expectProblem(await send(JSON.stringify({ text: 'a'.repeat(1_100_000) })), 413, 'body');
  });

  it('more than a megabyte once unpacked', async () => {
    expectProblem(await send(gzipSync(JSON.stringify({ text: 'a'.repeat(5_000_000) })), { 'content-encoding': 'gzip' }), 413, 'body');
  });

  it('something packed that does not unpack', async () => {
    expectProblem(await send('not gzip', { 'content-encoding': 'gzip' }), 400);
  });

  it.each([
    ['application/xml', '<text>a</text>'],
    ['application/x-www-form-urlencoded', 'text=a'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['nonsense', 'a'],
  ])('another type: %s', async (type, body) => {
    const response = await send(body, { 'content-type': type });
    expect([400, 415]).toContain(response.status);
    expectProblem(response, response.status);
  });

  it.each([[{ 'content-type': 'application/json; charset=gb2312' }], [{ 'content-encoding': 'zstd-of-tomorrow' }]])(
    'a writing nobody reads here: %j',
    async (headers) => {
      expectProblem(await send('{"text":"a"}', headers as unknown as Record<string, string>), 415);
    },
  );
});

describe('a text that is odd but a text is answered', () => {
  it.each<[what: string, text: string]>([
    ['a NUL', '电\0镀'],
    ['only a NUL', '\0'],
    ['operators', '" OR NEAR( * ^ :'],
    ['only punctuation', ',。!?'],
    ['markup', '<script>alert(1)</script>电镀'],
    ['an emoji family', '👨‍👩‍👧‍👦🏭'],
    ['accents heaped up', `a${'\u0301'.repeat(500)}`],
    ['the other direction', '\u202E电镀\u202D'],
    ['a capital that grows when made small', 'İstanbul'.repeat(50)],
  ])('%s', async (_, text) => {
    const { understood } = await answered(JSON.stringify({ text }));
    for (const { surface, start, end } of [...understood.industries, ...understood.problems]) {
      if (surface !== undefined) expect(text.slice(start, end)).toBe(surface);
    }
  });

  it.each(['{"text":"\\ud800"}', '{"text":"电\\udfff镀\\ud800"}', '{"text":"\\ud83c电镀","ignore":["industry:\\ud800"]}'])(
    'half a character: %s',
    async (body) => {
      await answered(body);
    },
  );

  it('JSON sent as plain text', async () => {
    expect((await send('{"text":"电镀"}', { 'content-type': 'text/plain' })).status).toBe(200);
  });
});
