import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import type { Embedder } from './embedder.ts';

/** Vectors by model and content, kept across rebuilds of the index: nothing is embedded twice. May be deleted at any time. */
export class VectorCache {
  readonly #db: Database.Database;

  constructor(path: string) {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    try {
      this.#db = openCache(path);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code !== 'SQLITE_NOTADB' && code !== 'SQLITE_CORRUPT') throw error;
      for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
      this.#db = openCache(path);
    }
  }

  /** The passages' vectors in their order, from the cache where it has them, otherwise from the embedder. */
  async embedPassages(embedder: Embedder, texts: string[]): Promise<Float32Array[]> {
    return this.#embed(embedder, texts, 'passage', (missing) => embedder.embedPassages(missing));
  }

  /** The same for texts that are questions. */
  async embedQueries(embedder: Embedder, texts: string[]): Promise<Float32Array[]> {
    return this.#embed(embedder, texts, 'query', async (missing) => {
      const vectors: Float32Array[] = [];
      for (const text of missing) vectors.push(await embedder.embedQuery(text));
      return vectors;
    });
  }

  async #embed(
    embedder: Embedder,
    texts: string[],
    role: 'passage' | 'query',
    make: (missing: string[]) => Promise<Float32Array[]>,
  ): Promise<Float32Array[]> {
    const get = this.#db.prepare<[string, string], { vector: Buffer }>('SELECT vector FROM vectors WHERE model = ? AND key = ?');
    const keys = texts.map((text) =>
      createHash('sha256')
        .update(role === 'query' ? `query\0${text}` : text)
        .digest('base64url'),
    );
    const cached = keys.map((key) => {
      const stored = get.get(embedder.id, key)?.vector;
      return stored && new Float32Array(new Uint8Array(stored).buffer);
    });
    const missing = new Map(texts.flatMap((text, i) => (cached[i] ? [] : [[keys[i] ?? '', text]])));
    const fresh = missing.size > 0 ? await make([...missing.values()]) : [];
    if (fresh.length !== missing.size) throw new Error(`The embedder gave ${fresh.length} vectors for ${missing.size} texts.`);
    const made = new Map([...missing.keys()].map((key, i) => [key, fresh[i]]));
    const put = this.#db.prepare('INSERT OR IGNORE INTO vectors (model, key, vector) VALUES (?, ?, ?)');
    this.#db.transaction(() => {
      for (const [key, vector] of made)
        if (vector) put.run(embedder.id, key, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
    })();
    return cached.map((vector, i) => vector ?? made.get(keys[i] ?? '') ?? new Float32Array());
  }

  close(): void {
    this.#db.close();
  }
}

function openCache(path: string): Database.Database {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.exec(
      'CREATE TABLE IF NOT EXISTS vectors (model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, key)) WITHOUT ROWID',
    );
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
