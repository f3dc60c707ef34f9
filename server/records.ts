import type { Kind, LibraryRecord } from '../corpus/kinds/kinds.ts';
import type { Library } from '../corpus/library.ts';

/** Where the server gets published records from. One machine reads its library; a reader of several servers may read elsewhere. */
export interface RecordSource {
  get(id: string): Promise<PublishedRecord | undefined>;
  /** Those of the ids that are published, redirects resolved, in no order. */
  many(ids: Iterable<string>): Promise<Map<string, LibraryRecord>>;
  linksTo(id: string): Promise<{ field: string; id: string }[]>;
  /** All published records, or those of a kind, in the order of their ids. */
  published(kind?: Kind): Promise<LibraryRecord[]>;
  /** Changes whenever anything that is published does, so that what is made of it can be kept. */
  version(): Promise<string>;
}

export interface PublishedRecord {
  record: LibraryRecord;
  revision: number;
  changedAt: string;
}

/** Parsed records kept at hand: a recommendation touches a few hundred. */
const KEPT = 5000;

export class LibraryRecords implements RecordSource {
  readonly #library: Library;
  readonly #kept = new Map<string, PublishedRecord | undefined>();
  readonly #links = new Map<string, { field: string; id: string }[]>();
  #sequence = -1;

  constructor(library: Library) {
    this.#library = library;
  }

  async get(id: string): Promise<PublishedRecord | undefined> {
    this.#forgetWhenChanged();
    return this.#get(id);
  }

  async many(ids: Iterable<string>): Promise<Map<string, LibraryRecord>> {
    this.#forgetWhenChanged();
    const records = new Map<string, LibraryRecord>();
    for (const id of ids) {
      const found = this.#get(id);
      if (found) records.set(id, found.record);
    }
    return records;
  }

  async linksTo(id: string): Promise<{ field: string; id: string }[]> {
    this.#forgetWhenChanged();
    const known = this.#links.get(id);
    if (known) return known;
    const links = this.#library.linksTo(id);
    if (this.#links.size >= KEPT) this.#links.clear();
    this.#links.set(id, links);
    return links;
  }

  async published(kind?: Kind): Promise<LibraryRecord[]> {
    return this.#library.published(kind);
  }

  async version(): Promise<string> {
    return String(this.#library.sequence);
  }

  #get(id: string): PublishedRecord | undefined {
    if (this.#kept.has(id)) {
      const kept = this.#kept.get(id);
      // Put at the end of the order, once some have to go: the one that was not asked for longest goes first.
      if (this.#kept.size >= KEPT) {
        this.#kept.delete(id);
        this.#kept.set(id, kept);
      }
      return kept;
    }
    const stored = this.#library.get(id);
    const published =
      stored?.state === 'published' ? { record: stored.record, revision: stored.revision, changedAt: stored.changedAt } : undefined;
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= KEPT && !oldest.done) this.#kept.delete(oldest.value);
    this.#kept.set(id, published);
    return published;
  }

  #forgetWhenChanged(): void {
    const sequence = this.#library.sequence;
    if (sequence === this.#sequence) return;
    this.#kept.clear();
    this.#links.clear();
    this.#sequence = sequence;
  }
}
