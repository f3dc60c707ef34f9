import { meanVector, type OpenPeer, peerPackage } from './peer.ts';

/** LanceDB: full text over our terms and vectors, each asked for its best, merged by reciprocal ranks as its own reranker does. */

interface LanceQuery {
  fullTextSearch(text: string, options: object): LanceQuery;
  nearestTo(vector: number[]): LanceQuery;
  distanceType(type: string): LanceQuery;
  select(columns: string[]): LanceQuery;
  limit(count: number): LanceQuery;
  toArray(): Promise<{ id: string }[]>;
}
interface LanceTable {
  createIndex(column: string, options?: object): Promise<void>;
  query(): LanceQuery;
}
interface LancePackage {
  connect(folder: string): Promise<{ createTable(name: string, rows: object[]): Promise<LanceTable>; close(): void }>;
  Index: { fts(options: object): object };
}

const DEPTH = 300;
/** Cormack, Clarke and Büttcher (2009); LanceDB's RRFReranker takes the same. */
const RRF = 60;

export const openLanceDb: OpenPeer = async (folder) => {
  const lance = await peerPackage<LancePackage>('@lancedb/lancedb');
  const database = await lance.connect(folder);
  let table: LanceTable | undefined;
  return {
    async fill(documents) {
      const rows = documents.map(({ document, columns, vectors }) => ({
        id: document.id,
        text: Object.values(columns).join(' '),
        vector: [...meanVector(vectors)],
      }));
      table = await database.createTable('records', rows);
      const config = lance.Index.fts({
        baseTokenizer: 'whitespace',
        stem: false,
        removeStopWords: false,
        lowercase: false,
        asciiFolding: false,
      });
      await table.createIndex('text', { config });
    },
    async ask({ terms, vector }, count) {
      if (!table) return [];
      const [words, meaning] = await Promise.all([
        table
          .query()
          .fullTextSearch(terms.join(' '), { columns: ['text'] })
          .select(['id'])
          .limit(DEPTH)
          .toArray(),
        table
          .query()
          .nearestTo([...vector])
          .distanceType('cosine')
          .select(['id'])
          .limit(DEPTH)
          .toArray(),
      ]);
      const scores = new Map<string, number>();
      for (const list of [words, meaning])
        for (const [rank, { id }] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (RRF + rank + 1));
      return [...scores]
        .sort((a, b) => b[1] - a[1])
        .slice(0, count)
        .map(([id]) => id);
    },
    async close() {
      database.close();
    },
  };
};
