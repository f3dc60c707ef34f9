import type { IndexChange, IndexDocument, Position } from '../search-index.ts';
import { type TermCounts, termCounts } from '../terms.ts';
import {
  goneDocument,
  passageDocument,
  passagePk,
  recordDocument,
  recordPk,
  type State,
  type Stored,
  stateDocument,
  vectorFields,
  vectorOf,
  withoutVector,
} from './documents.ts';
import type { Shelf } from './shelf.ts';

/** Changes and whole libraries as documents of the server. */

/** Vectors of passages by the passage's key. */
type Vectors = Map<string, number[]>;

/**
 * Applies changes in one task: records, passages, what is gone, and the position with them. Those gone are marked first and
 * cleared away after, since a task either writes or removes.
 */
export async function writeChanges(shelf: Shelf, changes: IndexChange[], state: State): Promise<void> {
  const last = new Map<string, IndexDocument | undefined>();
  for (const change of changes) {
    if ('put' in change) last.set(change.put.id, change.put);
    else last.set(change.remove, undefined);
  }
  const documents = [...last.values()].filter((document) => document !== undefined);
  const counted = documents.map((document) => ({ document, terms: termCounts(document) }));
  const next = { ...state, averageLength: state.averageLength || averageOf(counted) };
  const before = await passagesBefore(shelf, [...last.keys()]);
  const standing = new Set([...before.values()].flat());
  const fresh = documents.flatMap(({ id, passages }) =>
    passages.filter(({ key }) => !standing.has(passagePk(id, key))).map(({ key }) => key),
  );
  const vectors = await knownVectors(shelf, fresh, state.model);
  const writes: Stored[] = [];
  const kept = new Set<string>();
  for (const { document, terms } of counted) {
    writes.push(recordDocument(document, terms, next));
    for (const passage of passageDocuments(document, vectors, next, standing)) {
      kept.add(String(passage.pk));
      writes.push(passage);
    }
  }
  const gone = [...standing].filter((pk) => !kept.has(pk));
  for (const [id, document] of last) if (!document && before.has(id)) gone.push(recordPk(id));
  await shelf.put([...writes, ...gone.map(goneDocument), stateDocument(next)]);
  // What is marked is seen by no search: clearing it away may fail now and be done with the next.
  if (gone.length > 0) await shelf.sweep().catch(() => undefined);
}

/** Documents that are turned over at once while an index is built whole. */
const TURN = 500;
/** The average length comes from as many documents of a library, or all where it has fewer. */
const SAMPLE = 2000;

/** Fills an empty index, with the vectors that the standing one has. The state is written last. */
export async function writeAll(
  shelf: Shelf,
  from: Shelf,
  documents: Iterable<IndexDocument>,
  state: State,
  position: Position,
): Promise<void> {
  const ahead: { document: IndexDocument; terms: TermCounts }[] = [];
  const next = { ...state, ...position };
  const turn = async (most: number) => {
    next.averageLength ||= averageOf(ahead);
    while (ahead.length > most) {
      const some = ahead.splice(0, TURN);
      const keys = some.flatMap(({ document }) => document.passages.map(({ key }) => key));
      const vectors = await knownVectors(from, keys, state.model);
      await shelf.putMany(
        some.flatMap(({ document, terms }) => [
          recordDocument(document, terms, next),
          ...passageDocuments(document, vectors, next, new Set()),
        ]),
      );
    }
  };
  for (const document of documents) {
    ahead.push({ document, terms: termCounts(document) });
    if (ahead.length >= SAMPLE) await turn(SAMPLE - TURN);
    else if (ahead.length % TURN === 0) await new Promise(setImmediate);
  }
  await turn(0);
  await shelf.put([stateDocument(next)]);
}

/** Passages' documents; one whose text is new here takes the vector that another record's has. */
function passageDocuments(document: IndexDocument, vectors: Vectors, { model, dimensions }: State, standing: Set<string>): Stored[] {
  const made = new Map<string, Stored>();
  for (const passage of document.passages) {
    const pk = passagePk(document.id, passage.key);
    const vector = vectors.get(passage.key);
    const fresh = vector ? vectorFields(vector, model) : withoutVector(dimensions);
    made.set(pk, { ...passageDocument(document, passage), ...(standing.has(pk) ? {} : fresh) });
  }
  return [...made.values()];
}

/** Which of the records stand in the server, and their passages. */
async function passagesBefore(shelf: Shelf, ids: string[]): Promise<Map<string, string[]>> {
  const found = await shelf.get(ids.map(recordPk), ['type', 'record', 'passages']);
  return new Map(
    found.flatMap(({ type, record, passages }) =>
      type === 'record' ? [[String(record), Array.isArray(passages) ? passages.map(String) : []] as const] : [],
    ),
  );
}

async function knownVectors(shelf: Shelf, keys: string[], model: string): Promise<Vectors> {
  if (keys.length === 0) return new Map();
  const known = await shelf.passages([...new Set(keys)], { embedded: model, vectors: true });
  return new Map(
    known.flatMap((passage) => {
      const vector = vectorOf(passage);
      return vector ? [[passage.key, vector] as const] : [];
    }),
  );
}

function averageOf(counted: { terms: TermCounts }[]): number {
  const total = counted.reduce((sum, { terms }) => sum + terms.length, 0);
  return total > 0 ? total / counted.length : 0;
}
