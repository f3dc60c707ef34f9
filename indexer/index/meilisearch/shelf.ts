import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import type { Embedders } from 'meilisearch';
import { z } from 'zod';

import { EngineUnavailable } from '../search-index.ts';
import { type Connection, TaskFailed } from './connection.ts';
import { KnownPassage, STATE_PK, State, type Stored, stateDocument, withoutVector } from './documents.ts';
import { saysMissing } from './failures.ts';
import { quoted } from './filter.ts';
import { embedderName, INDEX_FORMAT, PRIMARY_KEY, SETTINGS } from './settings.ts';

/** One index in the server: made with its settings, written to, read from by id. */

/** Stands for the model where none was named: the server finds no empty value. */
const NO_MODEL = 'none-named';

/** A swap itself takes milliseconds; it waits for the tasks before it. */
const SWAP_WITHIN_MS = 120_000;

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
    const { model = NO_MODEL, dimensions = 0 } = inherited ?? {};
    if (dimensions > 0) await this.#setEmbedders({ [embedderName(dimensions)]: { source: 'userProvided', dimensions } });
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

  /**
   * Puts another index in this one's place: searches see the one or the other. It is done when that one's state stands here: the
   * task itself is hidden from a key that is limited to our indexes. Not repeated, since a swap done twice is none.
   */
  async swapWith(other: Shelf, generation: string): Promise<void> {
    await this.#server.work((client) => client.swapIndexes([{ indexes: [this.uid, other.uid], rename: false }]), z.unknown(), 1);
    const began = Date.now();
    while ((await this.state())?.generation !== generation) {
      if (Date.now() - began > SWAP_WITHIN_MS) {
        throw new EngineUnavailable(
          `Meilisearch has not swapped ${other.uid} into the place of ${this.uid} in ${SWAP_WITHIN_MS / 1000} s.`,
        );
      }
      await wait(50);
    }
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

  /** Whether the server takes vectors of this length here. */
  async takesVectorsOf(dimensions: number): Promise<boolean> {
    const embedders = await this.#server.work(
      (client) => client.index(this.uid).getEmbedders(),
      z.record(z.string(), z.unknown()).nullable(),
    );
    return embedders !== null && embedderName(dimensions) in embedders;
  }

  /**
   * Has the server take vectors of another length. In an order that leaves a usable index wherever it is broken off: those of the
   * old length go, every document says that it has none of the new, the state says so for documents to come, and then they count.
   */
  async takeVectorsOf(state: State): Promise<void> {
    await this.#server.task((client) => client.index(this.uid).resetEmbedders());
    const name = embedderName(state.dimensions);
    for (let offset = 0; ; offset += BATCH) {
      const { results } = await this.#server.work(
        (client) => client.index(this.uid).getDocuments({ fields: [PRIMARY_KEY], limit: BATCH, offset }),
        Documents,
      );
      if (results.length === 0) break;
      await this.put(results.map(({ pk }) => ({ pk, ...withoutVector(state.dimensions) })));
    }
    await this.put([stateDocument(state)]);
    await this.#setEmbedders({ [name]: { source: 'userProvided', dimensions: state.dimensions } });
  }

  async #setEmbedders(embedders: Embedders): Promise<void> {
    await this.#server.task((client) => client.index(this.uid).updateEmbedders(embedders));
  }
}
