import type { RecordAnswer } from '../../../server/api/record.ts';
import { getRecords } from '../../src/records.ts';

/** A record with its figures in the form in which they can stand beside others. */
export type Proof = Pick<RecordAnswer, 'record' | 'comparable'>;

/** A technique with all that proves it: its own account, its forms, and the plants that did it, one record a plant. */
export interface Compared {
  record: RecordAnswer['record'];
  names: RecordAnswer['names'];
  evidence: Proof[];
  plants: RecordAnswer['record'][];
}

export interface Comparison {
  compared: Compared[];
  missing: string[];
}

export async function loadComparison(ids: string[], signal: AbortSignal): Promise<Comparison> {
  const asked = await getRecords(ids, signal);
  const answers = [...asked.values()].filter((answer) => answer !== undefined);
  /** Two addresses may lead to one record: merged ids redirect. */
  const once = [...new Map(answers.map((answer) => [answer.record.id, answer])).values()];
  const proving = await getRecords(once.flatMap(provingIds), signal);
  return {
    missing: ids.filter((id) => !asked.get(id)),
    compared: once.map((answer) => {
      const others = provingIds(answer).flatMap((id) => proving.get(id) ?? []);
      const evidence = onePerPlant([answer, ...others]);
      const plants = evidence.map(({ record }) => record).filter(({ kind }) => kind === 'case');
      return { record: answer.record, names: answer.names, evidence, plants };
    }),
  };
}

function provingIds({ linkedFrom }: RecordAnswer): string[] {
  return [
    ...new Set(
      linkedFrom
        .filter(({ kind, field }) => (kind === 'case' && field === 'techniques') || (kind === 'technique' && field === 'broader'))
        .map(({ id }) => id),
    ),
  ];
}

function onePerPlant(proofs: Proof[]): Proof[] {
  const counted = new Set<string>();
  return proofs.filter(({ record }) => {
    if ('samePlantAs' in record && record.samePlantAs.some((id) => counted.has(id))) return false;
    counted.add(record.id);
    return true;
  });
}
