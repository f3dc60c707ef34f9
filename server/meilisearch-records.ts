import type { Kind, LibraryRecord } from '../corpus/kinds/kinds.ts';
import type { MeilisearchIndex } from '../indexer/index/meilisearch/meilisearch-index.ts';
import { EngineUnavailable, type KeptRecord } from '../indexer/index/search-index.ts';
import type { PublishedRecord, RecordSource } from './records.ts';

/** Records out of Meilisearch, for a server without a library. What the writer publishes is seen after LOOK_EVERY_MS at the latest. */

const LOOK_EVERY_MS = 1000;

/** Parsed records kept at hand: a recommendation touches a few hundred. */
const KEPT = 5000;

export class MeilisearchRecords implements RecordSource {
  readonly #index: MeilisearchIndex;
  readonly #model: () => string | undefined;
  readonly #kept = new Map<string, (PublishedRecord & { mergedIds: string[] }) | undefined>();
  #version: string | undefined;
  #lookedAt = 0;
  #looking: Promise<string> | undefined;

  constructor(index: MeilisearchIndex, model: () => string | undefined) {
    this.#index = index;
    this.#model = model;
  }

  async get(id: string): Promise<PublishedRecord | undefined> {
    await this.#fetch([id]);
    return this.#kept.get(id);
  }

  async many(ids: Iterable<string>): Promise<Map<string, LibraryRecord>> {
    const wanted = [...new Set(ids)];
    await this.#fetch(wanted);
    return new Map(
      wanted.flatMap((id) => {
        const found = this.#kept.get(id);
        return found ? [[id, found.record] as const] : [];
      }),
    );
  }

  async linksTo(id: string): Promise<{ field: string; id: string }[]> {
    await this.#fetch([id]);
    return this.#index.kept.linksTo([id, ...(this.#kept.get(id)?.mergedIds ?? [])]);
  }

  async published(kind?: Kind): Promise<LibraryRecord[]> {
    // A server that is away is found so within the time of a question.
    await this.version();
    return (await this.#index.kept.published(kind)).map((kept) => parsed(kept).record);
  }

  /** The writer's position in its library, looked at once a second; what is kept here goes when it moves. */
  async version(): Promise<string> {
    if (this.#version !== undefined && Date.now() - this.#lookedAt < LOOK_EVERY_MS) return this.#version;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<string> {
    const position = await this.#index.look(this.#model());
    if (!position) throw new EngineUnavailable('Meilisearch has no index yet: the writer makes it.');
    const version = `${position.library} ${position.sequence}`;
    if (version !== this.#version) this.#kept.clear();
    this.#version = version;
    this.#lookedAt = Date.now();
    return version;
  }

  async #fetch(ids: string[]): Promise<void> {
    await this.version();
    const missing = ids.filter((id) => !this.#kept.has(id));
    if (missing.length === 0) return;
    const version = this.#version;
    const found = await this.#index.kept.get(missing);
    // What changed while it was read may be from before the change: kept for this answer, and gone with the next look.
    if (version !== this.#version) this.#version = undefined;
    if (this.#kept.size + missing.length > KEPT) this.#forgetAllBut(ids);
    for (const id of missing) {
      const kept = found.get(id);
      this.#kept.set(id, kept && parsed(kept));
    }
  }

  #forgetAllBut(ids: string[]): void {
    const needed = new Set(ids);
    for (const id of this.#kept.keys()) if (!needed.has(id)) this.#kept.delete(id);
  }
}

/** The library checked it when it was saved. */
function parsed({ json, revision, changedAt, mergedIds }: KeptRecord): PublishedRecord & { mergedIds: string[] } {
  return { record: JSON.parse(json) as LibraryRecord, revision, changedAt, mergedIds };
}
