import { describe, expect, it } from 'vitest';

import { linksOf } from '../../corpus/kinds/kinds.ts';
import { VOCABULARY_NAMES, vocabulary } from '../../corpus/vocabulary/vocabulary.ts';
import { HealthAnswer, RecordAnswer, VocabularyAnswer } from '../../server/api/record.ts';
import { bringTo, mergeInto } from '../setup/desk-steps.ts';
import { present } from '../setup/present.ts';
import { expectProblem } from '../setup/problem-document.ts';
import { sampleCase, sampleTechnique } from '../setup/sample-records.ts';
import { serveApp, VERSION } from '../setup/served-app.ts';
import { shippedCollection } from '../setup/shipped-collection.ts';

const { http, service } = await serveApp();
const { entries, redirects } = shippedCollection();

async function record(id: string): Promise<RecordAnswer> {
  const response = await http.get(`/api/records/${id}`);
  expect(response.status, response.text.slice(0, 300)).toBe(200);
  const answer = RecordAnswer.parse(response.body);
  expect(response.body, 'nothing beyond what the schema names').toEqual(answer);
  return answer;
}

describe('GET /api/records/:id', () => {
  it('gives a record of every kind as it stands in the library, with the names of its codes', async () => {
    const kinds = new Set(entries.map((entry) => entry.record.kind));
    expect(kinds.size).toBeGreaterThan(3);
    for (const kind of kinds) {
      const shipped = present(entries.find((entry) => entry.record.kind === kind)?.record, kind);
      const answer = await record(shipped.id);
      expect(answer.record).toEqual(JSON.parse(JSON.stringify(shipped)));
      expect(answer).toMatchObject({ revision: 1 });
      expect(Object.keys(answer.names).sort()).toEqual(
        [...new Set([...shipped.industries, ...shipped.problems, ...shipped.processes])].sort(),
      );
    }
  });

  it('lists what it names and what names it', async () => {
    const proving = present(
      entries.find((entry) => entry.record.kind === 'case' && entry.record.techniques.length > 0)?.record,
      'a case that proves something',
    );
    const { links } = await record(proving.id);
    expect(links.map(({ field, id }) => ({ field, id }))).toEqual(linksOf(proving));
    const technique = present(
      links.find(({ field }) => field === 'techniques'),
      'its technique',
    );
    expect((await record(technique.id)).linkedFrom).toContainEqual(expect.objectContaining({ field: 'techniques', id: proving.id }));
  });

  it('shows similar records, itself not among them', async () => {
    const { similar, record: shown } = await record(present(entries[0], 'a record').record.id);
    expect(similar.length).toBeGreaterThan(0);
    expect(similar.map(({ id }) => id)).not.toContain(shown.id);
  });

  it('resolves every redirect of the shipped collection', async () => {
    expect(redirects.length).toBeGreaterThan(0);
    for (const { from, to } of redirects) {
      const answer = await record(from);
      expect(answer).toMatchObject({ redirectedFrom: from, record: { id: to } });
      expect((await record(to)).redirectedFrom).toBeUndefined();
    }
  });

  it('resolves links of records that name a merged one', async () => {
    bringTo(service.library, sampleTechnique('merged-away'));
    bringTo(service.library, sampleTechnique('merged-into'));
    bringTo(service.library, sampleCase('names-old-id', { techniques: ['merged-away'] }));
    mergeInto(service.library, 'merged-away', 'merged-into');
    expect((await record('names-old-id')).links).toMatchObject([{ field: 'techniques', id: 'merged-into' }]);
    expect((await record('merged-into')).linkedFrom).toMatchObject([{ field: 'techniques', id: 'names-old-id' }]);
  });

  it('shows a new revision at once', async () => {
    bringTo(service.library, sampleCase('edited'));
    await record('edited');
    bringTo(service.library, sampleCase('edited', { title: { zh: '改过的' } }));
    expect(await record('edited')).toMatchObject({ revision: 6, record: { title: { zh: '改过的' } } });
  });

  it.each(['draft', 'in-review', 'retired'] as const)('does not show a record that is %s', async (state) => {
    bringTo(service.library, sampleCase(`hidden-${state}`), state);
    expectProblem(await http.get(`/api/records/hidden-${state}`), 404);
  });

  it.each(['nobody', '..', '%2e%2e%2fpackage.json', 'a'.repeat(5000), '%00', '%E4%B8%AD', "'%20OR%201=1"])(
    'has a 404 for %s',
    async (id) => {
      expectProblem(await http.get(`/api/records/${id}`), 404);
    },
  );
});

describe('GET /api/vocabulary/:name', () => {
  it.each([...VOCABULARY_NAMES])('gives all of %s', async (name) => {
    const response = await http.get(`/api/vocabulary/${name}`);
    const answer = VocabularyAnswer.parse(response.body);
    expect(response.body).toEqual(answer);
    expect(answer.entries.map(({ code }) => code)).toEqual([...vocabulary()[name].keys()]);
  });

  it.each(['colours', '__proto__', 'constructor'])('has a 404 for %s that names those there are', async (name) => {
    expect(expectProblem(await http.get(`/api/vocabulary/${name}`), 404).detail).toMatch(/industries, problems/);
  });
});

describe('GET /api/health', () => {
  it('tells how far the index is, and that it searches by words alone', async () => {
    const response = await http.get('/api/health');
    const health = HealthAnswer.parse(response.body);
    expect(response.body).toEqual(health);
    expect(health).toMatchObject({ status: 'keyword-only', version: VERSION, index: { engine: 'sqlite', vectors: 0 } });
    expect(health.detail).toMatch(/keyword only/);
    expect(health.embedder).toBeUndefined();
    expect(health.index.records).toBe(entries.length);
    expect(health.index.passages).toBeGreaterThanOrEqual(entries.length);
  });
});
