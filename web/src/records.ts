import type { RecordAnswer } from '../../server/api/record.ts';
import { ApiFailure, getRecord } from './api.ts';

/** Several records at once, not all in the same moment. One that is not there is undefined; any other failure is one of the whole. */

const AT_ONCE = 6;

export async function getRecords(ids: readonly string[], signal?: AbortSignal): Promise<Map<string, RecordAnswer | undefined>> {
  const wanted = [...new Set(ids)];
  const answers = new Map<string, RecordAnswer | undefined>();
  let next = 0;
  async function work(): Promise<void> {
    for (let id = wanted[next++]; id !== undefined; id = wanted[next++]) answers.set(id, await getIfThere(id, signal));
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

async function getIfThere(id: string, signal?: AbortSignal): Promise<RecordAnswer | undefined> {
  try {
    return await getRecord(id, signal);
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return undefined;
    throw error;
  }
}
