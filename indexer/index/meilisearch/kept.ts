import type { Meilisearch } from 'meilisearch';
import { z } from 'zod';

import { EngineUnavailable, type KeptRecord } from '../search-index.ts';
import type { Connection } from './connection.ts';
import { recordPk } from './documents.ts';
import { saysMissing } from './failures.ts';
import { quoted } from './filter.ts';

/** The records that stand in the server, for a server of ours that has no library. */

const FIELDS = ['type', 'record', 'json', 'revision', 'changedAt', 'mergedIds', 'links'];
const LINK = /^(\S+) (.+)$/;

const Kept = z.object({
  /** One that is gone is marked before it is cleared away: by its id it is still read. */
  type: z.string(),
  record: z.string(),
  json: z.string(),
  revision: z.number(),
  changedAt: z.string(),
  mergedIds: z.array(z.string()),
  links: z.array(z.string().regex(LINK)),
});
const Page = z.object({ results: z.array(Kept), total: z.number() });
type Page = z.output<typeof Page>;

/** Records of one request: a page of some megabytes is there within the time of a question. */
const BATCH = 200;

export class KeptRecords {
  readonly #server: Connection;
  readonly #uid: string;

  constructor(server: Connection, uid: string) {
    this.#server = server;
    this.#uid = uid;
  }

  /** The records of these ids, or those they were merged into, by the id asked for. */
  async get(ids: string[]): Promise<Map<string, KeptRecord>> {
    const found = new Map<string, KeptRecord>();
    const wanted = new Set(ids);
    for (let at = 0; at < ids.length; at += BATCH) {
      const some = ids.slice(at, at + BATCH);
      for (const { record, kept } of await this.#page({ ids: some.map(recordPk), limit: some.length })) found.set(record, kept);
    }
    const rest = [...wanted].filter((id) => !found.has(id));
    for (let at = 0; at < rest.length; at += BATCH) {
      for (const { kept } of await this.#all(`type = record AND mergedIds IN ${quoted(rest.slice(at, at + BATCH))}`)) {
        for (const id of kept.mergedIds) if (wanted.has(id)) found.set(id, kept);
      }
    }
    return found;
  }

  /** All records, or those of a kind, in the order of their ids. */
  async published(kind?: string): Promise<KeptRecord[]> {
    const all = await this.#all(`type = record${kind ? ` AND kind = ${kind}` : ''}`, 'work');
    return all.sort((a, b) => (a.record < b.record ? -1 : 1)).map(({ kept }) => kept);
  }

  /** Records that name one of these ids, with the field in which they do. */
  async linksTo(ids: string[]): Promise<{ field: string; id: string }[]> {
    const named = new Set(ids);
    const all = await this.#all(`type = record AND linkedIds IN ${quoted(ids)}`);
    const links = all.flatMap(({ record, kept }) =>
      [...new Set(kept.links.filter(({ id }) => named.has(id)).map(({ field }) => field))].map((field) => ({ field, id: record })),
    );
    return links.sort((a, b) => compare(a.field, b.field) || compare(a.id, b.id));
  }

  /** `work` is patient: for all there is. */
  async #all(filter: string, how: 'ask' | 'work' = 'ask'): Promise<{ record: string; kept: KeptRecord }[]> {
    const found: { record: string; kept: KeptRecord }[] = [];
    for (let offset = 0; ; offset += BATCH) {
      const page = await this.#page({ filter, limit: BATCH, offset }, how);
      found.push(...page);
      if (page.length < BATCH) return found;
    }
  }

  async #page(
    which: { ids?: string[]; filter?: string; limit: number; offset?: number },
    how: 'ask' | 'work' = 'ask',
  ): Promise<{ record: string; kept: KeptRecord }[]> {
    try {
      const read = (client: Meilisearch) => client.index(this.#uid).getDocuments({ ...which, fields: FIELDS });
      const { results } = how === 'ask' ? await this.#server.ask(read, Page) : await this.#server.work(read, Page, 1);
      return results.filter(({ type }) => type === 'record').map(present);
    } catch (error) {
      if (saysMissing(error, 'index_not_found'))
        throw new EngineUnavailable(`Meilisearch has no index “${this.#uid}” yet: the writer makes it.`);
      throw error;
    }
  }
}

function present({ record, links, type: _, ...rest }: Page['results'][number]): { record: string; kept: KeptRecord } {
  const split = links.flatMap((link) => {
    const [, field, id] = LINK.exec(link) ?? [];
    return field && id ? [{ field, id }] : [];
  });
  return { record, kept: { ...rest, links: split } };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
