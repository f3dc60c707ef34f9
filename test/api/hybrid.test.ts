import { describe, expect, it } from 'vitest';

import { projectRoot } from '../../corpus/root.ts';
import { RecommendAnswer } from '../../server/api/recommend.ts';
import { HealthAnswer } from '../../server/api/record.ts';
import { SearchAnswer } from '../../server/api/search.ts';
import { serveApp, sharedVectorCache } from '../setup/served-app.ts';

/** The shipped model over the whole shipped collection. */
const { http } = await serveApp({ embedder: { kind: 'local' }, vectorCacheFile: sharedVectorCache(projectRoot) });

const recommend = async (body: object) => RecommendAnswer.parse((await http.post('/api/recommend').send(body)).body);

describe('with the shipped model', () => {
  it('the server is ready, and every passage has its vector', async () => {
    const { status, embedder, index } = HealthAnswer.parse((await http.get('/api/health')).body);
    expect(status).toBe('ready');
    expect(embedder).toMatch(/^local:multilingual-e5-small-cp:/);
    expect(index.vectors).toBe(index.passages);
  });

  it('a question of the field is a good match, searched by words and meaning', async () => {
    const { match, mode, recommendations } = await recommend({ text: '瓷砖厂 窑炉烟气二氧化硫超标 怎么治理' });
    expect({ match, mode }).toEqual({ match: 'good', mode: 'hybrid' });
    expect(recommendations.length).toBeGreaterThan(3);
    expect(recommendations[0]?.technique.problems).toContain('so2');
    for (const { fit } of recommendations) expect(fit).toBeGreaterThanOrEqual(0);
  });

  it('a question far from the field is no good match', async () => {
    for (const text of ['周末去哪里看樱花', 'who won the football world cup in 1998'])
      expect((await recommend({ text })).match, text).not.toBe('good');
  });

  it('a question in words nobody used finds by meaning what words alone do not', async () => {
    const q = '让洗零件的清水绕着圈子多用几回';
    const { mode, results } = SearchAnswer.parse((await http.get('/api/search').query({ q, limit: 20 })).body);
    expect(mode).toBe('hybrid');
    expect(results.some(({ title, summary }) => /漂洗|清洗|回用/.test(title.zh + summary.zh))).toBe(true);
  });

  it('an English question finds what is told in Chinese', async () => {
    const { recommendations } = await recommend({ text: 'sulphur dioxide over the limit at our ceramic tile kiln', lang: 'en' });
    expect(recommendations.slice(0, 5).some(({ technique }) => technique.problems.includes('so2'))).toBe(true);
  });

  it('many questions at once are all answered', async () => {
    const texts = Array.from({ length: 32 }, (_, i) => `第${i}条线 印染废水 COD 超标`);
    const answers = await Promise.all(texts.map((text) => recommend({ text, limit: 1 })));
    expect(answers.every(({ mode }) => mode === 'hybrid')).toBe(true);
  });
});
