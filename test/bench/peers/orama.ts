import { COLUMN_WEIGHTS } from '../../../indexer/index/keyword-weights.ts';
import { meanVector, type OpenPeer, peerPackage } from './peer.ts';

/** Orama's hybrid search. It keeps one vector a record, and normalises both scores to their best before it adds them. */

interface OramaPackage {
  create(options: object): Promise<object>;
  insertMultiple(index: object, documents: object[], batch?: number): Promise<unknown>;
  search(index: object, query: object): Promise<{ hits: { id: string }[] }>;
}

/** A quarter for the words served better on the fit questions than a tenth, with one passage's vector a record; not tried with the mean. */
const HYBRID = { text: 0.25, vector: 0.75 };

export const openOrama: OpenPeer = async () => {
  const orama = await peerPackage<OramaPackage>('@orama/orama');
  let index: object | undefined;
  return {
    async fill(documents) {
      const dimensions = documents[0]?.vectors[0]?.vector.length ?? 1;
      const tokenize = (text: string) => [...new Set(text.split(' ').filter(Boolean))];
      index = await orama.create({
        schema: { title: 'string', names: 'string', summary: 'string', detail: 'string', vector: `vector[${dimensions}]` },
        components: { tokenizer: { language: 'english', normalizationCache: new Map(), tokenize } },
      });
      const rows = documents.map(({ document, columns, vectors }) => ({ id: document.id, ...columns, vector: [...meanVector(vectors)] }));
      await orama.insertMultiple(index, rows, 500);
    },
    async ask({ terms, vector }, count) {
      if (!index) return [];
      const { hits } = await orama.search(index, {
        mode: 'hybrid',
        term: terms.join(' '),
        vector: { value: [...vector], property: 'vector' },
        properties: Object.keys(COLUMN_WEIGHTS),
        boost: COLUMN_WEIGHTS,
        similarity: 0,
        threshold: 1,
        hybridWeights: HYBRID,
        limit: count,
      });
      return hits.map(({ id }) => id);
    },
    async close() {},
  };
};
