import type { OnProgress } from '../indexer/build.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { HealthAnswer } from './api/record.ts';
import type { Engine } from './match/retrieve.ts';
import type { RecordSource } from './records.ts';

/** What requests are served from: a server with its library (service.ts), or one of several that only reads (reader.ts). */
export interface Serving extends Engine {
  readonly records: RecordSource;
  accounts(): Promise<Accounts>;
  /** Keeps a question that found no good match, where that is done here. */
  keepUnanswered(question: string, lang: string, match: string): void;
  /** Whether questions find all there is. */
  searchable(): Promise<boolean>;
  health(version: string): Promise<HealthAnswer>;
  /** Starts the work that goes on behind the requests. */
  begin(): Promise<void>;
  close(): Promise<void>;
}

export interface ServiceNotes {
  note(message: string): void;
  warn(message: string): void;
  progress: OnProgress;
}
