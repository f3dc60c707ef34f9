import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { segment } from '../../../../indexer/text/segment.ts';

describe('the words of a text', () => {
  it('keep the field’s words whole, and give the words within them too', () => {
    expect(segment('改为逆流漂洗')).toEqual(expect.arrayContaining(['逆流漂洗', '逆流', '漂洗']));
    expect(segment('镀镍逆流漂洗')).toEqual(expect.arrayContaining(['镀镍', '逆流漂洗', '漂洗']));
  });

  it('are the same however a text is spelled', () => {
    expect(segment('電鍍廢水處理')).toEqual(segment('电镀废水处理'));
    expect(segment('ＶＯＣｓ治理')).toEqual(segment('vocs治理'));
    expect(segment('SO₂')).toEqual(segment('so2'));
  });

  it('are in small letters, Latin and Chinese side by side', () => {
    expect(segment('用RTO处理VOCs')).toEqual(expect.arrayContaining(['rto', 'vocs', '处理']));
  });

  it('come in order, with repetitions', () => {
    expect(segment('water rinse water')).toEqual(['water', 'rinse', 'water']);
  });

  it.each(['', ' \n\t', ',。!?"*^:()', '\0\uD800\uDFFF', '———'])('are none in %j', (text) => {
    expect(segment(text)).toEqual([]);
  });

  it('are letters and digits only, whatever the text', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '" OR NEAR(', '电镀', '\0', '\uD800', '*'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        for (const word of segment(pieces.join(''))) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});
