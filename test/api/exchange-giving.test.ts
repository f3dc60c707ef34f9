import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import JSZip from 'jszip';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';

import { checkCollection } from '../../corpus/check/rules.ts';
import type { LibraryRecord } from '../../corpus/kinds/kinds.ts';
import { readCollection } from '../../corpus/read/collection.ts';
import { fieldsOf, idOf, recordOf, resolveWords } from '../../corpus/read/offered.ts';
import { readPlan } from '../../corpus/read/plan.ts';
import { type ReadFile, readFile } from '../../server/curate/import/read-file.ts';
import { serveDesk } from '../setup/desk.ts';
import { bringTo } from '../setup/desk-steps.ts';
import { present } from '../setup/present.ts';
import { expectProblem } from '../setup/problem-document.ts';
import { shippedCollection } from '../setup/shipped-collection.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const desk = await serveDesk();
const { library } = desk.service;
const { http } = desk;

async function download(address: string, agent: Pick<typeof http, 'get'> = http): Promise<Buffer> {
  const response = await agent
    .get(address)
    .buffer(true)
    .parse((incoming, done) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('end', () => done(null, Buffer.concat(parts)));
    });
  expect(response.status).toBe(200);
  return response.body as Buffer;
}

const plain = (record: LibraryRecord | undefined): unknown => record && JSON.parse(JSON.stringify(record));
const byId = (records: LibraryRecord[]) => new Map(records.map((record) => [record.id, plain(record)]));
const shipped = shippedCollection();
const shippedRecords = byId(shipped.entries.map(({ record }) => record));

describe('the untouched library', () => {
  it('as a Markdown tree is the shipped collection, record for record, and passes its check', async () => {
    const zip = await JSZip.loadAsync(await download('/api/exports/records?format=markdown'));
    const folder = temporaryFolder();
    for (const [path, file] of Object.entries(zip.files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), await file.async('nodebuffer'));
    }
    const collection = readCollection(folder);
    expect(byId(collection.entries.map(({ record }) => record))).toEqual(shippedRecords);
    expect(checkCollection(collection).errors).toEqual([]);
    expect(readPlan(join(folder, 'plan')).problems).toEqual([]);
    const pairs = (redirects: { from: string; to: string }[]) => redirects.map(({ from, to }) => `${from} ${to}`).sort();
    expect(pairs(collection.redirects)).toEqual(pairs(shipped.redirects));
  });

  it('as JSONL holds all of every record', async () => {
    const lines = (await download('/api/exports/records?format=jsonl')).toString('utf8').trim().split('\n');
    expect(byId(lines.map((line) => JSON.parse(line) as LibraryRecord))).toEqual(shippedRecords);
  });

  it.each(['csv', 'xlsx'])('as %s is read back by the import without one difference', async (format) => {
    const read = (await readFile(
      await download(`/api/exports/records?format=${format}&lang=${format === 'csv' ? 'zh' : 'en'}`),
    )) as ReadFile;
    expect(read.notes).toEqual([]);
    expect(read.offers).toHaveLength(shippedRecords.size);
    for (const offered of read.offers) {
      const id = present(idOf(offered), 'id');
      const { fields, problems } = fieldsOf(offered, library.get(id)?.record);
      problems.push(...resolveWords(fields, offered));
      const { record } = recordOf(fields, offered, problems);
      expect(problems, id).toEqual([]);
      expect(plain(record), id).toEqual(shippedRecords.get(id));
    }
  });

  it('is given by kind, and other formats are refused', async () => {
    const lines = (await download('/api/exports/records?format=jsonl&kind=guide')).toString('utf8').trim().split('\n');
    expect(new Set(lines.map((line) => (JSON.parse(line) as LibraryRecord).kind))).toEqual(new Set(['guide']));
    expectProblem(await http.get('/api/exports/records?format=pdf'), 400, 'format');
    expectProblem(await http.get('/api/exports/records'), 400, 'format');
  });
});

describe('records that are not published', () => {
  it('are given to editors alone, with their state', async () => {
    const first = present(library.published('case')[0], 'a case');
    library.desk.create({ ...first, id: 'giving-draft', title: { zh: '尚未发表的案例' } }, { author: 'a@b.c', reason: '' });
    expect((await download('/api/exports/records?format=csv')).toString()).not.toContain('尚未发表的案例');
    expectProblem(await http.get('/api/desk/exports/records?format=csv'), 401);
    const editor = await desk.person('giver', 'editor');
    const csv = (await download('/api/desk/exports/records?format=csv', editor)).toString();
    expect(csv).toContain('尚未发表的案例');
    expect(csv).toContain('记录状态');
    expectProblem(await editor.get('/api/desk/exports/records?format=markdown'), 400, 'format');
  });
});

describe('the feed', () => {
  it('is Atom as RFC 4287 has it, in both languages, with ids that stay', async () => {
    for (const lang of ['zh', 'en']) {
      const response = await http.get(`/feed.atom?lang=${lang}`);
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toMatch(/^application\/atom\+xml/);
      const feed = response.text;
      const count = (pattern: RegExp) => [...feed.matchAll(pattern)].length;
      const entries = count(/<entry\b/g);
      expect(entries).toBe(50);
      // Feed and entries each have exactly one id, title and updated; the feed an author, a link to itself.
      for (const element of ['id', 'title', 'updated'])
        expect(count(new RegExp(`<${element}>[^<]+</${element}>`, 'g')), element).toBe(entries + 1);
      expect(count(/<author><name>[^<]+<\/name><\/author>/g)).toBe(1);
      expect(feed).toMatch(
        new RegExp(
          `<link rel="self" type="application/atom\\+xml" href="http://127\\.0\\.0\\.1:\\d+/feed\\.atom${lang === 'en' ? '\\?lang=en' : ''}"/>`,
        ),
      );
      const ids = [...feed.matchAll(/<id>(urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})<\/id>/g)].map(
        ([, id]) => id,
      );
      expect(new Set(ids).size).toBe(entries + 1);
      for (const [, time] of feed.matchAll(/<(?:updated|published)>([^<]+)</g)) expect(new Date(time ?? '').toISOString()).toBe(time);
      const again = await http.get(`/feed.atom?lang=${lang}`).set('if-none-match', present(response.headers.etag, 'etag'));
      expect(again.status).toBe(304);
      expectWellFormed(feed);
    }
  });

  it('begins with what was published last, and keeps markup as text', async () => {
    const [before] = library.published('case');
    const record = present(before, 'a case');
    const id = (feed: string, title: string) => new RegExp(`<id>([^<]+)</id>\\s*<title>${title}`).exec(feed)?.[1];
    bringTo(library, { ...record, title: { zh: '改过 <b>&' } });
    const first = (await http.get('/feed.atom')).text;
    expect(first.indexOf('改过 &lt;b&gt;&amp;')).toBeLessThan(first.indexOf('</entry>'));
    bringTo(library, { ...record, title: { zh: '再改' } });
    const second = (await http.get('/feed.atom')).text;
    expect(id(second, '再改')).toBe(id(first, '改过'));
    expect(second).not.toContain('尚未发表的案例');
  });
});

describe('the digest of a period', () => {
  const today = new Date().toISOString().slice(0, 10);

  it('is a page that prints, runs nothing and loads nothing', async () => {
    const { headers, text, status } = await http.get(`/api/exports/digest?from=2020-01-01&to=${today}`);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(text).toContain('@media print');
    expect(text).toContain('再改');
    expect(text).not.toMatch(/<script|<img|<link/);
    const english = await http.get(`/api/exports/digest?from=2020-01-01&to=${today}&lang=en`);
    expect(english.text).toMatch(/lang="en"[\s\S]*Cleaner production digest/);
  });

  it('is a Word file with the same entries', async () => {
    const { value } = await mammoth.extractRawText({
      buffer: await download(`/api/exports/digest?from=2020-01-01&to=${today}&format=docx`),
    });
    expect(value).toContain('再改');
    expect(value).toContain('来源:');
  });

  it('of a period without changes says so; a period that is none is refused', async () => {
    expect((await http.get('/api/exports/digest?from=2001-01-01&to=2001-01-31')).text).toContain('新发表 0 条,修订 0 条');
    expectProblem(await http.get('/api/exports/digest?from=2001-02-01&to=2001-01-31'), 400, 'to');
    expectProblem(await http.get('/api/exports/digest?from=2001-02-30&to=2001-03-31'), 400, 'from');
  });
});

/** Every element is closed in its turn, and what stands between them is escaped. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, closing, name = '', attributes = '', text] of xml
    .replace(/^<\?xml[^>]*\?>/, '')
    .matchAll(/<(\/?)([\w:]+)([^<>]*)>|([^<>]+)/g)) {
    if (text !== undefined) expect(text).toMatch(/^(?:[^&]|&(?:amp|lt|gt|quot|#39);)*$/);
    else if (closing) expect(open.pop()).toBe(name);
    else {
      expect(attributes.replace(/\/$/, '')).toMatch(/^(?: [\w:]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*$/);
      if (!attributes.endsWith('/')) open.push(name);
    }
  }
  expect(open).toEqual([]);
}
