import { describe, expect, it } from 'vitest';

import { guideSections } from '../../../../indexer/passages.ts';
import { guidePassages } from '../../../../server/match/guides.ts';
import { candidateOf } from '../../../setup/match-parts.ts';
import { present } from '../../../setup/present.ts';
import { sampleCase, sampleGuide } from '../../../setup/sample-records.ts';

const guide = sampleGuide('plating');
const found = (id: string, heading: string, one = guide) => {
  const section = present(
    guideSections(one).find((each) => each.heading === heading),
    heading,
  );
  return { id, score: 0.6, passage: section.passage };
};

describe('the passage of a guide', () => {
  it('is the section nearest to the question', () => {
    const [passage] = guidePassages([candidateOf(guide, 1)], [found('plating', '损失')]);
    expect(passage).toMatchObject({ id: 'plating', section: '损失', title: guide.title, score: 1 });
    expect(passage?.excerpt).toMatch(/^带出液最多/);
  });

  it('is the first where the guide was found by its words alone, or by its English abstract', () => {
    expect(guidePassages([candidateOf(guide, 1)], [])[0]?.section).toBe('工序');
    expect(guidePassages([candidateOf(guide, 1)], [{ id: 'plating', score: 0.6, passage: 'of the abstract' }])[0]?.section).toBe('工序');
  });

  it('is plain text, without marks and citations', () => {
    expect(guidePassages([candidateOf(guide, 1)], [found('plating', '损失')])[0]?.excerpt).not.toMatch(/\[\[|\]\]|##|\*\*/);
  });

  it('is cut at a pause of the text where it is long', () => {
    const long = sampleGuide('long', { body: `## 水\n\n${'三级逆流漂洗省水，'.repeat(60)}` });
    const excerpt = guidePassages([candidateOf(long, 1)], [])[0]?.excerpt ?? '';
    expect(excerpt).toMatch(/省水…$/);
    expect(excerpt.length).toBeGreaterThan(90);
    expect(excerpt.length).toBeLessThan(200);
  });

  it('is cut somewhere where no pause is near, and not cut where it is short', () => {
    const endless = sampleGuide('endless', { body: `## 水\n\n${'水'.repeat(500)}` });
    expect(guidePassages([candidateOf(endless, 1)], [])[0]?.excerpt).toMatch(/^水{100,200}…$/);
    expect(guidePassages([candidateOf(sampleGuide('short', { body: '## 水\n\n省水。' }), 1)], [])[0]?.excerpt).toBe('省水。');
  });
});

describe('the guides shown', () => {
  it('are only those about as near as the best record', () => {
    const best = candidateOf(sampleCase('best'), 1);
    expect(guidePassages([best, candidateOf(guide, 0.9)], [])).toHaveLength(1);
    expect(guidePassages([best, candidateOf(guide, 0.3)], [])).toEqual([]);
  });

  it('are the best few, in their order, each once', () => {
    const guides = ['a', 'b', 'c', 'd', 'e'].map((id, i) => candidateOf(sampleGuide(id), 1 - i / 100));
    expect(guidePassages(guides, []).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('are none where none was found', () => {
    expect(guidePassages([], [])).toEqual([]);
    expect(guidePassages([candidateOf(sampleCase('best'), 1)], [])).toEqual([]);
  });
});
