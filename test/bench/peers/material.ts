import { join } from 'node:path';

import type { LibraryRecord } from '../../../corpus/kinds/kinds.ts';
import { Library } from '../../../corpus/library.ts';
import { readCollection } from '../../../corpus/read/collection.ts';
import { projectRoot, shippedFolder } from '../../../corpus/root.ts';
import { VectorCache } from '../../../indexer/embed/cache.ts';
import { LocalEmbedder } from '../../../indexer/embed/local.ts';
import type { IndexDocument, KeywordFields } from '../../../indexer/index/search-index.ts';
import { termsOf } from '../../../indexer/index/terms.ts';
import { documentOf } from '../../../indexer/passages.ts';
import { mean, measure } from '../../eval/measures.ts';
import { loadQuestions } from '../../eval/questions.ts';
import { madeCases, mixedVector, randomFrom } from '../generate.ts';
import type { PeerDocument, PeerQuestion } from './peer.ts';

/** Records, questions and right answers, the same for every peer. Beyond the shipped records made ones are added (generate.ts). */
export interface Material {
  documents: PeerDocument[];
  questions: PeerQuestion[];
  /** nDCG@10 and recall@10 of the rankings; absent where made records stand among them, of which nobody knows what they answer. */
  score?: (rankings: string[][]) => { ndcg: number; recall: number };
}

const COLUMNS = ['title', 'names', 'summary', 'detail'] as const satisfies (keyof KeywordFields)[];

/** `records` of 0 are those that ship, at which quality is known. */
export async function materialOf(records: number): Promise<Material> {
  const library = new Library(':memory:');
  const { entries, redirects } = readCollection(shippedFolder);
  library.importShipped(
    entries.map(({ record }) => record),
    redirects,
  );
  const shipped = library.published();
  // Asked again when rankings are scored: it stays open as long as the process.
  const resolve = (id: string) => library.resolve(id);
  const embedder = await LocalEmbedder.load();
  const cache = new VectorCache(join(projectRoot, 'data', 'vectors.db'));
  const real = await withVectors(shipped.slice(0, records || shipped.length), (texts) => cache.embedPassages(embedder, texts));
  const sets = (['check', 'fit'] as const).map(loadQuestions);
  const asked = sets.flatMap(({ questions, known }) => questions.map((question) => ({ ...question, known })));
  const vectors = await cache.embedQueries(
    embedder,
    asked.map(({ query }) => query),
  );
  await embedder.close();
  cache.close();
  return {
    documents: [...real, ...made(shipped, real, records - real.length)],
    questions: asked.flatMap(({ query }, i) => {
      const vector = vectors[i];
      return vector ? [{ text: query, terms: [...new Set(termsOf(query))], vector }] : [];
    }),
    score:
      records === 0
        ? (rankings) => {
            const measures = asked.map(({ relevant, known }, i) => {
              const knew = new Set([...known].map(resolve));
              return measure(
                (rankings[i] ?? []).filter((id) => knew.has(id)),
                new Set(relevant.map(resolve)),
              );
            });
            return { ndcg: mean(measures.map(({ ndcg }) => ndcg)), recall: mean(measures.map(({ recall }) => recall)) };
          }
        : undefined,
  };
}

async function withVectors(records: LibraryRecord[], embed: (texts: string[]) => Promise<Float32Array[]>): Promise<PeerDocument[]> {
  const documents: PeerDocument[] = [];
  for (const record of records) {
    const document = documentOf(record, () => undefined);
    const vectors = await embed(document.passages.map(({ text }) => text));
    documents.push(peerDocument(document, vectors));
  }
  return documents;
}

function* made(shipped: LibraryRecord[], real: PeerDocument[], count: number): Generator<PeerDocument> {
  if (count <= 0) return;
  const random = randomFrom(2);
  const byId = new Map(real.map((one) => [one.document.id, one]));
  for (const { record, parents } of madeCases(shipped, count)) {
    const document = documentOf(record, () => undefined);
    const [base, other] = parents.map(({ id }) => byId.get(id));
    const vectors = document.passages.flatMap((_, i) => {
      const near = base?.vectors[i]?.vector;
      return near ? [mixedVector(near, other?.vectors[i]?.vector ?? near, random)] : [];
    });
    yield peerDocument(document, vectors);
  }
}

function peerDocument(document: IndexDocument, vectors: Float32Array[]): PeerDocument {
  const { zh, en } = document.keyword;
  const terms = (name: (typeof COLUMNS)[number]) => [...termsOf(zh[name]), ...termsOf(en[name])].join(' ');
  return {
    document,
    columns: { title: terms('title'), names: terms('names'), summary: terms('summary'), detail: terms('detail') },
    vectors: document.passages.flatMap(({ key }, i) => {
      const vector = vectors[i];
      return vector ? [{ key, vector }] : [];
    }),
  };
}
