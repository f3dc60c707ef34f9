import { COLUMN_WEIGHTS } from '../../../indexer/index/keyword-weights.ts';
import { type OpenPeer, peerPackage } from './peer.ts';

/** MiniSearch: words alone, BM25+ with our columns' weights, OR. */

interface MiniSearch {
  addAll(documents: object[]): void;
  search(query: string, options: object): { id: string }[];
}
type MiniSearchPackage = { default: new (options: object) => MiniSearch };

export const openMiniSearch: OpenPeer = async () => {
  const { default: Index } = await peerPackage<MiniSearchPackage>('minisearch');
  const tokenize = (text: string) => text.split(' ').filter(Boolean);
  const index = new Index({ fields: Object.keys(COLUMN_WEIGHTS), tokenize, processTerm: (term: string) => term });
  return {
    async fill(documents) {
      index.addAll(documents.map(({ document, columns }) => ({ id: document.id, ...columns })));
    },
    async ask({ terms }, count) {
      return index
        .search(terms.join(' '), { boost: COLUMN_WEIGHTS, combineWith: 'OR' })
        .slice(0, count)
        .map(({ id }) => id);
    },
    async close() {},
  };
};
