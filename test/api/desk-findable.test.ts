import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../corpus/root.ts';
import { serveDesk } from '../setup/desk.ts';
import { present } from '../setup/present.ts';
import { sharedVectorCache } from '../setup/served-app.ts';

/** With the shipped model over the whole shipped collection: nothing is restarted or waited for. */
const desk = await serveDesk({ embedder: { kind: 'local' }, vectorCacheFile: sharedVectorCache(projectRoot) });
const editor = await desk.person('edits', 'editor');
const second = await desk.person('second', 'editor');
const { library } = desk.service;

const technique = present(
  library.published('technique').find((one) => one.kind === 'technique' && !one.broader),
  'a canonical technique',
);
const record = {
  kind: 'case',
  id: 'lacquer-box-works',
  title: { zh: '漆器厂阴干房余热烘木胎', en: 'Lacquer works dries wooden cores with waste heat' },
  summary: { zh: '空压机的热风送进阴干房,木胎干得匀,不再烧柴。', en: 'Warm air of the compressors dries the cores, and no wood is burnt.' },
  industries: ['C2439'],
  problems: ['fuel'],
  measure: 'recycling',
  techniques: [technique.id],
  evidence: 'reported',
  evidenceBasis: 'company: report of the works',
  sources: [{ title: '厂里的报告' }],
};

const idsOf = async (q: string) => {
  const { body } = await desk.http.get('/api/search').query({ q, limit: 10 });
  return body.results.map(({ id }: { id: string }) => id);
};
const step = async (browser: typeof editor, name: string, revision: number, body: object = {}) =>
  (await browser.post(`/api/desk/records/${record.id}/${name}`).set('if-match', `${revision}`).send(body)).body;

const WORDS = '漆器厂 阴干房';
/** None of its words stand in the record. */
const MEANING = 'drying lacquerware blanks with heat recovered from air compressors';

describe('a record that was just published', () => {
  it('is found by its words and by its meaning as soon as the editor is answered, and no longer once it is retired', async () => {
    const created = await editor.post('/api/desk/records').send({ record });
    expect(created.body.problems.filter(({ severity }: { severity: string }) => severity !== 'warning')).toEqual([]);
    await step(editor, 'submit', 1);
    expect(await idsOf(WORDS)).not.toContain(record.id);
    expect(await step(second, 'publish', 2)).toMatchObject({ state: 'published', findable: 'by-words-and-meaning' });
    expect((await idsOf(WORDS))[0]).toBe(record.id);
    expect(await idsOf(MEANING)).toContain(record.id);
    const { index } = desk.service;
    const vector = await present(desk.service.embedder(), 'the model').embedQuery(MEANING);
    expect((await index.semantic({ vector, limit: 5 })).map(({ id }) => id)).toContain(record.id);
    expect(await step(editor, 'retire', 3, { reason: '试验' })).toMatchObject({ state: 'retired' });
    expect(await idsOf(WORDS)).not.toContain(record.id);
    expect((await index.semantic({ vector, limit: 5 })).map(({ id }) => id)).not.toContain(record.id);
  });
});
