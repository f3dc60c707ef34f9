import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import type { Embedder } from './embedder.ts';

/** Vectors by model and content, kept across rebuilds of the index: nothing is embedded twice. May be deleted at any time. */
export class VectorCache {
  readonly #db: Database.Database;

  constructor(path: string) {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    this.#db = new Database(path);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = NORMAL');
    this.#db.exec(
      'CREATE TABLE IF NOT EXISTS vectors (model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, key)) WITHOUT ROWID',
    );
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
    const missing = texts.filter((_, i) => !cached[i]);
    const fresh = missing.length > 0 ? await make(missing) : [];
    const put = this.#db.prepare('INSERT OR IGNORE INTO vectors (model, key, vector) VALUES (?, ?, ?)');
    let next = 0;
    return this.#db.transaction(() =>
      cached.map((vector, i) => {
        if (vector) return vector;
        const made = fresh[next++];
        if (!made) throw new Error(`The embedder gave ${fresh.length} vectors for ${missing.length} texts.`);
        put.run(embedder.id, keys[i], Buffer.from(made.buffer, made.byteOffset, made.byteLength));
        return made;
      }),
    )();
  }

  close(): void {
    this.#db.close();
  }
}
