import type Database from 'better-sqlite3';

import type { LibraryRecord } from './kinds/kinds.ts';
import { type EvidenceGrade, GRADES } from './kinds/record.ts';
import { EVIDENCE_CHOICES, type Words } from './read/choices.ts';

/**
 * The evidence chain: reported → measured on site → appraised, with what proves each step. A grade goes up only with its
 * proof, and to appraised only from measured; going down needs none.
 */

export interface Proof {
  grade: EvidenceGrade;
  document: string;
  /** 2026, 2026-07 or 2026-07-31. */
  date: string;
  /** Who measured or appraised. */
  who: string;
  url?: string;
  recordedBy: string;
  recordedAt: string;
  /** The revision that has this grade for the first time. */
  revision: number;
}

/** A source may say it was reported without more: what goes beyond needs a proof. */
const UNPROVEN: EvidenceGrade = 'reported';

const gradeWord = (grade: EvidenceGrade) => EVIDENCE_CHOICES[grade]?.zh ?? grade;

export class UnprovenGrade extends Error {
  readonly grade: EvidenceGrade;
  readonly words: Words;
  constructor(grade: EvidenceGrade, zh: string, en: string) {
    super(en);
    this.grade = grade;
    this.words = { zh, en };
  }
}

export function gradeOf(record: LibraryRecord | undefined): EvidenceGrade | undefined {
  return record && 'evidence' in record ? record.evidence : undefined;
}

export class Proofs {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Of a record and of those that were merged into it, oldest first. */
  of(id: string): Proof[] {
    return this.#db
      .prepare<[string], Omit<Proof, 'url'> & { url: string | null }>(
        `WITH RECURSIVE merged (id) AS (VALUES (?) UNION SELECT r.from_id FROM redirects r JOIN merged m ON r.to_id = m.id)
         SELECT grade, document, date, who, url, recorded_by AS recordedBy, recorded_at AS recordedAt, revision
         FROM proofs WHERE record_id IN (SELECT id FROM merged) ORDER BY id`,
      )
      .all(id)
      .map(({ url, ...proof }) => ({ ...proof, url: url ?? undefined }));
  }

  add(id: string, { grade, document, date, who, url, recordedBy, revision }: Omit<Proof, 'recordedAt'>): void {
    this.#db
      .prepare(
        'INSERT INTO proofs (record_id, revision, grade, document, date, who, url, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(id, revision, grade, document, date, who, url ?? null, recordedBy, new Date().toISOString());
  }

  /** Throws where a text claims a higher grade than the one before it and nothing proves it. */
  check(id: string, before: EvidenceGrade | undefined, after: EvidenceGrade | undefined): void {
    if (!after || !rises(before, after)) return;
    if (this.of(id).some(({ grade }) => grade === after)) return;
    throw new UnprovenGrade(
      after,
      `证据等级从“${gradeWord(before ?? UNPROVEN)}”升到“${gradeWord(after)}”要有证明:请在记录页登记证明`,
      `the grade goes up from ${before ?? UNPROVEN} to ${after} only with its proof: record the proof instead`,
    );
  }
}

/** Throws where the chain leaves out a step. */
export function checkStep(before: EvidenceGrade | undefined, after: EvidenceGrade): void {
  if (before && !rises(before, after))
    throw new UnprovenGrade(after, `证据等级已经是“${gradeWord(before)}”`, `the grade is ${before} already`);
  if (after === 'appraised' && before !== 'measured')
    throw new UnprovenGrade(after, '要先有实测的证明,才能登记认定', 'what is appraised has been measured first: record that proof before');
}

function rises(before: EvidenceGrade | undefined, after: EvidenceGrade): boolean {
  return GRADES.indexOf(after) > GRADES.indexOf(before ?? UNPROVEN);
}
