import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { type Connection, TaskFailed } from './connection.ts';
import { KnownPassage, STATE_PK, State, type Stored, stateDocument } from './documents.ts';
import { saysMissing } from './failures.ts';
import { quoted } from './filter.ts';
import { embedderName, INDEX_FORMAT, PRIMARY_KEY, SETTINGS } from './settings.ts';

/** One index in the server: made with its settings, written to, read from by id. */

/** Documents of one request: some megabytes. */
const BATCH = 500;

const Documents = z.object({ results: z.array(z.record(z.string(), z.unknown())) });

export class Shelf {
  readonly uid: string;
  readonly #server: Connection;

  constructor(server: Connection, uid: string) {
    this.#server = server;
    this.uid = uid;
  }

  /** The index's state, or undefined where it is not there or of another format. `ask` is for when somebody waits. */
  async state(how: 'ask' | 'work' = 'work'): Promise<State | undefined> {
    try {
      const given = await this.#server[how]((client) => client.index(this.uid).getDocument(STATE_PK), z.unknown());
      const state = State.safeParse(given).data;
      return state?.format === INDEX_FORMAT ? state : undefined;
    } catch (error) {
      if (saysMissing(error, 'index_not_found') || saysMissing(error, 'document_not_found')) return undefined;
      throw error;
    }
  }

  /** Makes the index anew and empty. Its state is written last: half of it counts for nothing. */
  async create(inherited?: { model: string; dimensions: number }): Promise<State> {
    await this.remove();
    await this.#server.task((client) => client.createIndex(this.uid, { primaryKey: PRIMARY_KEY }));
    await this.#server.task((client) => client.index(this.uid).updateSettings(SETTINGS));
    const { model = '', dimensions = 0 } = inherited ?? {};
    if (dimensions > 0) await this.takeVectorsOf(dimensions);
    const state: State = {
      format: INDEX_FORMAT,
      generation: randomUUID(),
      model,
      dimensions,
      averageLength: 0,
      library: null,
      sequence: 0,
    };
    await this.put([stateDocument(state)]);
    return state;
  }

  async remove(): Promise<void> {
    try {
      await this.#server.task((client) => client.deleteIndex(this.uid));
    } catch (error) {
      if (!saysMissing(error, 'index_not_found') && !(error instanceof TaskFailed && error.code === 'index_not_found')) throw error;
    }
  }

  /** Writes documents field by field: what is not given stays as it is. All in one task, or nothing of it. */
  async put(documents: Stored[]): Promise<void> {
    await this.#server.task((client) => client.index(this.uid).updateDocuments(documents));
  }

  /** Writes many documents, some at a time. */
  async putMany(documents: Stored[]): Promise<void> {
    for (let at = 0; at < documents.length; at += BATCH) await this.put(documents.slice(at, at + BATCH));
  }

  /** Clears away what is marked as gone. */
  async sweep(): Promise<void> {
    await this.#server.task((client) => client.index(this.uid).deleteDocuments({ filter: 'type = gone' }));
  }

  /** Fields of documents by their ids in the server; those that are not there are left out. */
  async get(pks: string[], fields: string[]): Promise<Stored[]> {
    const found: Stored[] = [];
    for (let at = 0; at < pks.length; at += BATCH) {
      const ids = pks.slice(at, at + BATCH);
      const { results } = await this.#server.work(
        (client) => client.index(this.uid).getDocuments({ ids, fields, limit: ids.length }),
        Documents,
      );
      found.push(...results);
    }
    return found;
  }

  /** Passages with these texts, of whichever records. */
  async passages(keys: string[], options: { embedded?: string; vectors?: boolean }): Promise<z.output<typeof KnownPassage>[]> {
    const found: z.output<typeof KnownPassage>[] = [];
    for (let at = 0; at < keys.length; at += BATCH) {
      const filter = `type = passage AND key IN ${quoted(keys.slice(at, at + BATCH))}${
        options.embedded === undefined ? '' : ` AND embedded IN ${quoted([options.embedded])}`
      }`;
      const page = z.object({ results: z.array(KnownPassage), total: z.number() });
      for (let offset = 0; ; offset += BATCH) {
        const { results, total } = await this.#server.work(
          (client) =>
            client.index(this.uid).getDocuments({
              filter,
              fields: options.vectors ? ['pk', 'key', '_vectors'] : ['pk', 'key'],
              retrieveVectors: options.vectors,
              limit: BATCH,
              offset,
            }),
          page,
        );
        found.push(...results);
        if (offset + BATCH >= total) break;
      }
    }
    return found;
  }

  async takeVectorsOf(dimensions: number): Promise<void> {
    await this.#server.task((client) =>
      client.index(this.uid).updateEmbedders({ [embedderName(dimensions)]: { source: 'userProvided', dimensions } }),
    );
  }

  async forgetVectorsOf(dimensions: number): Promise<void> {
    await this.#server.task((client) => client.index(this.uid).updateEmbedders({ [embedderName(dimensions)]: null }));
  }
}
